"""A hyperparameter of an optimizer, a schedule, a criterion or a model, and the usual kinds of them."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from numbers import Real

from engine.errors import InputError, shown
from engine.formula.functions import CONSTANTS, EVERY_FUNCTION
from engine.formula.notation import number_text, symbol_latex
from engine.formula.reader import LONGEST_NAME


@dataclass(frozen=True)
class Hyper:
    """A hyperparameter: its default, the values it may have, and what it does in one sentence."""

    name: str
    default: float
    meaning: str
    low: float = 0.0
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False
    is_whole: bool = False

    @property
    def is_switch(self) -> bool:
        """Whether it is only ever off (0) or on (1)."""
        return self.is_whole and (self.low, self.high) == (0.0, 1.0)

    def admits(self, value: float) -> bool:
        """Whether this value is allowed; nan and infinities never are."""
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return math.isfinite(value) and above and below and (not self.is_whole or value == int(value))

    @property
    def allowed(self) -> str:
        """The allowed values in words: `above 0`, `at least 0 and below 1`."""
        if self.is_switch:
            return "0 or 1"
        parts = ["a whole number"] if self.is_whole else []
        if self.low > -math.inf:
            parts.append(f"{'above' if self.low_open else 'at least'} {number_text(self.low)}")
        if self.high < math.inf:
            parts.append(f"{'below' if self.high_open else 'at most'} {number_text(self.high)}")
        return " and ".join(parts).replace("a whole number and", "a whole number,") or "any number"

    @property
    def symbol_latex(self) -> str:
        return symbol_latex(self.name)

    def checked(self, value: object) -> float:
        """The value as a float, if it is allowed; InputError says what is."""
        if isinstance(value, bool) or not isinstance(value, Real):
            raise InputError(f"{self.name} must be a number.")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not self.admits(number):
            raise InputError(f"{self.name} must be {self.allowed}, not {number:g}.")
        return number


def checked_name(name: str, taken: Collection[str]) -> str:
    """The name that somebody gives a hyperparameter; InputError if it is none, or means something already."""
    if not re.fullmatch(r"[^\W\d_]\w*", name) or len(name) > LONGEST_NAME:
        raise InputError(f"“{shown(name)}” cannot be the name of a hyperparameter: use letters and digits.")
    if name in taken or name in CONSTANTS or name in EVERY_FUNCTION:
        raise InputError(f"{name} already has a meaning, so no hyperparameter can be called so.")
    return name


def lr(default: float) -> Hyper:
    return Hyper("lr", default, "Learning rate: how long a step is for a given slope.")


def unit(name: str, default: float, meaning: str) -> Hyper:
    """A share from 0 up to, but not including, 1."""
    return Hyper(name, default, meaning, low=0.0, high=1.0, high_open=True)


def positive(name: str, default: float, meaning: str) -> Hyper:
    return Hyper(name, default, meaning, low=0.0, low_open=True)


def at_least_zero(name: str, default: float, meaning: str) -> Hyper:
    return Hyper(name, default, meaning, low=0.0)


def whole(name: str, default: int, meaning: str, low: int = 0) -> Hyper:
    """A whole number."""
    return Hyper(name, float(default), meaning, low=float(low), is_whole=True)


def any_number(name: str, default: float) -> Hyper:
    """Whatever is a number, as the default must be."""
    hyper = Hyper(name, 0.0, "", low=-math.inf)
    return replace(hyper, default=hyper.checked(default))


def switch(name: str, meaning: str) -> Hyper:
    """Something that is off (0) or on (1)."""
    return Hyper(name, 0.0, meaning, high=1.0, is_whole=True)


def weight_decay(default: float = 0.0) -> Hyper:
    return at_least_zero(
        "weight_decay", default, "Pulls every parameter towards 0 by this share of its size."
    )
