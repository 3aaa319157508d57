"""Models: predictions from features and parameters, with exact derivatives."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest

import engine
from engine.errors import FormulaError, InputError
from engine.formula.code import function_of
from engine.models import named_model
from engine.models.kinds import MODELS, feature_names
from engine.models.model import Link
from engine.models.typed import typed_model

DEGREES = "degree must be a whole number, at least 2 and at most 9"
X = np.linspace(-1.2, 1.7, 9)


def made() -> list[engine.Model]:
    """Every kind of model for 1, 2 and 3 features, 3 classes and all degrees."""
    models = []
    for kind in MODELS:
        for features in (1, 2, 3):
            for degree in (2, 9) if kind.hyper else (None,):
                try:
                    models.append(named_model(kind.name, feature_names(features), 3, degree))
                except InputError:
                    continue
    return models


def name_of(model: engine.Model) -> str:
    return f"{model.name}-{len(model.features)}-{model.degree}"


every = pytest.mark.parametrize("model", made(), ids=name_of)


@every
def test_the_texts_of_its_derivatives_are_those_that_sympy_finds(model):
    found = dataclasses.replace(model, slope_texts=(), bend_texts=())
    features = [X * (1 + place) / 2 for place in range(len(model.features))]
    point = np.linspace(0.6, -0.4, len(model.parameters)).tolist()
    names = (*model.features, *model.parameters)

    def values(scores):
        rows = (function_of(names, trees, arrays=True)(*features, *point) for trees in scores)
        return np.array([np.broadcast_to(entry, len(X)) for row in rows for entry in row])

    assert values(model.slope_trees) == pytest.approx(values(found.slope_trees), rel=1e-12, abs=1e-14)
    assert values(model.bend_trees) == pytest.approx(values(found.bend_trees), rel=1e-12, abs=1e-14)


@every
def test_it_is_linear_in_its_parameters_or_not(model):
    assert model.is_linear == (model.name not in ("exponential", "sine"))


@every
def test_its_parameters_are_named_in_order_of_appearance(model):
    text = " ".join(model.scores)
    written = [name for name in re.findall(r"[a-z]+\d*", text) if name in model.parameters]
    assert tuple(dict.fromkeys(written)) == model.parameters


@every
def test_its_prediction_is_typeset(model):
    assert model.latex()


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.name)
def test_every_kind_says_what_it_teaches_and_where_it_is_from(kind):
    assert kind.teaches.endswith(".")
    assert re.search(r"\d{4}", kind.source)


@pytest.mark.parametrize(
    ("name", "point", "x", "prediction"),
    [
        ("constant", (2.0,), 5.0, 2.0),
        ("slope", (3.0,), 2.0, 6.0),
        ("linear", (3.0, 1.0), 2.0, 7.0),
        ("polynomial", (1.0, 2.0, 3.0, 4.0), 2.0, 1 * 2 + 2 * 4 + 3 * 8 + 4),
        ("logistic", (2.0, -1.0), 0.5, 0.5),
        ("exponential", (2.0, 0.0, 1.0), 9.0, 3.0),
        ("sine", (2.0, 1.0, 0.0, 1.0), 0.0, 1.0),
    ],
)
def test_predictions_by_hand(name, point, x, prediction):
    assert named_model(name).predict(point, np.array([[x]])).tolist() == [prediction]


def test_probabilities_stay_probabilities_at_scores_of_a_thousand():
    logistic = named_model("logistic")
    assert logistic.predict((1.0, 0.0), np.array([[-1000.0], [1000.0]])).tolist() == [0.0, 1.0]
    softmax = named_model("softmax", ("x",), 2)
    shares = softmax.predict((1.0, 0.0, -1.0, 0.0), np.array([[1000.0]]))
    assert shares.tolist() == [[1.0, 0.0]]


def test_parameters_of_a_softmax_go_by_class_and_feature():
    assert named_model("softmax", ("x1", "x2"), 3).parameters == (
        "w11", "w12", "b1", "w21", "w22", "b2", "w31", "w32", "b3",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"name": "forest"}, "“forest” is not a model; known are constant, slope, linear"),
        ({"name": "slope", "features": ("x1", "x2")}, "is a model of one feature, and the data has 2"),
        ({"name": "softmax"}, "needs a target that is one of some classes"),
        ({"name": "linear", "degree": 3}, "Line has no degree."),
        ({"name": "polynomial", "degree": 1}, f"{DEGREES}, not 1."),
        ({"name": "polynomial", "degree": 2.5}, f"{DEGREES}, not 2.5."),
        ({"name": "polynomial", "degree": 10}, f"{DEGREES}, not 10."),
    ],
)
def test_a_model_that_cannot_be_made_is_refused_in_one_sentence(wanted, sentence):
    with pytest.raises(InputError, match=re.escape(sentence)):
        named_model(**wanted)


def test_all_names_of_a_typed_model_but_the_features_are_parameters():
    model = typed_model("a*exp(-k*x) + c", ("x",))
    assert (model.parameters, model.link) == (("a", "k", "c"), Link.NONE)
    assert typed_model("w1*x1 + w2*x2**2", ("x1", "x2")).parameters == ("w1", "w2")


def test_a_sigmoid_around_it_all_makes_a_typed_model_one_of_probabilities():
    model = typed_model("sigmoid(w*x**2 + b)", ("x",))
    assert (model.link, model.parameters) == (Link.SIGMOID, ("w", "b"))
    assert model.predict((0.0, 0.0), np.array([[3.0]])).tolist() == [0.5]
    assert typed_model("1 + sigmoid(w*x)", ("x",)).link is Link.NONE


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("x**2", "A model needs a parameter to learn"),
        ("w*x2", "x2 is no feature of the data: it has x."),
        ("w*x + y", "y already has a meaning"),
        ("w*x + step", "step already has a meaning"),
        ("a+b+c+d+f+g+h+i+j+k+l", "at most 10 parameters; this one has 11"),
        ("w*", "Something is missing after *"),
        ("__import__(w)", "is not a function"),
        ("w*x; b", "has no meaning in a model"),
    ],
)
def test_a_typed_model_that_is_none_is_refused_with_its_place(formula, sentence):
    with pytest.raises(FormulaError, match=re.escape(sentence)) as fault:
        typed_model(formula, ("x",))
    assert 0 <= fault.value.start <= fault.value.end <= len(formula)
