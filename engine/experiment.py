"""An experiment: the question that is asked, and nothing computed."""

from __future__ import annotations

import dataclasses
import operator
from dataclasses import dataclass
from typing import Any, Final

from engine.bench import SEED_BENCH, Bench
from engine.errors import InputError
from engine.losses.loss import Loss, Point
from engine.optimizers.racer import Racer, checked_start
from engine.run import Run

MOST_STEPS: Final = 10_000_000
MOST_RACERS: Final = 12
LARGEST_SEED: Final = 2**53


@dataclass(frozen=True)
class Experiment:
    """A loss, a start, the racers, how many steps, the seed of whatever is random, and the loss bench.

    Frozen and hashable: a change makes another experiment, and undo is the one before.
    """

    loss: Loss
    start: Point
    racers: tuple[Racer, ...]
    steps: int = 100
    seed: int = 0
    bench: Bench = SEED_BENCH

    def __post_init__(self) -> None:
        # Lists and numpy's numbers become plain ones, so that equal questions are equal values.
        object.__setattr__(self, "start", checked_start(self.start))
        object.__setattr__(self, "racers", tuple(self.racers))
        object.__setattr__(self, "steps", _whole(self.steps, "The steps", 1, MOST_STEPS))
        object.__setattr__(self, "seed", _whole(self.seed, "The seed", 0, LARGEST_SEED))
        if len(self.start) != self.loss.dimension:
            names = ", ".join(self.loss.parameters)
            raise InputError(
                f"The start needs one number for each of {names}, not {len(self.start)} numbers."
            )
        if not 1 <= len(self.racers) <= MOST_RACERS:
            raise InputError(f"An experiment has 1 to {MOST_RACERS} racers, not {len(self.racers)}.")
        for place, racer in enumerate(self.racers, 1):
            if racer.start is not None and len(racer.start) != self.loss.dimension:
                names = ", ".join(self.loss.parameters)
                raise InputError(f"The start of racer {place} needs one number for each of {names}.")

    def replace(self, **fields: Any) -> Experiment:
        """Another experiment that differs in these fields."""
        return dataclasses.replace(self, **fields)

    def runs(self) -> tuple[Run, ...]:
        """A run for each racer, not yet extended."""
        return tuple(Run(self.loss, racer, self.start, self.steps, self.seed) for racer in self.racers)


def _whole(value: Any, what: str, low: int, high: int) -> int:
    try:
        number = operator.index(value)
    except TypeError:
        raise InputError(f"{what} must be a whole number.") from None
    if not low <= number <= high:
        raise InputError(f"{what} must be {low} to {high:,}.")
    return number
