"""Squared errors of a model that is linear in its parameters: a parabola, whatever the number of samples.

The mean of squares is its lowest value plus |R (v - best)|^2, where R comes from a QR decomposition of the
samples' slopes: a sum of squares, so that nothing cancels close to the lowest point, and a dozen numbers
say as much as a million samples. Source: Golub and Van Loan 2013, Matrix Computations, 5.3 and 6.5.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from engine.criteria.criterion import Criterion
from engine.fits.samples import Samples
from engine.formula.code import function_of
from engine.formula.tree import Number
from engine.losses.loss import Array, Point
from engine.models.model import Link, Model

ROWS_AT_ONCE: Final = 8_192
# A slope this much shorter, less its part along the others, than it is itself says nothing of its own.
UNIQUE: Final = 1e-12
# Where a criterion is asked whether it is a square.
TRIALS: Final = (-3.0, -0.5, 0.0, 1.0, 2.5)


@dataclass(frozen=True)
class Parabola:
    """`lowest + |rises (v - best)|**2`, with `rises` (d, d) row by row, zero below its diagonal.

    `is_unique` says whether no other point is as low.
    """

    lowest: float
    best: Point
    rises: tuple[Point, ...]
    is_unique: bool


def square_factor(criterion: Criterion, model: Model) -> float | None:
    """c if a piece is c times the squared error of a model that is linear in its parameters, else None."""
    bend = None if criterion.no_slope else criterion.curvature_tree
    if model.link is not Link.NONE or not model.is_linear or not isinstance(bend, Number):
        return None
    y = np.array(TRIALS)
    p = y + 1.0
    factor = bend.value / 2
    at_truth = criterion.piece(y, y), criterion.piece_slope(y, y)
    is_square = (
        factor > 0.0 and not np.any(at_truth) and np.allclose(criterion.piece(y, p), factor, rtol=1e-12)
    )
    return factor if is_square else None


@np.errstate(all="ignore")
def parabola(factor: float, model: Model, samples: Samples) -> Parabola | None:
    """The mean of `factor` times the squared errors of a linear model; None if it is too much for doubles."""
    x, y = samples.x, samples.y
    size = len(model.parameters)
    triangle = np.zeros((0, size + 1))
    for first in range(0, len(y), ROWS_AT_ONCE):
        rows = slice(first, first + ROWS_AT_ONCE)
        block = np.empty((len(y[rows]), size + 1))
        block[:, :size] = _slopes(model, [column[rows] for column in x], len(block))
        # What the scores are where all parameters are 0, as in a model typed with a constant in it.
        block[:, size] = y[rows] - _constant(model, [column[rows] for column in x])
        triangle = np.asarray(np.linalg.qr(np.concatenate([triangle, block]), mode="r"))
    full = np.zeros((size + 1, size + 1))
    full[: len(triangle)] = triangle
    rises, right = full[:size, :size], full[:size, size]
    # Columns of equal length, so that none is lost beside one that is measured in smaller units.
    lengths = np.linalg.norm(rises, axis=0)
    lengths[lengths == 0.0] = 1.0
    if not (np.isfinite(full).all() and np.isfinite(lengths).all()):
        return None
    best = np.linalg.lstsq(rises / lengths, right, rcond=None)[0] / lengths
    left = rises @ best - right
    unit = math.sqrt(factor / len(samples))
    lowest = float(left @ left + full[size, size] ** 2) * unit * unit
    if not (math.isfinite(lowest) and np.isfinite(best).all()):
        return None
    is_unique = bool((np.abs(np.diagonal(rises)) > UNIQUE * lengths).all())
    return Parabola(lowest, tuple(best.tolist()), tuple(map(tuple, (rises * unit).tolist())), is_unique)


def _slopes(model: Model, x: Sequence[Array], count: int) -> Array:
    """The derivatives of the score in each parameter, (count, d), which do not depend on the parameters."""
    columns = _slope_function(model)(*x)
    return np.stack([np.broadcast_to(column, (count,)) for column in columns], axis=-1)


@lru_cache(maxsize=64)
def _slope_function(model: Model) -> Callable[..., tuple[Array, ...]]:
    return function_of(model.features, model.slope_trees[0], arrays=True)


def _constant(model: Model, x: Sequence[Array]) -> Array:
    scores: Array = model.score((0.0,) * len(model.parameters), np.stack(x, axis=-1))[..., 0]
    return scores
