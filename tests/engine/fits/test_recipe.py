from __future__ import annotations

import numpy as np
import pytest

import engine
from engine import CRITERIA, DATASETS, MODELS, Data, InputError, typed_criterion
from engine.fits.matching import mismatch
from engine.fits.recipe import model_for, recipe_of, usual_model, usual_recipe
from engine.models.kinds import feature_names
from engine.models.typed import typed_model


def recipe(data: str, model: str = "linear", criterion: str = "mse", **settings):
    return recipe_of(engine.fit(engine.dataset(data), model=model, criterion=criterion, **settings))


def names(changed) -> tuple[str, str]:
    return changed.model.name, changed.criterion.name


def test_a_recipe_makes_the_fit_it_was_taken_from():
    fit = engine.fit(engine.dataset("clouds_overlap"), model="logistic", criterion="log_loss", batch=8,
                     standardise=True, l1=0.1, l2=0.2)
    assert recipe_of(fit).made() == fit


@pytest.mark.parametrize("known", DATASETS, ids=lambda known: known.name)
def test_what_one_begins_with_can_be_made_on_every_set(known):
    data = engine.dataset(known.name)
    usual = usual_recipe(data)
    assert usual.made().data is data
    expected = {0: "linear", 2: "logistic"}.get(len(data.classes), "softmax")
    assert usual.model.name == expected


@pytest.mark.parametrize(("before", "model", "criterion", "after", "expected"), [
    ("line", "linear", "mse", "wave", ("linear", "mse")),
    ("line", "polynomial", "huber", "correlated", ("linear", "huber")),
    ("line", "linear", "mse", "clouds", ("logistic", "log_loss")),
    ("line", "linear", "mae", "clouds", ("logistic", "mae")),
    ("clouds", "logistic", "log_loss", "line", ("linear", "mse")),
    ("clouds", "logistic", "log_loss", "iris", ("softmax", "cross_entropy")),
    ("clouds", "linear", "hinge", "one_feature_classes", ("linear", "hinge")),
    ("clouds", "logistic", "focal", "xor", ("logistic", "focal")),
    ("iris", "softmax", "cross_entropy", "clouds", ("logistic", "log_loss")),
    ("line", "sine", "mse", "wave", ("sine", "mse")),
])
def test_other_data_keeps_what_is_made_for_it(before, model, criterion, after, expected):
    changed = recipe(before, model, criterion).on_data(engine.dataset(after))
    assert names(changed) == expected
    changed.made()


@pytest.mark.parametrize(("data", "before", "after", "expected"), [
    ("clouds", ("logistic", "log_loss"), "linear", "log_loss_logits"),
    ("clouds", ("linear", "log_loss_logits"), "logistic", "log_loss"),
    ("clouds", ("linear", "hinge"), "logistic", "log_loss"),
    ("clouds", ("linear", "mse"), "logistic", "mse"),
    ("clouds", ("logistic", "log_loss"), "softmax", "cross_entropy"),
    ("iris", ("softmax", "cross_entropy"), "linear", "mse"),
    ("line", ("linear", "huber"), "sine", "huber"),
])
def test_another_model_brings_the_usual_criterion_where_the_present_one_does_not_go_with_it(
        data, before, after, expected):
    changed = recipe(data, *before)
    assert changed.with_model(model_for(after, changed.data)).criterion.name == expected


def test_a_typed_model_stays_on_data_with_its_features_and_goes_without_them():
    two = recipe("clouds_overlap", "sigmoid(w1*x1**2 + w2*x2 + b)", "log_loss")
    assert two.on_data(engine.dataset("xor")).model == two.model
    assert two.on_data(engine.dataset("one_feature_classes")).model.name == "logistic"


def test_hyperparameters_stay_with_their_criterion():
    huber = recipe("line").with_criterion(engine.criterion("huber", delta=2.5))
    assert huber.on_data(engine.dataset("wave")).criterion.given == {"delta": 2.5}


def test_a_batch_that_is_larger_than_the_data_gives_way():
    batches = recipe("clouds_overlap", "logistic", "log_loss", batch=50)
    assert batches.on_data(engine.dataset("rare_class")).batch == 50
    assert batches.on_data(engine.dataset("clouds")).batch is None


def test_batches_and_penalties_keep_the_view_and_all_else_proposes_it_anew():
    seen = recipe_of(engine.fit(engine.dataset("line")).seen_in(((-1.0, 1.0), (-2.0, 2.0))))
    for kept in (seen.in_batches(4), seen.penalised(0.1, 0.2)):
        assert kept.made().view == ((-1.0, 1.0), (-2.0, 2.0))
    for other in (seen.standardised(True), seen.with_criterion(engine.criterion("mae")),
                  seen.on_data(engine.dataset("wave"))):
        assert other.made().view != seen.view


def test_nothing_that_follows_is_a_mismatch():
    datas = [engine.dataset(name) for name in ("line", "correlated", "one_feature_classes", "clouds", "iris")]
    for first in datas:
        for kind in MODELS:
            try:
                start = usual_recipe(first).with_model(model_for(kind.name, first))
            except InputError:
                continue
            for criterion in CRITERIA:
                if mismatch(start.data, start.model, criterion):
                    continue
                for second in datas:
                    changed = start.with_criterion(criterion).on_data(second)
                    assert mismatch(changed.data, changed.model, changed.criterion) == ""


def test_a_model_with_too_many_parameters_is_refused_in_one_sentence():
    with pytest.raises(InputError, match="Softmax would have 12 parameters here"):
        model_for("softmax", four_classes())
    assert usual_model(four_classes()).name == "linear"


def four_classes() -> Data:
    rows = np.arange(8.0).reshape(4, 2)
    return Data(rows, np.arange(4.0), ("x1", "x2"), classes=("a", "b", "c", "d"))


def test_what_is_typed_is_known_to_be():
    data = engine.dataset("line")
    plain = usual_recipe(data)
    assert not plain.is_typed
    assert plain.with_model(typed_model("a*x", feature_names(1))).is_typed
    assert plain.with_criterion(typed_criterion("(p - y)**4")).is_typed
