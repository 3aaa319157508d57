"""Damaged fits in experiment files: every damage has one sentence with its place."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.experiment_contents import SEED, encoded, places, refusal, sentence_for, short, with_part

SAMPLES = {"x": [[1.0], [2.0], [3.0]], "y": [1.0, 2.0, 2.5]}
THREE = {"x": [[1.0], [2.0], [3.0]], "y": [0, 1, 2], "classes": ["a", "b", "c"]}
FIT = {"data": SAMPLES, "model": "linear", "criterion": "mse"}
# One of everything that a fit may hold.
FULL = {
    "data": {**THREE, "y": [0, 1, 1], "features": ["length"], "target": "kind", "classes": ["a", "b"]},
    "model": {"name": "polynomial", "degree": 3},
    "criterion": {"name": "huber", "delta": 0.5},
    "batch": 2,
    "scale": "standard",
    "l1": 0.5,
    "l2": 0.25,
}


def content(fit):
    return {"fall_line": 1, "loss": {"fit": fit}, "racers": SEED["racers"]}


def said(**fields):
    """What is said of a fit with these fields, and without those that are `...`."""
    fit = {name: value for name, value in {**FIT, **fields}.items() if value is not ...}
    return refusal(content(fit))


def samples(**fields):
    return {"data": {**SAMPLES, **fields}}


ELEVEN = "+".join(f"a{k}*x" for k in range(11))
DAMAGES = [
    ({"data": ...}, "loss.fit has no field data."),
    ({"model": ...}, "loss.fit has no field model."),
    ({"criterion": ...}, "loss.fit has no field criterion."),
    ({"standardise": True}, "“standardise” is not a field of loss.fit."),
    ({"data": 3}, "loss.fit.data must be an object in { }, not a whole number."),
    ({"data": {}}, "loss.fit.data: it has the name of a set, a csv file, or the samples themselves"),
    ({"data": {"name": "lime"}}, "loss.fit.data: “lime” is not a data set; known are line,"),
    ({"data": {"name": 3}}, "loss.fit.data: name must be a text."),
    ({"data": {"name": "line", "x": [1]}}, "loss.fit.data: “x” is not a field here; known is name."),
    ({"data": {"csv": "no.csv", "x": ["a"], "y": "b"}}, "loss.fit.data: no.csv cannot be read: there is no"),
    ({"data": {"csv": "no.csv", "x": "a", "y": "b"}}, "loss.fit.data: x must be a list of columns in [ ]."),
    ({"data": {"x": [], "y": []}}, "loss.fit.data: There are no samples: at least one is needed."),
    ({"data": {"x": [[]], "y": [1]}}, "loss.fit.data: Data has 1 to 9 features, not 0."),
    ({"data": {"x": [[1] * 12], "y": [1]}}, "loss.fit.data: Data has 1 to 9 features, not 12."),
    ({"data": {"x": [[1]]}}, "loss.fit.data: it has no field y."),
    (samples(x=[[1], [2, 3], [4]]), "loss.fit.data: x: sample 2 has 2 features and the first one 1."),
    (samples(x=[1, 2]), "loss.fit.data: x has 2 samples and y 3: each needs both."),
    (samples(x=["a", 2, 3]), "loss.fit.data: x[0] must be a decimal number or a list in [ ], not a text."),
    (samples(x=[[1], [None], [3]]), "loss.fit.data: x[1][0] must be a decimal number, not null."),
    (samples(x=[[1], [True], [3]]), "loss.fit.data: x[1][0] must be a decimal number, not true or false."),
    (samples(y=[1, "b", 3]), "loss.fit.data: y[1] must be a decimal number, not a text."),
    (samples(y=3), "loss.fit.data: y must be a list in [ ], not a whole number."),
    (samples(features=["a", "b"]), "loss.fit.data: Data needs a name for each feature."),
    (samples(features=[]), "loss.fit.data: Data needs a name for each feature."),
    (samples(features=[3]), "loss.fit.data: features[0] must be a text, not a whole number."),
    (samples(target=3), "loss.fit.data: target must be a text, not a whole number."),
    (samples(classes=["a", "b"]), "loss.fit.data: The classes of the samples must be 0 to 1."),
    (samples(classes=list(map(str, range(21)))), "loss.fit.data: Data has at most 20 classes, not 21."),
    (samples(y=[0, 1, 1], classes=["a", "a"]), "loss.fit.data: classes: “a” is there twice."),
    (samples(names=3), "loss.fit.data: “names” is not a field here; known are x, y, features, target,"),
    ({"model": 3}, "loss.fit.model must be a text or an object in { }, not a whole number."),
    ({"model": "line"}, "loss.fit.model: “line” is not a model; known are constant, slope, linear,"),
    ({"model": {}}, "loss.fit.model: it must have either a name or a formula."),
    ({"model": {"name": "linear", "formula": "a*x"}}, "loss.fit.model: it must have either a name or a form"),
    ({"model": {"name": "linear", "degree": 3}}, "loss.fit.model: Line has no degree."),
    *(({"model": {"name": "polynomial", "degree": degree}},
       f"loss.fit.model: degree must be a whole number, at least 2 and at most 9, not {degree}.")
      for degree in (1, 10, 2.5)),
    ({"model": {"name": "polynomial", "degree": "3"}}, "loss.fit.model: degree must be a number."),
    ({"model": {"name": "polynomial", "degree": 10**400}}, "model: degree is too large for a number."),
    ({"model": {"formula": ""}}, "loss.fit.model: The model is empty: type one, for example w*x + b."),
    ({"model": {"formula": "a*"}}, "loss.fit.model: Something is missing after *."),
    ({"model": {"formula": "2*x"}}, "loss.fit.model: A model needs a parameter to learn"),
    ({"model": {"formula": "a*x2"}}, "loss.fit.model: x2 is no feature of the data: it has x."),
    ({"model": {"formula": ELEVEN}}, "loss.fit.model: A model has at most 10 parameters; this one has 11."),
    ({"model": {"formula": "a*x", "degree": 3}}, "loss.fit.model: “degree” is not a field here"),
    ({"model": {"formula": "open(a)"}}, "loss.fit.model: open is not a function"),
    ({"model": "softmax"}, "loss.fit.model: Softmax needs a target that is one of some classes."),
    ({"criterion": "msé"}, "loss.fit.criterion: “msé” is not a criterion; known are mse, half_mse,"),
    ({"criterion": {"name": "huber", "delta": -1}}, "loss.fit.criterion: delta must be above 0, not -1."),
    ({"criterion": {"name": "huber", "delta": "1"}}, "loss.fit.criterion.delta must be a number."),
    ({"criterion": {"name": "mse", "delta": 1}}, "loss.fit.criterion: Mean squared error has no hyper"),
    ({"criterion": {"formula": "(p - q)**2"}}, "loss.fit.criterion.formula: q is not known here"),
    ({"criterion": {"formula": "y"}}, "loss.fit.criterion.formula: A criterion needs the prediction p"),
    ({"criterion": {"formula": "p", "p": 1}}, "loss.fit.criterion: p already has a meaning"),
    ({"criterion": "zero_one"}, "loss.fit: The 0-1 loss has no slope to follow"),
    ({"criterion": "log_loss"}, "loss.fit: Log loss needs a probability: choose the model Logistic"),
    ({"criterion": "cross_entropy"}, "loss.fit: Cross-entropy needs a probability for each class"),
    ({"criterion": "mape", **samples(y=[1, 0, 2])}, "y of sample 2 must be a number other than 0, not 0."),
    ({"criterion": "hinge", "data": THREE}, "loss.fit: Hinge loss tells two classes apart, and y has 3."),
    ({"model": "softmax", "data": THREE}, "loss.fit: Softmax predicts a probability for each class, and"),
    ({"model": "softmax", "criterion": "cross_entropy", "data": {**THREE, "x": [[1, 2, 3]] * 3}},
     "loss.fit: A model has at most 10 parameters; this one has 12."),
    ({"batch": 0}, "loss.fit.batch must be at least 1."),
    ({"batch": 2.5}, "loss.fit.batch must be a whole number, not a decimal number."),
    ({"batch": 10**12}, "loss.fit: A batch has 1 to 3 samples, not 1,000,000,000,000."),
    ({"batch": 10**400}, "loss.fit.batch must be at most 9007199254740992."),
    ({"l1": -1}, "loss.fit: l1 must be a number from 0 to 1e+100."),
    ({"l2": 1e308}, "loss.fit: l2 must be a number from 0 to 1e+100."),
    ({"l2": "a"}, "loss.fit.l2 must be a decimal number, not a text."),
    ({"scale": "minmax"}, "loss.fit.scale must be none or standard, not “minmax”."),
]  # fmt: skip


@pytest.mark.parametrize("fields, words", DAMAGES, ids=range(len(DAMAGES)))
def test_what_is_no_fit_is_told_why(fields, words):
    assert words in said(**fields)


def test_a_start_or_a_view_with_other_parameters_is_refused():
    assert refusal({**content(FIT), "start": {"w": 1}}) == "start has no value for the parameter b."
    assert refusal({**content(FIT), "loss": {"fit": FIT, "view": {"w": [0, 1]}}}).startswith("loss.view")
    assert "a name, a formula or a fit" in refusal({**content(FIT), "loss": {"fit": FIT, "name": "quartic"}})


def test_the_whole_fit_can_be_read():
    assert sentence_for(encoded(content(FULL))) is None


@pytest.mark.parametrize("path", [path for path in places(FULL) if path], ids=short)
def test_every_field_is_checked_for_its_kind(path):
    for part in (None, True, -1, 0, 2.5, 1e308, 10**30, "", "x", [], [1], ["x"], {}, {"x": 1}, {"a\nb": 0}):
        sentence = sentence_for(encoded(content(with_part(FULL, path, part))))
        assert sentence is None or sentence.startswith("loss.fit") or "of loss.fit" in sentence


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.data())
def test_a_fit_that_is_damaged_anywhere_is_read_or_refused(data):
    whole = bytearray(encoded(content(FULL)))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=3))
    sentence_for(bytes(whole))
