"""The slopes that steps follow: those of all samples, or those of a step's batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.fits.mean import Mean
from engine.losses.loss import Array, Point

if TYPE_CHECKING:
    from engine.fits.fit import Fit


class Followed:
    """What generated code calls for a fit, with the seed of its batches."""

    def __init__(self, fit: Fit, seed: int) -> None:
        self._fit = fit
        self._seed = seed
        self._latest: tuple[int, Mean] | None = None

    @property
    def functions(self) -> tuple[Callable[..., Any], ...]:
        """`record(*point)`, `slopes(step, *point)` and `bends(step, *point)` for floats."""
        return self._record, self._slopes, self._bends

    @property
    def array_functions(self) -> tuple[Callable[..., Any], ...]:
        """The same for arrays (m,) of parameters."""
        return self._record_many, self._slopes_many, self._bends_many

    def loss(self, step: int, point: Point) -> float:
        """The loss on what a step looks at, at a point."""
        return float(self._looked_at(step).value(point))

    def gradient(self, step: int, point: Point) -> Point:
        """The gradient that a step follows at a point."""
        # That of all samples is known from when the point was recorded.
        looked_at = self._looked_at(step) if self._fit.is_stochastic else self._fit
        return looked_at.at(point)[1:]

    def _looked_at(self, step: float) -> Mean:
        """The mean over what a step looks at; a rule may ask for it at several points."""
        if not self._fit.is_stochastic:
            return self._fit.mean()
        latest = self._latest
        if latest is None or step != latest[0]:
            rows = self._fit.batches.rows(self._seed, int(step))
            latest = self._latest = int(step), self._fit.mean(self._fit.known.taken(rows))
        return latest[1]

    def _record(self, *point: float) -> tuple[float, ...]:
        return self._fit.at(point)

    def _slopes(self, step: float, *point: float) -> Any:
        return _alone(self.gradient(int(step), point))

    def _bends(self, step: float, *point: float) -> Any:
        return _alone(tuple(self._looked_at(step).hessian(point).ravel().tolist()))

    def _record_many(self, *columns: Array) -> Any:
        points = np.stack(columns, axis=-1)
        return (self._fit.value(points), *np.moveaxis(self._fit.gradient(points), -1, 0))

    def _slopes_many(self, step: float, *columns: Array) -> Any:
        gradients = self._looked_at(step).gradient(np.stack(columns, axis=-1))
        return _alone(tuple(np.moveaxis(gradients, -1, 0)))

    def _bends_many(self, step: float, *columns: Array) -> Any:
        hessians = self._looked_at(step).hessian(np.stack(columns, axis=-1))
        return _alone(tuple(np.moveaxis(hessians.reshape(len(hessians), -1), -1, 0)))


def _alone(values: tuple[Any, ...]) -> Any:
    """The values for as many names; for a single name the value itself."""
    return values if len(values) > 1 else values[0]
