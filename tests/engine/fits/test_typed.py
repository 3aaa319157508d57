"""Models and criteria that somebody typed, where they are odd."""
from __future__ import annotations

import math

import numpy as np
import pytest

import engine

X, Y = [0.3, 0.8, 1.1, 1.9], [1.0, 1.2, 0.7, 2.5]


@pytest.mark.parametrize("name", ["n", "z", "z0", "s1", "v0", "r0", "weight", "score", "count", "m", "slope"])
def test_a_parameter_may_have_any_name(name):
    """Names of generated code are its own."""
    plain, named = engine.fit(X, Y, "a*exp(x/4) + b"), engine.fit(X, Y, f"{name}*exp(x/4) + b")
    point = (0.7, -0.4)
    assert named.parameters == (name, "b")
    assert named.at(point) == plain.at(point)
    assert named.hessian(point).tolist() == plain.hessian(point).tolist()
    assert named.pieces(point).tolist() == plain.pieces(point).tolist()


def test_a_parameter_without_effect_has_no_slope():
    fit = engine.fit(X, Y, "floor(a)*x + b")
    assert fit.gradient((1.5, 0.5))[0] == 0.0
    assert fit.hessian((1.5, 0.5))[0].tolist() == [0.0, 0.0]


def test_a_slope_that_is_the_same_for_all_samples_is_their_mean():
    fit = engine.fit(X, Y, "a*x + c", "0.25*p")
    assert fit.gradient((1.0, 2.0)).tolist() == [0.25 * float(np.mean(X)), 0.25]


def test_parameters_that_divide_by_zero_give_no_number():
    fit = engine.fit(X, Y, "a/c + b*x")
    assert not any(map(math.isfinite, fit.at((1.0, 0.0, 1.0))))
    assert not np.isfinite(fit.pieces((1.0, 0.0, 1.0))).any()
    run = engine.descend(fit, engine.optimizer("sgd"), [1.0, 0.0, 1.0], 3)
    assert run.status is engine.Status.UNDEFINED


def test_what_divides_by_zero_whatever_the_parameters_are_is_refused():
    with pytest.raises(engine.InputError, match=r"1/0 divides by zero\."):
        engine.fit(X, Y, "w*x - 1/(w*0)")
    halved = engine.typed_criterion("(p - y)**2/k", k=2.0)
    assert engine.fit(X, Y, "w*x", halved).at((1.0,)) == engine.fit(X, Y, "w*x", "half_mse").at((1.0,))
    with pytest.raises(engine.InputError, match="divides by zero"):
        engine.fit(X, Y, "w*x", halved.replace(k=0.0))
