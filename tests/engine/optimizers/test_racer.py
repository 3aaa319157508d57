"""Racers: a rule with numbers, and what is said to numbers that will not do."""

from __future__ import annotations

import math

import numpy as np
import pytest

import engine
from engine import InputError
from engine.hyper import Hyper, switch, unit, whole
from tests.engine.sentences import is_plain_sentence

each_rule = pytest.mark.parametrize("rule", engine.OPTIMIZERS, ids=lambda rule: rule.name)


def refusal(name, **hyper):
    with pytest.raises(InputError) as caught:
        engine.optimizer(name, **hyper)
    assert is_plain_sentence(str(caught.value))
    return str(caught.value)


@each_rule
def test_a_racer_has_the_defaults_but_for_what_is_given(rule):
    racer = engine.optimizer(rule.name)
    assert racer.rule is rule
    assert racer.hyper == tuple(hyper.default for hyper in rule.hyper)
    for hyper, value in zip(rule.hyper, racer.hyper, strict=True):
        assert racer.value(hyper.name) == value
    quick = engine.optimizer(rule.name, lr=0.25)
    assert (quick.lr, quick.value("lr"), quick.hyper[1:]) == (0.25, 0.25, racer.hyper[1:])
    assert quick == racer.replace(lr=0.25)
    assert quick != racer


@each_rule
def test_equal_racers_are_equal_values(rule):
    one, same = engine.optimizer(rule.name, lr=1), engine.optimizer(rule.name, lr=np.float64(1.0))
    assert one == same and hash(one) == hash(same)
    assert {type(value) for value in same.hyper} == {float}


@each_rule
def test_a_value_outside_its_range_is_refused_with_the_range(rule):
    for hyper in rule.hyper:
        for value in (-1.0, -1e-300, math.nan, math.inf, 10**400):
            sentence = refusal(rule.name, **{hyper.name: value})
            assert sentence.startswith(f"{hyper.name} must be {hyper.allowed}, not ")


@pytest.mark.parametrize("value", ["0.1", None, True, [0.1], 1j, np.array([0.1])])
def test_what_is_no_number_is_refused(value):
    assert refusal("sgd", lr=value) == "lr must be a number."


def test_an_unknown_hyperparameter_is_answered_with_the_known_ones():
    sentence = refusal("adam", momentum=0.9)
    assert sentence.startswith("adam has no hyperparameter “momentum”; it has lr, beta1, beta2, eps")
    assert "“a b”" in refusal("sgd", **{"a\nb": 1.0})
    with pytest.raises(InputError, match="has no hyperparameter"):
        engine.optimizer("sgd").value("beta1")


@pytest.mark.parametrize("name", ["", "SGD", "sdg", "adam\n", "x" * 1000, 3, None])
def test_an_unknown_optimizer_is_answered_with_the_known_ones(name):
    with pytest.raises(InputError) as caught:
        engine.optimizer(name)
    assert is_plain_sentence(str(caught.value))
    assert all(rule.name in str(caught.value) for rule in engine.OPTIMIZERS)


@pytest.mark.parametrize(
    "hyper, inside, outside, words",
    [
        (Hyper("a", 1.0, ""), (0.0, 1e300), (-5e-324,), "at least 0"),
        (Hyper("a", 1.0, "", low_open=True), (5e-324,), (0.0, -0.0), "above 0"),
        (unit("a", 0.5, ""), (0.0, 1 - 2**-53), (1.0,), "at least 0 and below 1"),
        (Hyper("a", 1.0, "", low=-1.0, high=2.5), (-1.0, 2.5), (-1.1, 2.6), "at least -1 and at most 2.5"),
        (Hyper("a", 1.0, "", low=-math.inf), (-1e300,), (math.inf, -math.inf, math.nan), "any number"),
        (whole("a", 3, "", low=1), (1.0, 7.0), (0.0, 1.5), "a whole number, at least 1"),
        (switch("a", ""), (0.0, 1.0), (0.5, 2.0), "0 or 1"),
    ],
)
def test_a_range_admits_what_it_says(hyper, inside, outside, words):
    assert all(map(hyper.admits, inside))
    assert not any(map(hyper.admits, outside))
    assert hyper.allowed == words
    assert [hyper.checked(value) for value in inside] == list(inside)
    for value in outside:
        with pytest.raises(InputError):
            hyper.checked(value)


def test_a_start_of_its_own_becomes_plain_numbers():
    racer = engine.optimizer("sgd").started(np.array([1, 2]))
    assert racer.start == (1.0, 2.0)
    assert racer == engine.optimizer("sgd").started([1.0, np.int64(2)])
    assert hash(racer)
    for start in ([math.nan], ["a"], 5, [10**400]):
        with pytest.raises(InputError):
            engine.optimizer("sgd").started(start)
