"""Every model with every criterion: derivatives by the chain rule against differences."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.fits.cases import CASES, places

H = 1e-6

table = pytest.mark.parametrize("fit", [fit for _, fit in CASES], ids=[name for name, _ in CASES])


def differences(function, point):
    """Central differences of a function of points along each parameter, on the last axis."""
    units = H * np.eye(len(point))
    return np.stack([(function(point + unit) - function(point - unit)) / (2 * H) for unit in units], axis=-1)


def agree(exact, approximate):
    return np.abs(exact - approximate).max() <= 1e-7 * max(1.0, np.abs(exact).max())


@table
def test_the_gradient_is_what_differences_say(fit):
    for point in places(fit):
        assert agree(fit.gradient(point), differences(fit.value, point))


@table
def test_the_hessian_is_what_differences_of_the_gradient_say(fit):
    for point in places(fit):
        assert agree(fit.hessian(point), differences(fit.gradient, point))


@table
def test_penalties_have_exact_derivatives_too(fit):
    penalised = fit.replace(l1=0.3, l2=0.7, view=fit.view)
    for point in places(fit, 1):
        assert agree(penalised.gradient(point), differences(penalised.value, point))
        assert agree(penalised.hessian(point), differences(penalised.gradient, point))


@table
def test_the_pulls_of_all_samples_add_up_to_the_gradient(fit):
    for point in places(fit, 1):
        pulls = fit.pulls(tuple(point))
        assert pulls.shape == (len(fit.data), fit.dimension)
        assert pulls.sum(axis=0) == pytest.approx(fit.gradient(point), rel=1e-12, abs=1e-13)


@table
def test_one_point_and_many_give_the_same_numbers(fit):
    points = places(fit, 7)
    alone = np.array([fit.at(tuple(point)) for point in points])
    assert fit.value(points) == pytest.approx(alone[:, 0], rel=1e-13, abs=1e-15)
    assert fit.gradient(points) == pytest.approx(alone[:, 1:], rel=1e-11, abs=1e-13)
