"""Chance that is the same on every machine: seeded numbers for data that a formula makes."""

from __future__ import annotations

import math
from random import Random


class Chance:
    """Random numbers of a seed, the same doubles wherever and whenever they are asked for.

    Python promises that `random()` gives the same numbers for a seed in every version; numpy promises that
    of no distribution. What is made of them here is sums, exactly rounded.
    """

    def __init__(self, seed: int) -> None:
        self._uniform = Random(seed).random

    def between(self, low: float, high: float) -> float:
        """Evenly spread from low to high."""
        return low + (high - low) * self._uniform()

    def along(self, low: float, high: float, count: int) -> list[float]:
        """Places in ascending order, one in each of so many equal parts: no gaps and no heaps."""
        width = (high - low) / count
        return [low + width * (part + self._uniform()) for part in range(count)]

    def noise(self, spread: float) -> float:
        """Bell-shaped around 0 with this standard deviation, and never more than six of them away.

        The sum of twelve uniform numbers less 6: Irwin 1927, Biometrika 19; Hall 1927, Biometrika 19.
        """
        return spread * (math.fsum(self._uniform() for _ in range(12)) - 6.0)
