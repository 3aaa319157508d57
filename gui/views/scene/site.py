"""The part of a plane that stands in a scene."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.losses.loss import Differentiable
from gui.views.canvas.scale import Array
from gui.views.plane import Plane

Range = tuple[float, float]


class Site(NamedTuple):
    """A plane from low to high of its two parameters; places on it are shares u, v of these ranges."""

    plane: Plane
    across: Range
    up: Range

    def losses(self, u: npt.ArrayLike, v: npt.ArrayLike, of: Differentiable | None = None) -> Array:
        """The loss (...) at u and v (...), or another function."""
        return self.plane.losses(*self.numbers(u, v), of)

    def numbers(self, u: npt.ArrayLike, v: npt.ArrayLike) -> tuple[Array, Array]:
        """The two parameters (...) at u and v (...)."""
        (left, right), (low, high) = self.across, self.up
        return left + np.asarray(u, float) * (right - left), low + np.asarray(v, float) * (high - low)

    def shares(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Array, Array]:
        """u and v (...) of the two parameters (...), outside of 0 to 1 for what lies beside the site."""
        (left, right), (low, high) = self.across, self.up
        with np.errstate(all="ignore"):
            u, v = (np.asarray(x, float) - left) / (right - left), (np.asarray(y, float) - low) / (high - low)
        return u, v

    def shares_of(self, points: Array) -> tuple[Array, Array]:
        """u and v (...) of points (..., d), whatever their other parameters."""
        return self.shares(points[..., self.plane.across], points[..., self.plane.up])

    def place_of(self, point: Sequence[float]) -> tuple[float, float]:
        """u and v of one point (d,), whatever its other parameters."""
        u, v = self.shares_of(np.array(point))
        return float(u), float(v)
