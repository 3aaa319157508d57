"""A loss over two of its parameters."""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine import Loss
from engine.losses.loss import Box, Differentiable
from gui.views.canvas.scale import Array


@dataclass(frozen=True)
class Plane:
    """What a loss is over the parameters number `across` and `up`, while the others stay as in `point`."""

    loss: Loss
    across: int
    up: int
    point: tuple[float, ...]

    def points(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Array:
        """Points (..., d) with x and y (..., broadcast against each other) for the two that vary."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        # One block of memory per parameter: the loss is computed parameter by parameter.
        blocks = np.empty((len(self.point), *np.broadcast_shapes(x.shape, y.shape)))
        for number, value in enumerate(self.point):
            blocks[number] = value
        blocks[self.across], blocks[self.up] = x, y
        return np.moveaxis(blocks, 0, -1)

    def losses(self, x: npt.ArrayLike, y: npt.ArrayLike, of: Differentiable | None = None) -> Array:
        """The loss (...) at x and y (...), or another function; nan or infinity for no finite value."""
        return (of or self.loss).value(self.points(x, y))

    def gradients(self, x: npt.ArrayLike, y: npt.ArrayLike, of: Differentiable | None = None) -> Array:
        """The two slopes (..., 2) of the loss, or of another function, at x and y (...)."""
        return (of or self.loss).gradient(self.points(x, y))[..., [self.across, self.up]]

    def box(self, across: tuple[float, float], up: tuple[float, float]) -> Box:
        """The box of all parameters while the two that vary are in these ranges."""
        ends = [(value, value) for value in self.point]
        ends[self.across], ends[self.up] = sorted(across), sorted(up)  # type: ignore[call-overload]
        return tuple(ends)

    def loss_at(self, x: float, y: float) -> float:
        return float(self.losses(x, y))

    def gradient_at(self, x: float, y: float) -> tuple[float, float]:
        across, up = self.gradients(x, y).tolist()
        return across, up

    def hessian_at(self, x: float, y: float) -> Array:
        """The second derivatives (2, 2)."""
        both = [self.across, self.up]
        return self.loss.hessian(self.points(x, y))[np.ix_(both, both)]

    def moved_to(self, x: float, y: float) -> Plane:
        """The same plane with this place for its point."""
        point = list(self.point)
        point[self.across], point[self.up] = x, y
        return replace(self, point=tuple(point))

    @property
    def place(self) -> tuple[float, float]:
        """Where on the plane its point is."""
        return self.point[self.across], self.point[self.up]

    @property
    def loss_here(self) -> float:
        """The loss at its point."""
        return self.loss_at(*self.place)

    @property
    def names(self) -> tuple[str, str]:
        return self.loss.parameters[self.across], self.loss.parameters[self.up]
