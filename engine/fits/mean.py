"""The mean over samples and a penalty, with exact derivatives, computed sample by sample."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.criteria.criterion import MEAN, PLAIN_MEAN, Criterion
from engine.fits.batches import Rows
from engine.fits.kernel import kernel, summed, summed_at
from engine.fits.penalty import Penalty
from engine.fits.samples import Samples
from engine.formula.code import function_of
from engine.formula.reader import read
from engine.formula.tree import ZERO, Number
from engine.losses.loss import Array, Point
from engine.models.model import Model

# What changes no number that it is added to, not even the sign of a zero.
NOTHING: Final = -0.0


@dataclass(frozen=True, eq=False)
class Mean:
    """What a criterion makes of the mean of the pieces of samples, plus a penalty."""

    criterion: Criterion
    model: Model
    samples: Samples
    penalty: Penalty

    @np.errstate(all="ignore")
    def value(self, points: npt.ArrayLike) -> Array:
        """The loss (...) at points (..., d)."""
        flat, shape = _flat(points)
        means = self._means(flat, 0)
        values: Array = self._total(means[0], 0) + self._penalty(flat, 0)[0]
        return values.reshape(shape)

    @np.errstate(all="ignore")
    def gradient(self, points: npt.ArrayLike) -> Array:
        """The gradient (..., d) at points (..., d)."""
        flat, shape = _flat(points)
        mean, *slopes = self._means(flat, 1)
        whole: Array = self._total(mean, 1) * np.stack(slopes) + self._penalty(flat, 1)
        return whole.T.reshape(*shape, flat.shape[1])

    @np.errstate(all="ignore")
    def hessian(self, points: npt.ArrayLike) -> Array:
        """The second derivatives (..., d, d) at points (..., d)."""
        flat, shape = _flat(points)
        size = flat.shape[1]
        means = self._means(flat, 2)
        slopes, bends = means[1 : 1 + size], means[1 + size :]
        whole = self._total(means[0], 1) * bends
        if self.criterion.total != PLAIN_MEAN:
            outer = (slopes[:, np.newaxis] * slopes).reshape(size * size, -1)
            whole = whole + self._total(means[0], 2) * outer
        return (whole + self._penalty(flat, 2)).T.reshape(*shape, size, size)

    @np.errstate(all="ignore")
    def at(self, point: Point) -> tuple[float, ...]:
        """Loss and gradient at one point, (1 + d,)."""
        samples = self.samples
        sums = summed_at(self._first_order, samples.columns, point)
        mean, *slopes = [total / samples.weight for total in sums]
        value, rate = mean, 1.0
        if self.criterion.total != PLAIN_MEAN:
            value, rate = (self._total(np.array([mean]), order).item() for order in (0, 1))
        if self.penalty.is_none:
            # Adding 0 leaves no -0 behind, as where there is a penalty.
            return (value + 0.0, *[rate * slope + 0.0 for slope in slopes])
        flat = np.array([point])
        pulls = self._penalty(flat, 1)[:, 0].tolist()
        gradient = [rate * slope + pull for slope, pull in zip(slopes, pulls, strict=True)]
        return (value + self._penalty(flat, 0).item(), *gradient)

    @cached_property
    def _first_order(self) -> Callable[..., Any]:
        return kernel(self.criterion, self.model, 1, self.samples.weights is not None).sums

    @np.errstate(all="ignore")
    def pieces(self, point: Point) -> Array:
        """What each sample costs, (n,)."""
        return self._each(point, 0, None)[0]

    @np.errstate(all="ignore")
    def pulls(self, point: Point, rows: Rows | None = None) -> Array:
        """What each of all samples, or of some, adds to the gradient, (n, d)."""
        _, *slopes = self._each(point, 1, rows)
        mean = self._means(np.array([point]), 0)[0]
        share = float(self._total(mean, 1)[0]) / self.samples.weight
        return np.stack(slopes, axis=-1) * share

    def _means(self, points: Array, order: int) -> Array:
        """The means of the pieces and their derivatives up to this order at points (m, d): (entries, m)."""
        sums = kernel(self.criterion, self.model, order, self.samples.weights is not None).sums
        return summed(sums, self.samples.columns, points) / self.samples.weight

    def _each(self, point: Point, order: int, rows: Rows | None) -> list[Array]:
        samples = self.samples if rows is None else self.samples.taken(rows)
        each = kernel(self.criterion, self.model, order, samples.weights is not None).each
        arrays = each(len(samples), *samples.columns, *np.array(point))
        return [np.array(np.broadcast_to(array, len(samples)), dtype=float) for array in arrays]

    def _total(self, mean: Array, order: int) -> Array:
        """What the loss is of the mean (m,), or its derivative of this order."""
        total = self.criterion.total
        text = (total.formula, total.slope, total.curvature)[order]
        (values,) = _of_mean(text)(mean)
        return np.array(np.broadcast_to(values, mean.shape), dtype=float)

    def _penalty(self, points: Array, order: int) -> Array:
        """The penalty or its derivatives at points (m, d), (entries, m)."""
        size = points.shape[1]
        if self.penalty.is_none:
            return np.full((size**order, 1), NOTHING)
        entries = _of_penalty(self.penalty, order)(*points.T)
        return np.stack([np.broadcast_to(entry, len(points)) for entry in entries])


def _flat(points: npt.ArrayLike) -> tuple[Array, tuple[int, ...]]:
    """The points one below the other, (m, d), and the shape that they had."""
    array = np.asarray(points, dtype=float)
    return array.reshape(math.prod(array.shape[:-1]), array.shape[-1]), array.shape[:-1]


@lru_cache(maxsize=32)
def _of_mean(text: str) -> Callable[..., Any]:
    return function_of((MEAN,), (read(text),), arrays=True)


@lru_cache(maxsize=64)
def _of_penalty(penalty: Penalty, order: int) -> Callable[..., Any]:
    trees = ((penalty.tree,), penalty.slopes, chain.from_iterable(penalty.bends))[order]
    entries = (Number(NOTHING) if tree == ZERO else tree for tree in trees)
    return function_of(penalty.parameters, entries, arrays=True)
