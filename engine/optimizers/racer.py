"""A racer: a rule with numbers for its hyperparameters, and how it takes part in a race."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from engine.errors import InputError
from engine.losses.loss import Point
from engine.optimizers.clipping import clipped, is_clipping, unclipped
from engine.optimizers.rule import Rule
from engine.optimizers.unrolled import LEARNING_RATE, reduced, vanishing
from engine.registry import entry
from engine.schedules import Schedule

LONGEST_LABEL: Final = 60


def checked_start(start: Iterable[float]) -> Point:
    """A start as plain floats, also from numpy's; InputError if they are not finite numbers."""
    try:
        point = tuple(map(float, start))
    except (TypeError, ValueError, OverflowError):
        raise InputError("The start must be one number for each parameter.") from None
    if not all(map(math.isfinite, point)):
        raise InputError("The start must be finite numbers.")
    return point


@dataclass(frozen=True)
class Racer:
    """A rule and a value for each of its hyperparameters, in the order of `rule.hyper`.

    `schedule` says how the learning rate changes (None: it does not), `start` is a start of its own (None:
    that of the experiment), and `label` the name somebody gave it.
    """

    rule: Rule
    hyper: tuple[float, ...]
    schedule: Schedule | None = None
    start: Point | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.start is not None:
            object.__setattr__(self, "start", checked_start(self.start))
        if len(self.label) > LONGEST_LABEL:
            raise InputError(f"A label has at most {LONGEST_LABEL} characters.")

    @property
    def title(self) -> str:
        """What the racer is called: its label, or the title of its rule."""
        return self.label or self.rule.title

    def value(self, name: str) -> float:
        """The value of a hyperparameter."""
        return self.hyper[self.rule.hyper.index(self.rule.hyperparameter(name))]

    @property
    def lr(self) -> float:
        return self.value(LEARNING_RATE)

    @property
    def evaluations(self) -> int:
        """How many gradients one step of it computes."""
        return reduced(self.rule, vanishing(self.rule, self.hyper)).evaluations

    def replace(self, **values: float) -> Racer:
        """The same rule with other values; InputError if one is not allowed."""
        hyper = list(self.hyper)
        for name, value in values.items():
            declared = self.rule.hyperparameter(name)
            hyper[self.rule.hyper.index(declared)] = declared.checked(value)
        return dataclasses.replace(self, hyper=tuple(hyper))

    def scheduled(self, schedule: Schedule | None) -> Racer:
        """The same racer with another course of its learning rate; None for none."""
        return dataclasses.replace(self, schedule=schedule)

    def clipped(self, *names: str) -> Racer:
        """The same racer with its gradient clipped by these alone, the first of the names applied first."""
        rule = unclipped(self.rule)
        for name in reversed(names):
            rule = clipped(rule, name)
        values = dict(zip((hyper.name for hyper in self.rule.hyper), self.hyper, strict=True))
        hyper = tuple(values.get(declared.name, declared.default) for declared in rule.hyper)
        return dataclasses.replace(self, rule=rule, hyper=hyper)

    def started(self, start: Point | None) -> Racer:
        """The same racer with a start of its own; None for that of the experiment."""
        return dataclasses.replace(self, start=start)

    def labelled(self, label: str) -> Racer:
        """The same racer under another name; empty for the title of its rule."""
        return dataclasses.replace(self, label=label)


def racer(rule: Rule, **values: float) -> Racer:
    """A racer with the rule's defaults, but for the values given; InputError if one is not allowed.

    A value for `clip_value` or `clip_norm` has the rule's gradient clipped.
    """
    for name in values:
        if is_clipping(name) and not any(declared.name == name for declared in rule.hyper):
            rule = clipped(rule, name)
    return Racer(rule, tuple(declared.default for declared in rule.hyper)).replace(**values)


def named_rule(rules: tuple[Rule, ...], name: str) -> Rule:
    """The rule of this name; InputError lists those there are."""
    return entry(rules, name, "an optimizer")
