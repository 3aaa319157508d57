"""The loss of a bench with its numbers put in."""

from __future__ import annotations

import pytest

import engine
from engine.bench import SEED_BENCH, SEED_CLASSIFICATION, Bench
from engine.criteria import CRITERIA
from engine.worked import worked_latex
from gui.typeset import plain_text


def lines(bench, criterion):
    return [plain_text(line) for line in worked_latex(bench, criterion, bench.account(criterion))]


def test_the_tutorials_examples_read_as_they_are_reckoned_by_hand():
    assert lines(SEED_BENCH, SEED_BENCH.criteria[0]) == [
        "L = 1/nΣᵢ₌₁ⁿ(pᵢ − yᵢ)²",
        "= 1/5((2.5 − 3)² + (0 − (−0.5))² + (2 − 2)² + (8 − 7)² + (5 − 4)²) = 0.5",
    ]
    assert lines(SEED_CLASSIFICATION, SEED_CLASSIFICATION.criteria[0])[1] == (
        "= 1/4(−log(0.9) − log(1 − 0.1) − log(1 − 0.2) − log(0.8)) = 0.164252033486018"
    )


def test_of_the_cases_of_a_formula_each_sample_shows_its_own():
    huber = engine.criterion("huber", delta=0.5)
    numbers = lines(SEED_BENCH, huber)[1]
    assert numbers.startswith("= 1/5(((2.5 − 3)²)/2 + ((0 − (−0.5))²)/2 + ((2 − 2)²)/2 + 0.5")


def test_of_two_classes_the_true_one_is_shown():
    cross = engine.criterion("cross_entropy")
    numbers = lines(SEED_CLASSIFICATION, cross)[1]
    assert numbers.startswith("= 1/4(−log(0.9) − log(0.9) − log(0.8) − log(0.8))")


def test_what_is_made_of_the_mean_stands_around_it():
    assert "√(1/5(" in lines(SEED_BENCH, engine.criterion("rmse"))[1]


def test_the_middle_of_a_long_sum_is_left_out():
    many = Bench(range(100), range(1, 101), (engine.criterion("mae"),))
    terms = "|1 − 0| + |2 − 1| + |3 − 2| + … + |99 − 98| + |100 − 99|"
    assert lines(many, many.criteria[0])[1] == f"= 1/100({terms}) = 1"


@pytest.mark.parametrize(
    "criterion", (*CRITERIA, engine.typed_criterion("p - y")), ids=lambda each: each.name or "typed"
)
def test_every_criterion_can_be_worked_out(criterion):
    first, second = lines(SEED_BENCH.suited_to(criterion), criterion)
    assert first.startswith("L = ") and second.startswith("= ")
    assert "y" not in second and "nan" not in second


def test_of_long_terms_the_first_and_the_last_are_shown():
    assert lines(SEED_BENCH, engine.criterion("quantile"))[1] == (
        "= 1/5(max(0.5 · (3 − 2.5), −0.5 · (3 − 2.5)) + … + max(0.5 · (4 − 5), −0.5 · (4 − 5))) = 0.3")
