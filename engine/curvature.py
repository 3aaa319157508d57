"""How a landscape bends at a point: the eigenvalues and directions of its Hessian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.errors import FormulaError
from engine.losses.loss import Differentiable, Loss, Point

# With more samples a second derivative takes longer than a word on it is worth.
MANY_SAMPLES: Final = 10_000


@dataclass(frozen=True)
class Curvature:
    """The eigenvalues of the Hessian, the smallest first, and for each the unit vector along it."""

    values: tuple[float, ...]
    directions: tuple[Point, ...]

    @property
    def sharpest(self) -> float:
        """The largest eigenvalue, λmax."""
        return self.values[-1]

    @property
    def condition(self) -> float | None:
        """How much sharper the sharpest direction is than the flattest; None unless all bend upwards."""
        return self.values[-1] / self.values[0] if self.values[0] > 0.0 else None

    @property
    def stable_rate(self) -> float | None:
        """2/λmax, above which gradient descent is thrown out of a valley bent like this; None if it is none.

        Source: Nesterov 2018, Lectures on Convex Optimization, 1.2.
        """
        return 2.0 / self.sharpest if self.sharpest > 0.0 else None


def bent_like(loss: Loss) -> Differentiable:
    """What bends like this loss, or nearly so, and does not take long."""
    return loss.gist if loss.samples > MANY_SAMPLES else loss


def curvature_at(loss: Differentiable, point: Point) -> Curvature | None:
    """How the loss bends at a point of 1 to 10 parameters; None where it has no second derivatives."""
    try:
        hessian = loss.hessian(point)
    except FormulaError:
        return None
    if not np.isfinite(hessian).all():
        return None
    values, directions = np.linalg.eigh(hessian)
    return Curvature(tuple(values.tolist()), tuple(map(tuple, directions.T.tolist())))
