"""Fits against PyTorch's autograd and scikit-learn's solvers."""

from __future__ import annotations

import numpy as np
import pytest

import engine
from tests.engine.fits.golden import GOLDEN, fit_of, name_of


@pytest.mark.parametrize("row", GOLDEN["fits"], ids=name_of)
def test_value_and_gradient_are_those_of_pytorch(row):
    fit = fit_of(row)
    points = np.array(row["points"])
    gradients = np.array(row["gradients"])
    assert fit.value(points) == pytest.approx(row["values"], rel=1e-12)
    size = np.maximum(np.abs(gradients).max(axis=1, keepdims=True), 1.0)
    assert np.abs((fit.gradient(points) - gradients) / size).max() <= 1e-12


@pytest.mark.parametrize("row", GOLDEN["optima"], ids=name_of)
def test_nowhere_is_the_loss_lower_than_where_scikit_learn_ends(row):
    fit = fit_of(row)
    value = float(fit.value(row["point"]))
    assert value == pytest.approx(row["value"], rel=1e-9, abs=1e-12)
    around = np.random.default_rng(0).normal(size=(50, fit.dimension))
    scale = 1e-3 * np.maximum(np.abs(row["point"]), 1e-3)
    assert (fit.value(np.array(row["point"]) + scale * around) >= value * (1 - 1e-9) - 1e-12).all()


SQUARED = [row for row in GOLDEN["optima"] if fit_of(row).minima]


@pytest.mark.parametrize("row", SQUARED, ids=name_of)
def test_the_closed_form_optimum_is_that_of_scikit_learn(row):
    (minimum,) = fit_of(row).minima
    assert minimum.value == pytest.approx(row["value"], rel=1e-12, abs=1e-14)
    # Digits are lost by as much as the columns are alike: degree 9 has few left.
    assert minimum.point == pytest.approx(row["point"], rel=1e-6 if row.get("degree", 0) > 3 else 1e-9)


def test_every_criterion_that_can_be_fitted_has_golden_values():
    known = {row["criterion"] for row in GOLDEN["fits"]}
    assert known == {criterion.name for criterion in engine.CRITERIA if not criterion.no_slope}


def test_every_model_has_golden_values():
    assert {row["model"] for row in GOLDEN["fits"]} == {kind.name for kind in engine.MODELS}
