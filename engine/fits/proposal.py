"""The box of parameters that is worth seeing: around the best fit, with the start in it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.errors import FormulaError
from engine.fits.parabola import parabola
from engine.losses.loss import Array, Box, Differentiable, Point
from engine.models.model import Link

if TYPE_CHECKING:
    from engine.fits.fit import Fit

STEPS: Final = 60
RADII: Final = 121
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
    best = fit.parabola.best if fit.parabola is not None else _descended(fit.gist, _near(fit))
    reaches = _reaches(fit.gist, fit.start, best)
    return tuple(_around(*three) for three in zip(fit.start, best, reaches, strict=True))


def _near(fit: Fit) -> Point:
    """Where to begin looking for the best fit: at that by least squares, if it is better than the start.

    Far from it a criterion such as Huber's has slopes and no curvature, which leads Newton's method nowhere.
    """
    if fit.model.link is Link.NONE and fit.model.is_linear:
        squares = parabola(1.0, fit.model, fit.known)
        if squares is not None and fit.gist.value(squares.best) < fit.gist.value(fit.start):
            return squares.best
    return fit.start


def _reaches(function: Differentiable, start: Point, best: Point) -> list[float]:
    """How far each parameter goes alone from the best fit until the loss is as high as at the start."""
    height = float(function.value(start))
    radii = np.geomspace(1e-6, 1e6, RADII) * max(1e-3, *map(abs, start), *map(abs, best))
    reaches = []
    for place in range(len(best)):
        points = np.tile(np.array(best), (RADII, 1))
        points[:, place] += radii
        higher = ~(function.value(points) < height)
        reaches.append(float(radii[int(higher.argmax())]) if higher.any() else 0.0)
    return reaches


def _around(start: float, best: float, reach: float) -> tuple[float, float]:
    low, high = max(min(start, best), -LARGEST_SEEN), min(max(start, best), LARGEST_SEEN)
    room = max(high - low, min(reach, LARGEST_SEEN), 0.25 * max(abs(low), abs(high))) or 1.0
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
    farthest = FARTHEST * max(1.0, float(np.abs(point).max()))
    value = float(function.value(point))
    for _ in range(STEPS):
        try:
            step = _newton(function.gradient(point), function.hessian(point), damping)
        except FormulaError:
            break
        if step is None or not np.isfinite(value):
            break
        tried = np.clip(point + step, np.array(start) - farthest, np.array(start) + farthest)
        lower = float(function.value(tried))
        if not lower < value:
            damping *= 10.0
            if damping > 1e8:
                break
            continue
        damping = max(damping / 10.0, 1e-12)
        settled = value - lower <= 1e-12 * abs(value)
        point, value = tried, lower
        if settled or np.abs(point - start).max() >= farthest:
            break
    return tuple(point.tolist())


def _newton(gradient: Array, hessian: Array, damping: float) -> Array | None:
    if not (np.isfinite(gradient).all() and np.isfinite(hessian).all()):
        return None
    bends, directions = np.linalg.eigh(hessian)
    sizes = np.abs(bends) + damping * max(float(np.abs(bends).max()), 1e-12)
    step: Array = -directions @ ((directions.T @ gradient) / sizes)
    return step
