"""A parabola as a formula of the parameters, so that its steps are as quick as those of any formula."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.criteria.criterion import MEAN, Total
from engine.fits.parabola import Parabola
from engine.fits.penalty import TWO, Penalty
from engine.formula.code import function_of
from engine.formula.reader import read
from engine.formula.simplify import added, product, simplified
from engine.formula.tree import Binary, Name, Number, Tree, substituted
from engine.losses.form import WrittenForm
from engine.losses.loss import Array, Point

# Of so many parameters a slope is short enough to need no name for what it is twice.
FEW: Final = 3

Parts: TypeAlias = tuple[tuple[str, Tree], ...]


@dataclass(frozen=True)
class Bowl(WrittenForm):
    """What a criterion makes of a parabola (itself, or its root), and a penalty."""

    parabola: Parabola
    total: Total
    penalty: Penalty

    @property
    def parameters(self) -> tuple[str, ...]:
        return self.penalty.parameters

    @property
    def tree(self) -> Tree:
        return _trees(self)[0]

    @property
    def gradient_trees(self) -> tuple[Tree, ...]:
        return _trees(self)[1]

    @property
    def hessian_trees(self) -> tuple[tuple[Tree, ...], ...]:
        return _trees(self)[2]

    @property
    def parts(self) -> Parts:
        """What repeats in these, by name."""
        return _trees(self)[3]


@lru_cache(maxsize=32)
def _trees(bowl: Bowl) -> tuple[Tree, tuple[Tree, ...], tuple[tuple[Tree, ...], ...], Parts]:
    """The loss, its gradient, its Hessian and what repeats in them."""
    parabola, penalty, rises = bowl.parabola, bowl.penalty, bowl.parabola.rises
    size = range(len(bowl.parameters))
    away = [
        Binary("-", Name(name), Number(best))
        for name, best in zip(bowl.parameters, parabola.best, strict=True)
    ]
    sides = [added(*(_times(rises[row][place], away[place]) for place in size)) for row in size]
    mean = added(Number(parabola.lowest), *(Binary("**", side, TWO) for side in sides))
    halves = [added(*(_times(rises[row][k], sides[row]) for row in size)) for k in size]
    means = [_times(2.0, half) for half in halves]
    bends = [[2.0 * sum(rises[row][j] * rises[row][k] for row in size) for k in size] for j in size]
    total, rate, turn = (
        simplified(substituted(read(text), {MEAN: mean}))
        for text in (bowl.total.formula, bowl.total.slope, bowl.total.curvature)
    )
    gradient = tuple(
        added(product(rate, mean_slope), slope)
        for mean_slope, slope in zip(means, penalty.slopes, strict=True)
    )
    hessian = tuple(
        tuple(
            added(
                product(rate, Number(bends[j][k])),
                product(turn, product(means[j], means[k])),
                penalty.bends[j][k],
            )
            for k in size
        )
        for j in size
    )
    parts = (
        *((f"side_{row}", side) for row, side in enumerate(sides, 1)),
        *((f"half_slope_{k}", half) for k, half in enumerate(halves, 1) if len(halves) > FEW),
        ("mean", mean),
        ("rate", rate),
        ("turn", turn),
    )
    return added(total, penalty.tree), gradient, hessian, parts


def _times(factor: float, tree: Tree) -> Tree:
    return product(Number(factor), tree)


@dataclass(frozen=True)
class BowlFunction:
    """A bowl in numbers."""

    bowl: Bowl

    def value(self, points: npt.ArrayLike) -> Array:
        """The loss (...) at points (..., d)."""
        values: Array = self._entries(points, 0)[..., 0]
        return values

    def gradient(self, points: npt.ArrayLike) -> Array:
        """The gradient (..., d) at points (..., d)."""
        return self._entries(points, 1)

    def hessian(self, points: npt.ArrayLike) -> Array:
        """The second derivatives (..., d, d) at points (..., d)."""
        return self._entries(points, 2).reshape(*np.shape(points), -1)

    def at(self, point: Point) -> tuple[float, ...]:
        """Loss and gradient at one point, (1 + d,), in floats; nan for no value."""
        try:
            values: tuple[float, ...] = _scalars(self.bowl)(*point)
        except (ArithmeticError, ValueError):
            return (float("nan"),) * (1 + len(point))
        return values

    def _entries(self, points: npt.ArrayLike, order: int) -> Array:
        """The loss (order 0), its slopes (1) or second derivatives (2) at points (..., d): (..., entries)."""
        columns = np.moveaxis(np.asarray(points, dtype=float), -1, 0)
        with np.errstate(all="ignore"):
            entries = _arrays(self.bowl, order)(*columns)
        return np.stack([np.broadcast_to(entry, columns.shape[1:]) for entry in entries], axis=-1)


@lru_cache(maxsize=64)
def _scalars(bowl: Bowl) -> Callable[..., Any]:
    return function_of(bowl.parameters, (bowl.tree, *bowl.gradient_trees), arrays=False)


@lru_cache(maxsize=64)
def _arrays(bowl: Bowl, order: int) -> Callable[..., Any]:
    trees = ((bowl.tree,), bowl.gradient_trees, chain.from_iterable(bowl.hessian_trees))[order]
    return function_of(bowl.parameters, trees, arrays=True)
