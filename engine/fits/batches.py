"""Which samples a step looks at: a function of seed and step alone, so that one can go back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Rows: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Batches:
    """`count` samples in batches of `size`: each epoch takes all of them once, in an order of its own.

    The last batch of an epoch has what is left. Steps count from 1, epochs and batches from 0.
    """

    count: int
    size: int

    @property
    def in_epoch(self) -> int:
        """How many steps an epoch has."""
        return -(-self.count // self.size)

    def epoch(self, step: int) -> int:
        """The number of the epoch that a step belongs to."""
        return (step - 1) // self.in_epoch

    def place(self, step: int) -> int:
        """The number of a step's batch within its epoch."""
        return (step - 1) % self.in_epoch

    def rows(self, seed: int, step: int) -> Rows:
        """The numbers of a step's samples, from 0."""
        first = self.place(step) * self.size
        return _order(self.count, seed, self.epoch(step))[first : first + self.size]


# Of several racers that are computed in turn, each in an epoch of its own; a large order takes 8 MB.
@lru_cache(maxsize=24)
def _order(count: int, seed: int, epoch: int) -> Rows:
    order = np.random.default_rng([seed, epoch]).permutation(count)
    order.flags.writeable = False  # the same for all who ask
    return order
