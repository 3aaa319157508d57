"""Batches: seeded, each sample once an epoch, and the same however a path is asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.criteria.criterion import PLAIN_MEAN
from engine.fits.batches import Batches
from tests.engine.fits.cases import CASES, places

LINE = engine.fit(engine.dataset("line"), batch=7)
SGD = engine.optimizer("sgd", lr=0.05)


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 2**53), st.integers(0, 4))
def test_an_epoch_takes_every_sample_once(count, size, seed, epoch):
    batches = Batches(count, size)
    steps = range(epoch * batches.in_epoch + 1, (epoch + 1) * batches.in_epoch + 1)
    assert {batches.epoch(step) for step in steps} == {epoch}
    taken = np.concatenate([batches.rows(seed, step) for step in steps])
    assert sorted(taken.tolist()) == list(range(count))


def test_epochs_have_orders_of_their_own():
    batches = Batches(30, 30)
    assert batches.rows(0, 1).tolist() != batches.rows(0, 2).tolist()
    assert batches.rows(0, 1).tolist() != batches.rows(1, 1).tolist()
    assert batches.rows(3, 5).tolist() == batches.rows(3, 5).tolist()


# The root of a mean is no mean of roots.
MEANS = {name: fit for name, fit in CASES if fit.criterion.total == PLAIN_MEAN}


@pytest.mark.parametrize("fit", MEANS.values(), ids=MEANS)
def test_the_batches_of_an_epoch_have_the_full_gradient_as_their_mean(fit):
    stochastic = fit.replace(batch=5, l2=0.1)
    point = tuple(places(fit, 1)[0])
    sizes = [len(stochastic.batches.rows(3, step)) for step in range(1, stochastic.batches.in_epoch + 1)]
    slopes = [stochastic.batch_gradient(3, step, point) for step in range(1, len(sizes) + 1)]
    mean = np.average(slopes, axis=0, weights=sizes)
    assert mean == pytest.approx(stochastic.gradient(point), rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("rule", engine.OPTIMIZERS, ids=lambda rule: rule.name)
def test_a_path_is_the_same_however_it_is_asked_for(rule):
    racer = engine.Racer(rule, tuple(hyper.default for hyper in rule.hyper))
    once = engine.descend(LINE, racer, steps=20, seed=4)
    (bit_by_bit,) = engine.Experiment(LINE, LINE.start, (racer,), steps=20, seed=4).runs()
    for step in (1, 2, 9, 20):
        bit_by_bit.extend_to(step)
    assert bit_by_bit.points.tobytes() == once.points.tobytes()


def test_another_seed_is_another_path():
    first, second = (engine.descend(LINE, SGD, steps=5, seed=seed) for seed in (0, 1))
    assert first.points[1].tolist() != second.points[1].tolist()


def test_without_batches_the_seed_changes_nothing():
    full = LINE.replace(batch=None)
    first, second = (engine.descend(full, SGD, steps=5, seed=seed) for seed in (0, 1))
    assert first.question == second.question


def test_what_is_recorded_is_the_loss_and_gradient_of_all_samples():
    run = engine.descend(LINE, SGD, steps=6, seed=2)
    full = LINE.replace(batch=None)
    assert run.losses.tolist() == [full.at(tuple(point))[0] for point in run.points.tolist()]
    assert run.gradients == pytest.approx(full.gradient(run.points), rel=1e-12)


def test_a_step_follows_the_gradient_of_its_batch():
    run = engine.descend(LINE, SGD, steps=9, seed=2)
    for step in range(1, 10):
        rows = LINE.batches.rows(2, step)
        x, y = LINE.data.x[rows, 0], LINE.data.y[rows]
        w, b = run.points[step - 1]
        error = w * x + b - y
        moved = run.points[step - 1] - 0.05 * np.array([np.mean(2 * error * x), np.mean(2 * error)])
        assert run.points[step] == pytest.approx(moved, rel=1e-13)


def test_many_balls_take_the_steps_of_one():
    from engine.maps import descend_many

    starts = np.array([[0.0, 0.0], [1.0, -1.0], [2.0, 3.0]])
    for fit in (LINE, LINE.replace(batch=None)):
        ends = descend_many(fit, engine.optimizer("momentum", lr=0.02), starts, 12, seed=3)
        for start, end in zip(starts, ends, strict=True):
            run = engine.descend(fit, engine.optimizer("momentum", lr=0.02), start, 12, seed=3)
            assert end == pytest.approx(run.points[-1], rel=1e-11)
