"""Samples on the bench, and what criteria make of them."""

from __future__ import annotations

import math

import numpy as np
import pytest

import engine
from engine import InputError
from engine.bench import (
    EXAMPLES,
    MOST_CRITERIA,
    MOST_SAMPLES,
    SEED_BENCH,
    SEED_CLASSIFICATION,
    Bench,
    pieces_of,
)
from engine.criteria import CRITERIA
from tests.engine.sentences import is_plain_sentence

MSE = engine.criterion("mse")


def refusal(act):
    with pytest.raises(InputError) as refused:
        act()
    assert is_plain_sentence(str(refused.value))
    return str(refused.value)


def test_the_tutorials_examples_cost_what_it_says():
    assert SEED_BENCH.account(SEED_BENCH.criteria[0]).value == 0.5
    loss = SEED_CLASSIFICATION.account(SEED_CLASSIFICATION.criteria[0]).value
    assert loss == pytest.approx(0.164252033486018, abs=1e-15)


def test_a_bench_is_a_value():
    again = Bench([3, -0.5, 2, 7, 4], np.array([2.5, 0, 2, 8, 5]), list(SEED_BENCH.criteria))
    assert again == SEED_BENCH and hash(again) == hash(SEED_BENCH)
    assert SEED_BENCH.with_prediction(0, 2.5) == SEED_BENCH
    assert SEED_BENCH.with_prediction(0, 2.0) != SEED_BENCH


def test_a_change_leaves_everything_else_as_it_was():
    assert SEED_BENCH.with_truth(1, 9).truths == (3, 9, 2, 7, 4)
    assert SEED_BENCH.with_prediction(4, 14).predictions == (2.5, 0, 2, 8, 14)
    assert SEED_BENCH.with_sample(1, 5, 6).truths == (3, 5, -0.5, 2, 7, 4)
    assert SEED_BENCH.with_sample(5, 5, 6).predictions == (2.5, 0, 2, 8, 5, 6)
    assert SEED_BENCH.without([0, 4]).truths == (-0.5, 2, 7)
    huber = engine.criterion("huber")
    assert SEED_BENCH.with_criterion(2, huber).criteria == (*SEED_BENCH.criteria, huber)
    assert SEED_BENCH.with_criterion(0, huber).without_criterion(1).criteria == (huber,)


def test_predictions_that_are_probabilities_are_shifted_no_further_than_0_and_1():
    assert SEED_BENCH.shifted(0.5).predictions == (3, 0.5, 2.5, 8.5, 5.5)
    assert SEED_CLASSIFICATION.shifted(0.15).predictions == pytest.approx((1, 0.25, 0.35, 0.95))
    assert SEED_CLASSIFICATION.with_prediction(0, 2).limits[1] > 1e300


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: Bench((), (), (MSE,)), "1 to 1,000 samples, not 0"),
        (lambda: Bench((1,) * 1001, (1,) * 1001, (MSE,)), "1 to 1,000 samples, not 1,001"),
        (lambda: Bench((1, 2), (1,), (MSE,)), "as many predictions"),
        (lambda: Bench((1,), (1,), ()), "1 to 4 criteria, not 0"),
        (lambda: Bench((1,), (1,), (MSE,) * 5), "1 to 4 criteria, not 5"),
        (lambda: Bench((1, math.nan), (1, 2), (MSE,)), "true value of sample 2"),
        (lambda: SEED_BENCH.with_prediction(2, math.inf), "prediction of sample 3"),
        (lambda: SEED_BENCH.without(range(5)), "one sample"),
        (lambda: SEED_BENCH.account(engine.criterion("log_loss")), "sample 1 must be a number from 0 to 1"),
        (lambda: SEED_BENCH.account(engine.typed_criterion("log(p - y)")), "no finite value for sample 1"),
        (lambda: SEED_BENCH.with_prediction(3, 1e200).account(MSE), "no finite value for sample 4"),
    ],
)
def test_what_cannot_be_has_one_sentence(act, words):
    assert words in refusal(act)


def test_the_largest_bench_is_taken():
    assert len(Bench((1,) * MOST_SAMPLES, (2,) * MOST_SAMPLES, (MSE,) * MOST_CRITERIA)) == MOST_SAMPLES


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.name)
def test_every_criterion_has_samples_that_fit_it(criterion):
    bench = SEED_BENCH.suited_to(criterion)
    assert bench.is_example
    account = bench.account(criterion)
    assert account.pieces.shape == (len(bench),)
    assert account.shares.sum() == pytest.approx(1.0) or not account.pieces.any()
    if account.slopes is not None:
        assert account.pulls.sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    "criterion", [each for each in CRITERIA if not each.no_slope], ids=lambda criterion: criterion.name
)
def test_a_slope_is_what_the_loss_changes_by(criterion):
    bench = SEED_BENCH.suited_to(criterion)
    step = 1e-6
    for sample, slope in enumerate(bench.account(criterion).slopes):
        if bench.truths[sample] == bench.predictions[sample]:
            continue  # a kink of some
        ahead, behind = (
            bench.with_prediction(sample, bench.predictions[sample] + way).account(criterion).value
            for way in (step, -step)
        )
        assert (ahead - behind) / (2 * step) == pytest.approx(slope, abs=1e-6)


def test_an_error_of_ten_costs_a_hundred():
    account = SEED_BENCH.with_prediction(4, 14).account(MSE)
    assert account.pieces.tolist() == [0.25, 0.25, 0, 1, 100]
    assert account.shares[4] == pytest.approx(100 / 101.5)
    assert account.pulls[4] == pytest.approx(10 / 12)


def test_a_lone_prediction_is_the_probability_of_the_second_of_two_classes():
    cross, log = engine.criterion("cross_entropy"), engine.criterion("log_loss")
    for criterion in (cross, log):
        pieces, slopes = pieces_of(criterion, np.array([1.0, 0.0]), np.array([0.9, 0.2]))
        assert pieces == pytest.approx([-math.log(0.9), -math.log(0.8)])
        assert slopes == pytest.approx([-1 / 0.9, 1 / 0.8])


def test_no_piece_is_less_than_nothing_by_its_sign():
    pieces = SEED_BENCH.account(engine.criterion("quantile")).pieces
    assert not np.signbit(pieces).any()


def test_only_samples_of_an_example_are_those_of_an_example():
    assert all(example.is_example for example in EXAMPLES)
    assert not SEED_BENCH.with_prediction(0, 2).is_example


def test_where_a_formula_has_no_value_it_has_no_slope():
    pieces, slopes = pieces_of(engine.typed_criterion("log(p)"), np.zeros(2), np.array([-2.0, 2.0]))
    assert np.isnan(pieces[0]) and np.isnan(slopes[0])
    assert (pieces[1], slopes[1]) == (np.log(2.0), 0.5)
