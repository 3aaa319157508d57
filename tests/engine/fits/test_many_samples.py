"""What is asked of a loss again and again, when a single value is a sum over very many samples."""
from __future__ import annotations

import numpy as np
import pytest

import engine
from engine.curvature import bent_like
from engine.data.data import Data
from engine.diagnosis import verdict
from engine.fits.kernel import CHUNK
from engine.losses.stationary import Stationary, stationary_points
from engine.stability import sharpest_curvature, stable_limit

SGD = engine.optimizer("sgd", lr=0.5)


def fit_of(size, model="logistic", criterion="log_loss", features=1, **more):
    rng = np.random.default_rng(1)
    x = rng.normal(size=(size, features))
    noisy = x.sum(axis=1) + rng.normal(size=size)
    y = np.where(noisy > 0, "yes", "no") if model == "logistic" else noisy
    return engine.fit(x, y, model, criterion, **more)


class Counted:
    """Counts the points at which a fit is asked for something."""

    def __init__(self, monkeypatch, fit):
        self.points = 0
        whole = fit.mean()
        for name in ("value", "gradient", "hessian", "at"):
            monkeypatch.setattr(type(whole), name, self._counting(getattr(type(whole), name), whole))

    def _counting(self, compute, whole):
        def counting(mean, points):
            if mean is whole:
                self.points += np.size(points) // len(mean.model.parameters)
            return compute(mean, points)

        return counting


@pytest.mark.parametrize("kept", [{"view": ((-1.0, 1.0), (-1.0, 1.0))}, {"start": (1.0, 1.0)}, {"l2": 0.5},
                                  {"batch": 10}])  # fmt: skip
def test_another_view_start_penalty_or_batch_takes_no_new_pass_over_the_samples(kept):
    fit = fit_of(1_000)
    other = fit.replace(**kept)
    assert other.known is fit.known
    fields = ("data", "model", "criterion", "batch", "standardise", "l1", "l2", "view", "start")
    assert other == engine.Fit(**{name: getattr(fit, name) for name in fields} | kept)


def test_a_dragged_sample_is_computed_with():
    fit = fit_of(1_000, "linear", "mse")
    x = fit.data.x.copy()
    x[0] = 50.0
    moved = fit.replace(data=Data(x, fit.data.y, fit.data.features))
    fresh = engine.Fit(moved.data, fit.model, fit.criterion)
    assert moved.parabola == fresh.parabola != fit.parabola
    assert moved.known.x[0][0] == 50.0
    assert moved.at((0.3, 0.1)) == fresh.at((0.3, 0.1))


@pytest.mark.parametrize("size", [3, CHUNK, CHUNK + 1, 3 * CHUNK])
@pytest.mark.parametrize("more", [{}, {"l1": 0.2, "l2": 0.1}])
@pytest.mark.parametrize(("model", "criterion"), [("logistic", "log_loss"), ("linear", "rmse"),
                                                  ("linear", "huber")])  # fmt: skip
def test_at_one_point_it_is_what_it_is_among_others(size, more, model, criterion):
    mean = fit_of(size, model, criterion, **more).mean()
    loss, *slopes = mean.at((0.4, -0.3))
    points = np.array([[0.4, -0.3], [0.1, 0.2]])
    assert loss == pytest.approx(mean.value(points)[0], rel=1e-14)
    assert slopes == pytest.approx(mean.gradient(points)[0].tolist(), rel=1e-12)


def test_racers_with_a_start_in_common_have_it_computed_once(monkeypatch):
    fit = fit_of(1_000)
    counted = Counted(monkeypatch, fit)
    for name in ("sgd", "momentum", "adam"):
        engine.Run(fit, engine.optimizer(name), (0.7, 0.1))
    assert counted.points == 1


def test_a_step_takes_one_sum_over_the_samples(monkeypatch):
    fit = fit_of(1_000)
    counted = Counted(monkeypatch, fit)
    engine.Run(fit, SGD, (0.7, 0.1)).extend_to(10)
    assert counted.points == 11


def test_what_is_changed_of_a_hessian_is_not_what_is_kept():
    fit = fit_of(1_000)
    first = fit.hessian((0.5, 0.5))
    first[:] = 0.0
    assert fit.hessian((0.5, 0.5)).any()


def test_a_limit_is_read_off_few_sums_over_all_samples(monkeypatch):
    fit = fit_of(5_000).seen_in(((-0.5, 2.5), (-0.8, 0.8)))
    counted = Counted(monkeypatch, fit)
    limit = stable_limit(fit, SGD, (0.7, 0.1))
    assert counted.points <= 2
    axes = [np.linspace(*ends, 33) for ends in fit.view]
    places = np.stack(np.meshgrid(*axes), axis=-1)
    met = fit.value(places) <= fit.value((0.7, 0.1))
    sharpest = np.linalg.eigvalsh(fit.hessian(places[met]))[:, -1].max()
    # Whether a place is as low as the start is a matter of a sample of places more or less.
    assert limit == pytest.approx(2 / sharpest, rel=1e-2)


def test_of_very_many_samples_the_gist_says_how_sharp_it_is():
    fit, few = fit_of(10_001), fit_of(10_000)
    assert bent_like(fit) is fit.gist
    assert bent_like(few) is few
    assert sharpest_curvature(fit, (0.7, 0.1)) == pytest.approx(sharpest_curvature(few, (0.7, 0.1)), rel=0.05)


def test_steps_that_follow_batches_have_no_known_limit():
    assert stable_limit(fit_of(1_000), SGD, (0.7, 0.1)) is not None
    assert stable_limit(fit_of(1_000, batch=10), SGD, (0.7, 0.1)) is None


def test_three_parameters_that_make_no_parabola_are_found_out_quickly(monkeypatch):
    fit = fit_of(5_000, features=2)
    counted = Counted(monkeypatch, fit)
    assert stable_limit(fit, SGD, (0.1, 0.2, 0.3)) is None
    assert counted.points == 0


def test_a_word_on_a_step_takes_few_sums_over_all_samples(monkeypatch):
    fit = fit_of(20_000, features=2)
    run = engine.Run(fit, SGD, (0.1, 0.2, 0.3))
    run.extend_to(30)
    counted = Counted(monkeypatch, fit)
    assert verdict(run, 30).sentence
    assert counted.points == 0


@pytest.mark.parametrize("features", [1, 2])
def test_the_point_without_slope_is_that_of_all_samples_and_not_of_the_gist(features):
    fit = fit_of(5_000, features=features)
    (found,) = stationary_points(fit)
    assert found.kind is Stationary.MINIMUM
    assert np.abs(fit.gradient(found.point)).max() < 1e-10
    assert np.abs(fit.gist.gradient(found.point)).max() > 1e-8
    assert found.value == float(fit.value(found.point))


def test_a_search_asks_all_samples_for_little(monkeypatch):
    fit = fit_of(5_000)
    counted = Counted(monkeypatch, fit)
    assert len(stationary_points(fit)) == 1
    assert counted.points <= 40


@pytest.mark.parametrize("size", [3, 3 * CHUNK])
def test_at_no_points_there_are_no_values(size):
    fit = fit_of(size)
    none = np.empty((0, 2))
    assert fit.value(none).shape == (0,)
    assert fit.gradient(none).shape == (0, 2)
    assert fit.hessian(none).shape == (0, 2, 2)
