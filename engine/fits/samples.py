"""Samples as a fit computes with them: features in their units, true values as the criterion wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.criteria.criterion import Criterion
from engine.criteria.samples import MINUS_OR_PLUS_ONE
from engine.data.data import Data
from engine.losses.loss import Array

# So few samples say nearly as much as all do, each of them standing for those around it.
GIST: Final = 256

Groups: TypeAlias = list[npt.NDArray[np.int64]]


@dataclass(frozen=True)
class Scaling:
    """What is taken from each feature, and what the rest is divided by."""

    means: tuple[float, ...]
    deviations: tuple[float, ...]


def scaling_of(x: Array) -> Scaling:
    """The mean and the standard deviation (divided by n) of each feature; 1 where a feature never changes."""
    largest = np.abs(x).max(axis=0)
    # In a unit that is a power of 2 no square overflows, and nothing is rounded.
    unit = 2.0 ** np.floor(np.log2(np.where(largest > 0.0, largest, 1.0)))
    parts = x / unit
    means, deviations = parts.mean(axis=0), parts.std(axis=0)
    known = np.where(deviations > 1e-15 * np.abs(parts).max(axis=0), deviations * unit, 1.0)
    return Scaling(tuple((means * unit).tolist()), tuple(known.tolist()))


@dataclass(frozen=True, eq=False)
class Samples:
    """Columns of n numbers: one for each feature, the true values and, if they differ, the weights.

    `by_class` says that the true values are labels.
    """

    x: tuple[Array, ...]
    y: Array
    weights: Array | None = None
    by_class: bool = False

    def __len__(self) -> int:
        return len(self.y)

    @cached_property
    def columns(self) -> tuple[Array, ...]:
        return (*self.x, self.y, *(() if self.weights is None else (self.weights,)))

    @cached_property
    def weight(self) -> float:
        """How many samples there are, counting each as often as it stands for one."""
        return float(len(self)) if self.weights is None else float(self.weights.sum())

    @property
    def features(self) -> Array:
        """The features (n, k)."""
        return np.stack(self.x, axis=-1)

    def taken(self, rows: npt.NDArray[np.int64]) -> Samples:
        """Those with these numbers."""
        weights = None if self.weights is None else self.weights[rows]
        return Samples(tuple(column[rows] for column in self.x), self.y[rows], weights, self.by_class)

    @cached_property
    def gist(self) -> Samples:
        """A few hundred weighted samples in place of many: the means of groups that lie close together.

        Groups are halved at the median of their widest column, as the cells of a k-d tree are, those of
        each class on their own. Source: Friedman, Bentley and Finkel 1977, ACM TOMS 3.
        """
        if len(self) <= GIST:
            return self
        columns = [*self.x] if self.by_class else [*self.x, self.y]
        spreads = [float(np.ptp(column)) or 1.0 for column in columns]
        scaled = np.stack([column / spread for column, spread in zip(columns, spreads, strict=True)])
        every = np.arange(len(self))
        groups = [every[self.y == label] for label in np.unique(self.y)] if self.by_class else [every]
        while len(groups) < GIST:
            finer = [part for group in groups for part in _halved(scaled, group)]
            if len(finer) == len(groups):
                break
            groups = finer
        weights = np.array([self._weight_of(group) for group in groups])
        return Samples(
            tuple(np.array([column[group].mean() for group in groups]) for column in self.x),
            np.array([self.y[group].mean() for group in groups]),
            weights,
            self.by_class,
        )

    def _weight_of(self, group: npt.NDArray[np.int64]) -> float:
        return float(len(group)) if self.weights is None else float(self.weights[group].sum())


def _halved(scaled: Array, group: npt.NDArray[np.int64]) -> Groups:
    if len(group) < 2:
        return [group]
    part = scaled[:, group]
    widest = part[int(np.ptp(part, axis=1).argmax())]
    middle = len(group) // 2
    order = np.argpartition(widest, middle)
    return [group[order[:middle]], group[order[middle:]]]


def samples_of(data: Data, criterion: Criterion, scaling: Scaling | None) -> Samples:
    """The samples of data, with two classes as -1 and 1 for a criterion that wants them so."""
    x: Sequence[Array] = [data.x[:, place] for place in range(data.x.shape[1])]
    if scaling is not None:
        x = [
            (column - mean) / deviation
            for column, mean, deviation in zip(x, scaling.means, scaling.deviations, strict=True)
        ]
    y = data.y
    if criterion.truths is MINUS_OR_PLUS_ONE and not MINUS_OR_PLUS_ONE.holds(y).all():
        y = 2.0 * y - 1.0
    return Samples(tuple(x), y, by_class=bool(data.classes))
