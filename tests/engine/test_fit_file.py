"""Fits in experiment files: what is written is read again."""
from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import engine
from engine import Experiment, Fit, optimizer
from engine.data.data import Data
from engine.experiment_file import from_json, load, save, to_json
from engine.fits.matching import mismatch
from engine.models import named_model
from engine.models.kinds import feature_names
from engine.models.typed import typed_model
from tests.engine.experiment_contents import encoded
from tests.engine.fits.cases import CASES


def experiment(fit):
    return Experiment(fit, tuple(0.5 * k for k in range(fit.dimension)), (optimizer("sgd", lr=0.1),), 5)


def fields(fit):
    """The fields of a fit as they are written."""
    return json.loads(to_json(experiment(fit)))["loss"]["fit"]


def assert_kept(fit):
    written = to_json(experiment(fit))
    again = from_json(written)
    assert again == experiment(fit) and hash(again.loss) == hash(fit)
    assert to_json(again) == written
    assert again.loss.at(again.start) == fit.at(again.start)


def test_the_promised_fields_are_read():
    content = {"fall_line": 1, "racers": [{"optimizer": "sgd"}], "loss": {"fit": {
        "data": {"x": [[1.0], [2.0], [4.0]], "y": [1.0, 3.0, 5.0]}, "model": "linear", "criterion": "mse",
        "batch": 2, "scale": "standard"}}}  # fmt: skip
    loss = from_json(encoded(content)).loss
    assert loss == engine.fit([1.0, 2.0, 4.0], [1.0, 3.0, 5.0], batch=2, standardise=True)
    assert loss.parameters == ("w", "b")


def test_one_feature_may_be_a_plain_list():
    content = {"fall_line": 1, "racers": [{"optimizer": "sgd"}], "loss": {"fit": {
        "data": {"x": [1, 2.5], "y": [1, 3]}, "model": "slope", "criterion": "mae"}}}  # fmt: skip
    assert from_json(encoded(content)).loss == engine.fit([1.0, 2.5], [1.0, 3.0], "slope", "mae")


def test_what_has_its_default_is_not_written():
    fit = engine.fit(engine.dataset("line"))
    assert fields(fit) == {"data": {"name": "line"}, "model": "linear", "criterion": "mse"}
    assert fields(engine.fit([0.0, 1.0], [2.0, 4.0], "w*x", "(p - y)**4", l2=0.5)) == {
        "data": {"x": [[0.0], [1.0]], "y": [2.0, 4.0]},
        "model": {"formula": "w*x"}, "criterion": {"formula": "(p - y)**4"}, "l2": 0.5,
    }  # fmt: skip


def test_names_and_classes_of_samples_are_written():
    data = Data(np.array([[1.0], [2.0]]), np.array([1.0, 0.0]), ("length",), "kind", ("short", "long"))
    assert fields(engine.fit(data, model="logistic", criterion="log_loss"))["data"] == {
        "x": [[1.0], [2.0]], "features": ["length"], "y": [1, 0], "target": "kind",
        "classes": ["short", "long"]}  # fmt: skip


@pytest.mark.parametrize("fit", [fit for _, fit in CASES], ids=[name for name, _ in CASES])
def test_every_model_with_every_criterion_is_kept(fit):
    assert_kept(fit)
    assert_kept(fit.replace(batch=3, standardise=True, l1=0.1, l2=1e-3))


@pytest.mark.parametrize("kind", engine.DATASETS, ids=lambda kind: kind.name)
def test_every_data_set_is_kept_by_its_name(kind):
    data = engine.dataset(kind.name)
    for model in engine.MODELS:
        try:
            fit = engine.fit(data, model=model.name, criterion="cross_entropy" if data.classes else "mse")
        except engine.InputError:
            continue
        assert fields(fit)["data"] == {"name": kind.name}
        assert_kept(fit)


@pytest.mark.parametrize("criterion", [
    engine.criterion("huber", delta=0.25), engine.criterion("quantile", tau=0.9),
    engine.typed_criterion("abs(p - y)**k + c", k=1.5, c=0.0),
], ids=lambda criterion: criterion.name or criterion.formula)  # fmt: skip
def test_hyperparameters_of_a_criterion_are_kept(criterion):
    fit = engine.fit(engine.dataset("line"), criterion=criterion)
    assert_kept(fit)
    written = fields(fit)["criterion"]
    assert {name: written[name] for name in criterion.given} == criterion.given


def test_a_view_is_kept(tmp_path):
    fit = engine.fit(engine.dataset("line")).seen_in(((-3.0, 4.0), (0.25, 1e3)))
    save(experiment(fit), tmp_path / "fit.json")
    assert load(tmp_path / "fit.json") == experiment(fit)


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
numbers = st.floats(-1e6, 1e6)
models = st.sampled_from(
    ("constant", "slope", "linear", "polynomial", "logistic", "softmax", "exponential", "sine", "a*x1 + c*d",
     "sigmoid(k*x)", "a*x**2 + e"))  # fmt: skip
criteria = st.sampled_from(engine.CRITERIA) | st.builds(
    engine.typed_criterion, st.just("k*(p - y)**2"), k=st.floats(1e-3, 1e3))  # fmt: skip


@st.composite
def fits(draw):
    count, width = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    classes = tuple(draw(st.lists(names, min_size=2, max_size=3, unique=True))) if draw(st.booleans()) else ()
    target = st.integers(0, len(classes) - 1) if classes else numbers
    data = Data(
        np.array(draw(st.lists(st.lists(numbers, min_size=width, max_size=width),
                               min_size=count, max_size=count))),
        np.array(draw(st.lists(target, min_size=count, max_size=count))),
        tuple(draw(st.lists(names, min_size=width, max_size=width))), draw(names), classes,
    )  # fmt: skip
    text, features = draw(models), feature_names(width)
    try:
        named = text.isidentifier()
        model = named_model(text, features, len(classes)) if named else typed_model(text, features)
    except engine.InputError:
        assume(False)
    criterion = draw(criteria)
    assume(not mismatch(data, model, criterion) and len(model.parameters) <= 10)
    view = tuple((low, low + 1.0) for low in draw(st.lists(
        st.floats(-1e3, 1e3), min_size=len(model.parameters), max_size=len(model.parameters))))  # fmt: skip
    return Fit(
        data, model, criterion, draw(st.none() | st.integers(1, count)), draw(st.booleans()),
        draw(st.sampled_from((0.0, 1e-3, 2.5))), draw(st.floats(0, 1e3)), view,
    )  # fmt: skip


@settings(max_examples=200, deadline=None, derandomize=True)
@given(fits())
def test_any_fit_is_kept(fit):
    asked = experiment(fit)
    assert from_json(to_json(asked)) == asked
