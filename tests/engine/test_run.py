"""Runs: the path of one racer, however it is asked for, and how it ends."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine import Run, Status
from tests.engine.sentences import is_plain_sentence

QUADRATIC = engine.loss("quadratic")
PARTS = ("points", "losses", "gradients", "learning_rates", "memory")


def run_of(loss, name, start, **hyper):
    loss = engine.formula(loss) if isinstance(loss, str) else loss
    return Run(loss, engine.optimizer(name, **hyper), start)


def bits(run):
    return [getattr(run, part).tobytes() for part in PARTS]


def test_the_first_example_gives_the_numbers_of_a_plain_loop():
    run = engine.descend(QUADRATIC, engine.optimizer("sgd", lr=0.1), [5.0], 20)
    w, rate = 5.0, 0.1
    for point, loss, slope in zip(run.points[:, 0], run.losses, run.gradients[:, 0], strict=True):
        assert (point, loss, slope) == (w, w**2, 2 * w)
        w = w - rate * (2 * w)
    assert len(run) == 21
    assert f"{run.points[7, 0]:.13g}" == "1.048576"
    assert f"{run.losses[7]:.13g}" == "1.099511627776"
    assert f"{run.points[20, 0]:.13g}" == "0.05764607523034"
    assert f"{run.losses[20]:.13g}" == "0.003323069989462"


def test_the_first_example_is_what_a_newcomer_sees():
    (run,) = engine.SEED_EXPERIMENT.runs()
    run.extend_to(engine.SEED_EXPERIMENT.steps)
    assert bits(run) == bits(engine.descend(QUADRATIC, engine.optimizer("sgd", lr=0.1), [5.0], 20))


def test_a_new_run_knows_its_start_alone():
    run = run_of("x**2 + 3*y", "adam", (1.0, 2.0), lr=0.25)
    assert len(run) == 1
    assert (run.last, run.ended, run.status, run.reason) == (0, False, Status.OPEN, "")
    assert run.points.tolist() == [[1.0, 2.0]]
    assert run.losses.tolist() == [7.0]
    assert run.gradients.tolist() == [[2.0, 3.0]]
    assert run.learning_rates.tolist() == [0.25]
    assert run.memory.tolist() == [[0.0] * 4]


@pytest.mark.parametrize("name", [rule.name for rule in engine.OPTIMIZERS])
@pytest.mark.parametrize("dimension", [1, 3])
def test_a_path_has_the_same_bits_in_one_go_and_in_pieces(name, dimension):
    formula = " + ".join(f"{k + 1}*sqrt(1 + x{k}**2) + sin(x{k})/3" for k in range(dimension))
    start = (1.25,) * dimension
    whole, pieces = run_of(formula, name, start), run_of(formula, name, start)
    whole.extend_to(300)
    for step in (1, 1, 2, 3, 0, 10, 127, 128, 129, 5, 299, 300, 300):
        pieces.extend_to(step)
    assert len(whole) == 301
    assert bits(whole) == bits(pieces)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.sampled_from([rule.name for rule in engine.OPTIMIZERS]),
    st.lists(st.integers(-5, 400), max_size=8),
    st.sampled_from([(0.01, 3.0), (0.5, -2.0), (1.5, 4.0), (10.0, 30.0)]),
)
def test_rows_are_only_ever_appended(name, asked, setting):
    rate, start = setting
    run, whole = (run_of("w**4/4 - w + cos(w)", name, (start,), lr=rate) for _ in range(2))
    whole.extend_to(400)
    for step in asked:
        before = [getattr(run, part).copy() for part in PARTS]
        run.extend_to(step)
        for part, old in zip(PARTS, before, strict=True):
            assert np.array_equal(getattr(run, part)[: len(old)], old)
        assert len(run) == min(max(len(before[0]), step + 1), len(whole))
    for part in PARTS:
        assert np.array_equal(getattr(run, part), getattr(whole, part)[: len(run)])


@pytest.mark.parametrize("part", PARTS)
def test_what_is_handed_out_cannot_be_written_to(part):
    run = run_of("x**2 + y**2", "adam", (1.0, 2.0))
    run.extend_to(5)
    with pytest.raises(ValueError, match="read-only"):
        getattr(run, part)[0] = 1.0
    assert len(getattr(run, part)) == 6


def test_what_was_handed_out_before_stays_as_it_was():
    run = run_of(QUADRATIC, "sgd", (5.0,), lr=0.1)
    run.extend_to(100)
    points, kept = run.points, run.points.copy()
    run.extend_to(100_000)
    assert np.array_equal(points, kept)
    assert np.array_equal(run.points[:101], kept)


@pytest.mark.parametrize("dimension", [1, 10])
def test_one_and_ten_parameters_will_do(dimension):
    formula = " + ".join(f"{k + 1}*x{k}**2" for k in range(dimension))
    run = run_of(formula, "sgd", tuple(range(dimension)), lr=0.01)
    run.extend_to(50)
    shrunk = np.arange(dimension) * (1 - 0.02 * np.arange(1, dimension + 1)) ** 50
    assert run.points[50] == pytest.approx(shrunk, rel=1e-12)
    assert run.points.shape == run.gradients.shape == (51, dimension)
    assert run.losses.shape == run.learning_rates.shape == (51,)


def ends_with_finite_rows(run, steps=2000):
    run.extend_to(steps)
    assert run.ended
    assert run.last < steps
    assert run.status is Status.DIVERGED
    assert all(np.isfinite(getattr(run, part)).all() for part in PARTS)
    assert is_plain_sentence(run.reason)
    assert (f"step {run.last:,}" if run.last else "ends at its start.") in run.reason
    run.extend_to(10 * steps)
    assert run.last < steps


def test_a_run_that_overflows_ends_at_its_last_finite_step():
    run = run_of(QUADRATIC, "sgd", (5.0,), lr=1.1)
    ends_with_finite_rows(run, 3000)
    # |w| grows by 1.2 a step, until its square is no longer a double.
    w, after = 5.0, []
    while math.isfinite(w * w):
        w -= 1.1 * (2 * w)
        after.append(w)
    assert run.points[1:, 0].tolist() == after[:-1]


@pytest.mark.parametrize(
    "formula, start",
    [
        ("w**4", (10.0,)),  # the power overflows
        ("exp(w) + exp(-w)", (20.0,)),  # a function overflows
        ("w**2*w**2 + x**2", (10.0, 1.0)),  # a product does
        ("w*w*w - w*w*w*w", (10.0,)),  # infinity less infinity
        ("sqrt(w)", (1e-4,)),  # the next point has no loss
        ("w**1.5", (1.0,)),  # neither has this one
    ],
)
def test_every_way_out_of_the_numbers_ends_a_run(formula, start):
    ends_with_finite_rows(run_of(formula, "sgd", start, lr=50.0))


def test_a_pole_that_is_hit_exactly_ends_a_run():
    # The slopes of both poles cancel: from 1, the step leads to -1.
    run = run_of("w/2 + 1/(1 + w) - 1/(1 + w)", "sgd", (1.0,), lr=4.0)
    ends_with_finite_rows(run)
    assert run.last == 0


@pytest.mark.parametrize(
    "formula, name, rate, reason",
    [
        ("log(w)", "sgd", 1.0, "Step 14 leads to w = -0.50356, where the loss has no value: "
         "the run ends at step 13."),
        ("sqrt(w)", "sgd", 50.0, "Step 1 leads to w = -6.1803, where the loss has no value: "
         "the run ends at its start."),
        ("abs(w)**1.5 + 0*sqrt(w)", "sgd", 100.0, "Step 1 leads to w = -330.41, where the loss has no value: "
         "the run ends at its start."),
        ("sqrt(w - 1)", "sgd", 16.0, "Step 1 leads to w = 1, where the loss has no slope: "
         "the run ends at its start."),
        ("w", "newton", 1.0, "Step 1 cannot be computed, such as where it divides by zero: "
         "the run ends at its start."),
        ("w**2", "sgd", 1e308, "The numbers overflow in the first step: the run ends at its start."),
        ("w**4", "sgd", 0.1, "The numbers overflow after step 4: the run ends at its last finite step."),
    ],
)  # fmt: skip
def test_the_reason_tells_a_place_without_a_loss_from_numbers_that_are_too_large(formula, name, rate, reason):
    run = run_of(formula, name, (5.0,), lr=rate)
    run.extend_to(20)
    assert run.reason == reason
    assert is_plain_sentence(reason)


def test_the_place_of_many_parameters_is_not_written_out():
    run = run_of(" + ".join(f"sqrt(x{k})" for k in range(10)), "sgd", (1.0,) * 10, lr=50.0)
    run.extend_to(1)
    assert run.reason.startswith("Step 1 leads to a point where the loss has no value: ")


def test_a_memory_that_overflows_ends_a_run():
    run = run_of("1e200*w", "adam", (1.0,), lr=0.1)
    ends_with_finite_rows(run)
    assert run.last == 0


@pytest.mark.parametrize(
    "formula, start", [("log(w)", -1.0), ("1/w", 0.0), ("exp(w)", 1000.0), ("sqrt(w)", 0.0)]
)
def test_a_start_without_a_loss_or_a_slope_makes_a_run_of_one_row(formula, start):
    run = run_of(formula, "adam", (start,), lr=0.1)
    run.extend_to(10)
    assert (len(run), run.status, run.ended) == (1, Status.UNDEFINED, True)
    assert run.points.tolist() == [[start]]
    assert not (np.isfinite(run.losses).all() and np.isfinite(run.gradients).all())
    assert is_plain_sentence(run.reason)
    assert f"w = {start:g}" in run.reason


def test_a_run_stays_where_the_slope_is_nothing():
    run = run_of("max(0, 1 - w)", "sgd", (3.0,), lr=0.1)
    run.extend_to(100)
    assert run.status is Status.OPEN
    assert set(run.points[:, 0]) == {3.0}


def test_equal_questions_are_equal():
    first, same, other = (run_of("w**2", "sgd", (5.0,), lr=rate) for rate in (0.1, 0.1, 0.2))
    assert first.question == same.question
    assert hash(first.question) == hash(same.question)
    assert first.question != other.question


def test_ten_thousand_rows_are_found_as_fast_as_they_are_asked_for():
    run = run_of(QUADRATIC, "sgd", (5.0,), lr=0.001)
    for step in range(1, 10_001):
        run.extend_to(step)
    whole = run_of(QUADRATIC, "sgd", (5.0,), lr=0.001)
    whole.extend_to(10_000)
    assert bits(run) == bits(whole)


def test_a_run_that_is_extended_by_time_takes_the_same_path():
    by_time, whole = (run_of(QUADRATIC, "adam", (5.0,), lr=0.001) for _ in range(2))
    while by_time.last < 10_000:
        before = by_time.last
        by_time.extend_towards(10_000, 0.001)
        assert by_time.last > before
    whole.extend_to(10_000)
    assert by_time.last == 10_000
    assert bits(by_time) == bits(whole)


def test_without_time_a_run_is_extended_by_a_step():
    run = run_of(QUADRATIC, "sgd", (5.0,), lr=0.001)
    run.extend_towards(10, 0.0)
    assert run.last == 1
    run.extend_towards(1, 1.0)
    assert run.last == 1


def test_a_run_that_has_ended_is_not_extended_by_time_either():
    run = run_of("w**4", "sgd", (5.0,), lr=0.1)
    run.extend_towards(100, 1.0)
    assert (run.last, run.ended) == (4, True)
