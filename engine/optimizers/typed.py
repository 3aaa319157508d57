"""A rule that somebody typed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from engine.errors import InputError
from engine.hyper import Hyper, checked_name, lr
from engine.optimizers.program import GRADIENT, POINT, STEP
from engine.optimizers.rule import Rule
from engine.optimizers.shapes import IDENTITY
from engine.optimizers.unrolled import LEARNING_RATE

# The name of every rule that is not in the registry, in tables and files.
TYPED: Final = "typed"
USUAL_RATE: Final = lr(0.01)
MOST_HYPER: Final = 20
LONGEST_TITLE: Final = 60
# What the fields of a racer in a file are called, beside its hyperparameters.
FIELDS: Final = frozenset({"optimizer", "rule", "schedule", "start", "label"})
TAKEN: Final = FIELDS | {POINT, GRADIENT, STEP, IDENTITY}


def declared(
    name: str,
    default: float,
    low: float = -math.inf,
    high: float = math.inf,
    meaning: str = "",
    *,
    low_open: bool = False,
    high_open: bool = False,
    is_whole: bool = False,
) -> Hyper:
    """A hyperparameter of a typed rule; InputError says what is wrong with it.

    Of the learning rate only the default is to be said.
    """
    if name == LEARNING_RATE and (low, high, meaning) == (-math.inf, math.inf, ""):
        low, meaning = USUAL_RATE.low, USUAL_RATE.meaning
    checked_name(name, TAKEN)
    if not low <= high:
        raise InputError(f"{name}: the lowest value must not be above the highest.")
    hyper = Hyper(name, float(default), meaning, float(low), float(high), low_open, high_open, is_whole)
    hyper.checked(default)
    return hyper


def typed_rule(equations: str, hyper: Iterable[Hyper] = (), title: str = "Own rule") -> Rule:
    """The rule of these equations; FormulaError or InputError says in one sentence what is wrong.

    The learning rate `lr` is declared by itself unless it is among the hyperparameters.
    """
    hyper = tuple(hyper)
    names = [each.name for each in hyper]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"The hyperparameter {name} is declared twice.")
    if len(hyper) > MOST_HYPER:
        raise InputError(f"A rule has at most {MOST_HYPER} hyperparameters, not {len(hyper)}.")
    if len(title) > LONGEST_TITLE:
        raise InputError(f"A title has at most {LONGEST_TITLE} characters.")
    rate = [each for each in hyper if each.name == LEARNING_RATE] or [USUAL_RATE]
    others = [each for each in hyper if each.name != LEARNING_RATE]
    rule = Rule(TYPED, title, "", (*rate, *others), equations)
    _ = rule.program
    return rule
