"""The loss of a model on data."""

from __future__ import annotations

import numpy as np
import pytest

import engine
from engine.data.data import Data
from engine.errors import InputError
from engine.fits.fit import FEW_SAMPLES
from tests.engine.fits.cases import CASES, data

LINE = engine.fit(engine.dataset("line"))


def many(count: int, seed: int = 0) -> Data:
    """A line with noise, of so many samples."""
    random = np.random.default_rng(seed)
    x = random.uniform(-2, 3, count)
    return Data(x[:, np.newaxis], 1.5 * x - 0.4 + random.normal(size=count), ("x",))


def test_a_fit_is_a_loss_of_the_models_parameters():
    assert (LINE.parameters, LINE.dimension, LINE.name) == (("w", "b"), 2, "")
    assert LINE.value([[0.0, 0.0], [1.0, 1.0]]).shape == (2,)


def test_equal_fits_are_equal_values():
    assert engine.fit(engine.dataset("line")) == LINE
    assert hash(engine.fit(engine.dataset("line"))) == hash(LINE)
    assert engine.fit(engine.dataset("line"), criterion="mae") != LINE


@pytest.mark.parametrize("kind", ["mse", "half_mse", "rmse", "(p - y)**2*3"])
def test_of_many_samples_a_few_numbers_say_as_much_as_all(kind):
    fit = engine.fit(many(FEW_SAMPLES + 1), criterion=kind, l2=0.3)
    points = np.random.default_rng(0).uniform(-3, 3, (50, 2))
    assert fit.samples == 1
    assert fit.value(points) == pytest.approx(fit.mean().value(points), rel=1e-12)
    assert fit.gradient(points) == pytest.approx(fit.mean().gradient(points), rel=1e-11, abs=1e-12)
    assert fit.hessian(points) == pytest.approx(fit.mean().hessian(points), rel=1e-11, abs=1e-12)


def test_close_to_the_lowest_point_of_a_perfect_fit_nothing_cancels():
    x = np.linspace(1000.0, 1001.0, 2000)
    fit = engine.fit(x, 3.0 * x - 2000.0)
    assert fit.samples == 1
    (best,) = fit.minima
    assert best.value <= 1e-18
    nearby = (best.point[0] + 1e-6, best.point[1] - 1e-3)
    assert fit.at(nearby)[0] == pytest.approx(np.mean((1e-6 * x - 1e-3) ** 2), rel=1e-6)


def test_samples_in_several_pieces_add_up():
    fit = engine.fit(many(20_001), criterion="mae")
    x, y = fit.data.x[:, 0], fit.data.y
    assert float(fit.value((1.2, 0.3))) == pytest.approx(np.abs(1.2 * x + 0.3 - y).mean(), rel=1e-13)
    assert fit.gradient((1.2, 0.3))[0] == pytest.approx((np.sign(1.2 * x + 0.3 - y) * x).mean(), rel=1e-12)


def test_the_lowest_point_is_told_only_where_there_is_one():
    assert LINE.minima
    assert not engine.fit(engine.dataset("line"), criterion="mae").minima
    assert not engine.fit(engine.dataset("line"), l2=0.1).minima
    same = np.ones(5)
    assert not engine.fit(same, np.arange(5.0)).minima


def test_the_view_holds_the_start_and_the_lowest_point():
    for name, fit in CASES:
        for place, (low, high) in zip(fit.start, fit.view, strict=True):
            assert low < place < high, name
        for minimum in fit.minima:
            assert all(low < x < high for x, (low, high) in zip(minimum.point, fit.view, strict=True)), name


@pytest.mark.parametrize("criterion", ["mae", "huber", "quantile", "log_cosh", "mape"])
def test_the_view_finds_a_best_fit_that_is_far_from_the_start(criterion):
    fit = engine.fit(engine.dataset("houses"), criterion=criterion, standardise=True)
    (squared,) = engine.fit(engine.dataset("houses"), standardise=True).minima
    # By any of these the best line is not far from that of least squares, at prices of some hundreds.
    for place, (low, high) in zip(squared.point, fit.view, strict=True):
        assert low < 0.5 * place < high
        assert high - low > 0.5 * abs(place)


