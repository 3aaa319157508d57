"""The box of parameters that is worth seeing: around the best fit, with the start in it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.errors import FormulaError
from engine.losses.loss import Array, Box, Differentiable, Point

if TYPE_CHECKING:
    from engine.fits.fit import Fit

STEPS: Final = 60
# How far beyond start and best fit one sees, as a share of the way between them.
MARGIN: Final = 0.35
# Further away than this, a best fit is at infinity, as for classes that a line tells apart.
FARTHEST: Final = 12.0
DIGITS: Final = 2
# Beyond this there are hardly any numbers left to put a margin around.
LARGEST_SEEN: Final = 1e300


@np.errstate(all="ignore")
def proposed_view(fit: Fit) -> Box:
    """(low, high) for each parameter, in round numbers."""
    best = fit.parabola.best if fit.parabola is not None else _descended(fit.gist, fit.start)
    reaches = _reaches(fit.gist, fit.start, best)
    return tuple(_around(*three) for three in zip(fit.start, best, reaches, strict=True))


def _reaches(function: Differentiable, start: Point, best: Point) -> list[float]:
    """How far each parameter goes alone until the loss is as high as at the start, bent as at the best."""
    rise = float(function.value(start) - function.value(best))
    reaches = np.sqrt(2.0 * rise / np.diagonal(function.hessian(best)))
    return [reach if math.isfinite(reach) else 0.0 for reach in reaches.tolist()]


def _around(start: float, best: float, reach: float) -> tuple[float, float]:
    low, high = max(min(start, best), -LARGEST_SEEN), min(max(start, best), LARGEST_SEEN)
    room = max(high - low, min(reach, LARGEST_SEEN), 0.25 * max(abs(low), abs(high)), 1e-3)
    half = room * (0.5 + MARGIN)
    middle = (low + high) / 2
    unit = 10.0 ** (math.floor(math.log10(half)) - DIGITS + 1)
    low, high = math.floor((middle - half) / unit) * unit, math.ceil((middle + half) / unit) * unit
    return _short(low), _short(high)


def _short(value: float) -> float:
    """Without the digits that a product of a whole number and a power of ten may end in; no -0."""
    return float(f"{value:.12g}") + 0.0


def _descended(function: Differentiable, start: Point) -> Point:
    """Where a damped Newton's method comes to rest, no farther away than is worth seeing.

    Source: Levenberg 1944, Quarterly of Applied Mathematics 2.
    """
    point, damping = np.array(start), 1e-2
    value = float(function.value(point))
    for _ in range(STEPS):
        try:
            step = _newton(function.gradient(point), function.hessian(point), damping)
        except FormulaError:
            break
        if step is None or not np.isfinite(value):
            break
        tried = point + step
        lower = float(function.value(tried))
        if not lower < value:
            damping *= 10.0
            if damping > 1e8:
                break
            continue
        damping = max(damping / 10.0, 1e-12)
        settled = value - lower <= 1e-12 * abs(value)
        point, value = tried, lower
        if settled or np.abs(point - start).max() > FARTHEST * max(1.0, np.abs(start).max()):
            break
    return tuple(point.tolist())


def _newton(gradient: Array, hessian: Array, damping: float) -> Array | None:
    if not (np.isfinite(gradient).all() and np.isfinite(hessian).all()):
        return None
    bends, directions = np.linalg.eigh(hessian)
    sizes = np.abs(bends) + damping * max(float(np.abs(bends).max()), 1e-12)
    step: Array = -directions @ ((directions.T @ gradient) / sizes)
    return step
