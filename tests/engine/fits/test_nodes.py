"""A few weighted samples in place of many: the same loss, to a dozen digits."""
from __future__ import annotations

import numpy as np
import pytest

import engine

CHANCE = np.random.default_rng(5)
MANY = 20_000
SMOOTH = (("logistic", "log_loss"), ("logistic", "mse"), ("logistic", "focal"))


def fit_of(model, criterion, size=MANY, kinds=("no", "yes"), features=1, **more):
    x = CHANCE.gamma(2.0, size=(size, features))
    place = np.clip((x[:, 0] + CHANCE.normal(size=size)).astype(int), 0, len(kinds) - 1)
    return engine.fit(x, np.array(kinds)[place], model, criterion, **more)


@pytest.mark.parametrize(("model", "criterion"), SMOOTH)
@pytest.mark.parametrize("reach", [1.0, 4.0])
def test_many_samples_of_one_feature_have_the_loss_of_a_few(model, criterion, reach):
    fit = fit_of(model, criterion)
    box = ((-reach, reach), (-2 * reach, reach))
    few = fit.within(box)
    assert len(few.samples) <= MANY / 4
    points = CHANCE.uniform(*np.array(box).T, (60, 2))
    assert few.value(points) == pytest.approx(fit.value(points), rel=1e-12)
    exact = fit.gradient(points)
    assert few.gradient(points) == pytest.approx(exact, rel=1e-9, abs=1e-12 * np.abs(exact).max())


def test_a_softmax_has_them_for_each_of_its_classes():
    fit = fit_of("softmax", "cross_entropy", kinds=("a", "b", "c"))
    box = tuple((value, value) if place > 1 else (-3.0, 3.0) for place, value in enumerate(fit.start))
    few = fit.within(box)
    assert few is not fit
    points = CHANCE.uniform(*np.array(box).T, (60, fit.dimension))
    assert few.value(points) == pytest.approx(fit.value(points), rel=1e-12)


def test_penalties_and_weights_stay_what_they_are():
    fit = fit_of("logistic", "log_loss", l1=0.1, l2=0.3)
    few = fit.within(fit.view)
    assert few is not fit
    assert few.samples.weight == pytest.approx(MANY, rel=1e-13)
    points = CHANCE.uniform(*np.array(fit.view).T, (60, 2))
    assert few.value(points) == pytest.approx(fit.value(points), rel=1e-12)


@pytest.mark.parametrize("criterion", ["hinge", "squared_hinge"])
def test_a_loss_with_a_kink_has_none(criterion):
    fit = fit_of("linear", criterion)
    assert fit.within(((-3.0, 3.0), (-3.0, 3.0))) is fit


def test_few_samples_and_numbers_as_targets_have_none():
    few = fit_of("logistic", "log_loss", size=100)
    assert few.within(few.view) is few
    x = CHANCE.normal(size=MANY)
    numbers = engine.fit(x, x + CHANCE.normal(size=MANY), "linear", "huber")
    assert numbers.within(numbers.view) is numbers


def test_samples_that_are_all_at_one_place_have_none():
    fit = engine.fit(np.ones(MANY), np.array(["a", "b"])[np.arange(MANY) % 2], "logistic", "log_loss")
    assert fit.within(((-1.0, 1.0), (-1.0, 1.0))) is fit


def test_a_box_so_wide_that_the_loss_is_all_corners_has_none():
    fit = fit_of("logistic", "log_loss")
    assert fit.within(((-1e6, 1e6), (-1e6, 1e6))) is fit


def test_a_formula_is_its_own():
    loss = engine.loss("himmelblau")
    assert loss.within(loss.view) is loss