def test_what_a_number_contains_is_told():
    fit = LINE.replace(l1=0.5, l2=0.25)
    on_data, penalty = fit.parts((2.0, 1.0))
    assert penalty == 0.5 * 2.0 + 0.25 * 4.0  # the intercept is free
    assert on_data == pytest.approx(LINE.at((2.0, 1.0))[0], rel=1e-15)
    assert fit.at((2.0, 1.0))[0] == pytest.approx(on_data + penalty, rel=1e-15)


def test_log_loss_stays_finite_far_from_the_data():
    fit = engine.fit(engine.dataset("one_feature_classes"), model="logistic", criterion="log_loss")
    for weight in (-1000.0, 1000.0):
        value, *slopes = fit.at((weight, 0.0))
        assert np.isfinite([value, *slopes]).all()
    assert float(fit.value((1000.0, 0.0))) < 1000.0 * 20


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"batch": 0}, "A batch has 1 to 23 samples, not 0."),
        ({"batch": 24}, "A batch has 1 to 23 samples, not 24."),
        ({"l1": -1.0}, "l1 must be a number from 0 to 1e.100."),
        ({"l2": float("nan")}, "l2 must be a number from 0 to 1e.100."),
    ],
)
def test_what_makes_no_fit_is_refused_in_one_sentence(fields, sentence):
    fit = engine.Fit(data(1), engine.fit(data(1)).model, engine.criterion("mse"))
    with pytest.raises(InputError, match=sentence):
        fit.replace(**fields)


@pytest.mark.parametrize("standardise", [False, True])
def test_scores_are_what_predictions_are_made_of(standardise):
    data = engine.dataset("clouds")
    fit = engine.fit(data, model="logistic", criterion="log_loss", standardise=standardise)
    point, x = (0.5, -1.0, 0.25), np.array([[[1.0, 2.0], [0.0, -3.0]]])
    scores = fit.scores(point, x)
    assert scores.shape == (1, 2, 1)
    assert np.allclose(1.0 / (1.0 + np.exp(-scores[..., 0])), fit.predict(point, x), rtol=1e-14)


def test_predictions_are_those_of_the_model_at_any_features():
    assert LINE.predict((2.0, 1.0), [[0.0], [3.0]]).tolist() == [1.0, 7.0]
    assert LINE.predict((2.0, 1.0)) == pytest.approx(2.0 * LINE.data.x[:, 0] + 1.0)
    classes = engine.fit(engine.dataset("three_clouds"), model="softmax", criterion="cross_entropy")
    shares = classes.predict((0.1,) * 9)
    assert shares.shape == (len(classes.data), 3)
    assert shares.sum(axis=1) == pytest.approx(1.0)


def test_the_second_derivatives_of_a_root_are_typeset_as_they_follow_from_those_of_its_square():
    point = (0.3, -0.4)
    root, square = LINE.replace(criterion=engine.criterion("rmse")), LINE
    value, slopes = float(root.value(point)), root.gradient(point)
    assert root.hessian(point) == pytest.approx(
        square.hessian(point) / (2.0 * value) - np.outer(slopes, slopes) / value)
    assert root.hessian_latex == (
        r"\nabla^{2} L = \frac{1}{2 L} \cdot \frac{1}{n} \sum_{i=1}^{n} \nabla^{2} \ell_{i}"
        r" - \frac{1}{L} \cdot \nabla L \nabla L^{T}"
    )
    assert root.second_derivatives_latex[1].endswith(
        r" - \frac{1}{L} \cdot \frac{\partial L}{\partial w} \frac{\partial L}{\partial b}")
    penalised = root.replace(l2=0.1)
    assert r"\frac{1}{2 \left(L - R\right)} \cdot" in penalised.gradient_latex[0]
    assert r" - \frac{1}{L - R} \cdot \nabla \left(L - R\right)" in penalised.hessian_latex


def test_the_formula_is_typeset_as_a_mean():
    assert LINE.formula_latex == (
        r"L(w, b) = \frac{1}{n} \sum_{i=1}^{n} \left(w x_{i} + b - y_{i}\right)^{2}"
    )
    assert LINE.gradient_latex[1] == (
        r"\frac{\partial L}{\partial b} = \frac{1}{n} \sum_{i=1}^{n} 2 \left(w x_{i} + b - y_{i}\right)"
    )
