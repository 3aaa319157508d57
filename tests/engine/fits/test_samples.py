"""Samples: their scaling, and a few hundred in place of many."""

from __future__ import annotations

import numpy as np
import pytest

import engine
from engine.data.data import Data
from engine.fits.samples import GIST, Samples, scaling_of

MANY = np.random.default_rng(3)


def test_standardised_features_have_mean_0_and_deviation_1():
    x = MANY.normal(50.0, 7.0, (40, 2))
    fit = engine.Fit(
        Data(x, x[:, 0], ("a", "b")), engine.models.named_model("linear", ("x1", "x2")),
        engine.criterion("mse"), standardise=True,
    )  # fmt: skip
    assert fit.known.features.mean(axis=0) == pytest.approx([0.0, 0.0], abs=1e-12)
    assert fit.known.features.std(axis=0) == pytest.approx([1.0, 1.0], rel=1e-12)


def test_a_feature_that_never_changes_is_not_divided_by_0():
    assert scaling_of(np.full((5, 1), 0.1)).deviations == (1.0,)


@pytest.mark.parametrize("kind", ["linear", "polynomial", "exponential", "sine", "constant"])
def test_coefficients_in_original_units_predict_the_same(kind):
    fit = engine.fit(engine.dataset("decay"), model=kind, standardise=True)
    point = tuple(np.linspace(0.4, -0.8, fit.dimension).tolist())
    plain = fit.replace(standardise=False, view=fit.view)
    assert plain.predict(fit.original(point)) == pytest.approx(fit.predict(point), rel=1e-9, abs=1e-12)


def test_coefficients_of_classes_are_told_in_original_units_too():
    fit = engine.fit(engine.dataset("iris"), model="softmax", criterion="cross_entropy", standardise=True)
    point = tuple(np.linspace(0.4, -0.8, 9).tolist())
    plain = fit.replace(standardise=False, view=fit.view)
    assert plain.predict(fit.original(point)) == pytest.approx(fit.predict(point), rel=1e-9)


def test_coefficients_that_are_too_large_for_doubles_are_not_told():
    tiny = engine.fit([0.0, 1e-310, 3e-310], [1.0, 2.0, 3.0], standardise=True)
    assert tiny.original((1.0, 0.0)) is None


def test_a_line_through_the_origin_of_scaled_features_has_no_original():
    assert engine.fit(engine.dataset("line"), model="slope", standardise=True).original((1.0,)) is None


def test_few_samples_are_their_own_gist():
    samples = Samples((np.arange(GIST, dtype=float),), np.arange(GIST, dtype=float))
    assert samples.gist is samples


@pytest.mark.parametrize("by_class", [False, True])
def test_the_gist_of_many_has_their_number_and_their_mean(by_class):
    x = MANY.normal(size=(2, 5_000))
    y = (x[0] > 0.3).astype(float)
    gist = Samples(tuple(x), y, by_class=by_class).gist
    assert len(gist) <= 2 * GIST
    assert gist.weight == 5_000
    for whole, few in zip((*x, y), (*gist.x, gist.y), strict=True):
        assert few @ gist.weights == pytest.approx(whole.sum(), rel=1e-9, abs=1e-9)
    if by_class:
        assert set(gist.y.tolist()) == {0.0, 1.0}


def test_samples_that_are_all_alike_have_a_gist():
    same = np.ones(1_000)
    gist = Samples((same,), same).gist
    assert gist.weight == 1_000


@pytest.mark.parametrize(("model", "criterion"), [("logistic", "log_loss"), ("linear", "hinge")])
def test_the_loss_of_the_gist_is_nearly_that_of_all(model, criterion):
    x = MANY.normal(size=20_000)
    y = (x + MANY.normal(size=20_000) > 0).astype(float)
    fit = engine.Fit(
        Data(x[:, np.newaxis], y, ("x",), classes=("no", "yes")), engine.models.named_model(model),
        engine.criterion(criterion),
    )  # fmt: skip
    points = MANY.uniform(-3, 3, (40, 2))
    assert fit.gist.value(points) == pytest.approx(fit.value(points), rel=2e-3)
