"""A loss along one of its parameters."""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine import Loss
from engine.losses.loss import Box, Differentiable
from gui.views.canvas.scale import Array


@dataclass(frozen=True)
class Slice:
    """What a loss is along the parameter number `axis`, while the others stay as in `point`."""

    loss: Loss
    axis: int
    point: tuple[float, ...]

    def points(self, values: Array) -> Array:
        """Points (n, d) with `values` (n,) for the parameter that varies."""
        points = np.tile(np.asarray(self.point, float), (len(values), 1))
        points[:, self.axis] = values
        return points

    def losses(self, values: Array, of: Differentiable | None = None) -> Array:
        """The loss, or another function, (n,) at `values` (n,); nan where it is not defined."""
        return (of or self.loss).value(self.points(values))

    def box(self, low: float, high: float) -> Box:
        """The box of all parameters while the one that varies is in this range."""
        ends = [(value, value) for value in self.point]
        ends[self.axis] = (low, high)
        return tuple(ends)

    def loss_at(self, value: float) -> float:
        return float(self.losses(np.array([value]))[0])

    def slope_at(self, value: float) -> float:
        return float(self.loss.gradient(self.points(np.array([value])))[0, self.axis])

    def moved_to(self, value: float) -> Slice:
        """The same cut, with this value of its parameter in its point."""
        return replace(self, point=(*self.point[:self.axis], value, *self.point[self.axis + 1:]))

    @property
    def loss_here(self) -> float:
        """The loss at its point."""
        return self.loss_at(self.point[self.axis])

    @property
    def place(self) -> tuple[float, float]:
        """Where on the curve its point is: the value that varies, and the loss."""
        return self.point[self.axis], self.loss_here

    @property
    def parameter(self) -> str:
        return self.loss.parameters[self.axis]

    @property
    def derivative(self) -> str:
        """The name of the slope: dL/dw, with a round d where there are more parameters."""
        d = "d" if self.loss.dimension == 1 else "∂"
        return f"{d}L/{d}{self.parameter}"
