"""The view that is proposed for a formula somebody typed."""

from __future__ import annotations

import numpy as np
import pytest

import engine

USUAL = (-6.0, 6.0)


@pytest.mark.parametrize(
    "text",
    ["w**2", "w", "-w**2", "5*w + 2", "exp(-w)", "softplus(w)", "relu(w)", "w + 10*sin(w)", "1/w", "tan(w)",
     "0*w + 3", "1e300*w**2", "exp(w**2)", "abs(w)"],
)  # fmt: skip
def test_the_usual_range_shows_what_has_its_values_and_its_minimum_there_or_no_minimum(text):
    assert engine.formula(text).view == (USUAL,)


@pytest.mark.parametrize("text", ["sqrt(-1 - w**2)", "where(w == 2, 1, log(-1 - w*w))", "log(-1 - w**4)"])
def test_the_usual_range_is_proposed_where_there_are_no_values_or_one_alone(text):
    assert engine.formula(text).view == (USUAL,)


@pytest.mark.parametrize(
    "text, view",
    [
        ("log(w)", (0.0, 6.0)),
        ("log(-w)", (-6.0, 0.0)),
        ("w - log(w)", (0.0, 6.0)),
        ("sqrt(w - 1.3)", (1.3, 6.0)),
        ("asin(w)", (-1.0, 1.0)),
        ("sqrt(0.01 - w**2)", (-0.1, 0.1)),
        ("log(w - 100)", (100.0, 112.0)),
        ("sqrt(-100 - w)", (-112.0, -100.0)),
    ],
)
def test_the_view_is_where_the_loss_has_values(text, view):
    assert engine.formula(text).view == (view,)


@pytest.mark.parametrize(
    "text, view",
    [
        ("(w - 100)**2", ((94.0, 106.0),)),
        ("abs(w - 7)", ((1.0, 13.0),)),
        ("(w + 1000)**2 + 3", ((-1006.0, -994.0),)),
        ("(x - 30)**2 + y**2", ((24.0, 36.0), USUAL)),
        ("(x + y - 100)**2 + (x - y)**2", ((44.0, 56.0), (44.0, 56.0))),
    ],
)
def test_the_view_moves_to_a_minimum_outside_of_the_usual_range(text, view):
    assert engine.formula(text).view == view


def test_each_parameter_has_a_range_of_its_own():
    assert engine.formula("log(x) + y**2").view == ((0.0, 6.0), USUAL)
    assert engine.formula("sqrt(1 - x**2 - y**2)").view == ((-1.0, 1.0), (-1.0, 1.0))
    assert engine.formula("x**2 - y**2").view == (USUAL, USUAL)
    assert engine.formula("+".join(f"x{k}**2" for k in range(10))).view == (USUAL,) * 10


@pytest.mark.parametrize(
    "text", ["log(w)", "(w - 100)**2", "sqrt(0.01 - w**2)", "log(x*y)", "log(a) + b + c"]
)
def test_the_proposed_start_has_a_value(text):
    loss = engine.formula(text)
    assert np.isfinite(loss.at(loss.start)).all()


def test_a_view_that_is_given_is_taken():
    assert engine.formula("log(w)", view=((-3.0, 3.0),)).view == ((-3.0, 3.0),)


def test_the_same_view_is_proposed_every_time():
    text = "log(a) + (b - 50)**2 + c**4 + d"
    first = engine.formula(text).view
    engine.losses.landscape._proposed.cache_clear()
    assert engine.formula(text).view == first
