"""What every racer has made of the data at one moment."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.losses.loss import Point
from gui.views.data.sight import Sight

# Earlier fits that are drawn.
GHOSTS = 6


@dataclass(frozen=True)
class Moment:
    """The parameters of each racer, by its number, and earlier ones of the racer in `focus`, oldest first."""

    sight: Sight
    points: tuple[Point, ...]
    focus: int
    earlier: tuple[Point, ...] = ()

    @property
    def point(self) -> Point:
        """The parameters of the racer in focus."""
        return self.points[self.focus]

    def in_order(self, hidden: frozenset[int]) -> list[int]:
        """The numbers of the racers that are drawn, the one in focus last."""
        drawn = [racer for racer in range(len(self.points)) if racer not in hidden]
        return sorted(drawn, key=lambda racer: racer == self.focus)


def earlier_steps(step: int) -> Sequence[int]:
    """The start and a handful of steps before this one, which stay the same for a while."""
    powers = [2**power for power in range(step.bit_length()) if 2**power < step]
    return [0, *powers[-(GHOSTS - 1):]] if step else []
