"""Where the slope of a landscape is 0, and what it is like there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile
from typing import Final

import numpy as np

from engine.errors import FormulaError
from engine.losses.loss import Array, Box, Differentiable, Loss, Point

# Where Newton's method is started: along each parameter, or all over the box if there are many.
STARTS: Final = (0, 401, 45)
SCATTERED: Final = 4_096
MOST_STEPS: Final = 80
MOST: Final = 500
SIDESTEPS: Final = 6
POLISHINGS: Final = 8
# Digits of a place that are known, also where the curvature vanishes.
FINE: Final = 12
COARSE: Final = 5
# All lengths are in widths of the box.
LONGEST_STEP: Final = 0.05
ARRIVED: Final = 1e-13
CREEPING: Final = 1e-8
SAME: Final = 1e-5
EDGE: Final = 1e-9
AROUND: Final = 1e-3
DIRECTIONS: Final = 64
# A slope or curvature this much smaller than is usual in the box is none.
LEVEL: Final = 1e-13
NONE: Final = 1e-11
FLAT: Final = 1e-7
VANISHED: Final = 1e-12


class Stationary(Enum):
    """What a landscape is like around a point without slope."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    SADDLE = "saddle"
    DEGENERATE = "degenerate"


@dataclass(frozen=True)
class StationaryPoint:
    """A point without slope; `curvatures` are the eigenvalues of the Hessian there, the smallest first."""

    point: Point
    value: float
    kind: Stationary
    curvatures: tuple[float, ...]


@np.errstate(all="ignore")
def stationary_points(
    loss: Loss,
    box: Box | None = None,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    seconds: float = 2.0,
) -> tuple[StationaryPoint, ...]:
    """The isolated points of the box (or the view) where the gradient is 0, the lowest first.

    Newton's method from many starts at once finds them, of a loss of many samples first on its gist, so none
    is certain to be found, and no more than 500 are told. The eigenvalues of the Hessian say what each is;
    where one of them is 0 it is what the values around say, and degenerate if they do not agree. Minima that
    the loss is known to have are among them also where they have no slope, as at the bottom of a crease: then
    without curvatures.

    The search ends early after so many seconds, and with nothing found as soon as `cancelled()`: it is meant
    for a thread. Source: Nocedal and Wright 2006, Numerical Optimization, 3.3.
    """
    until = time.monotonic() + seconds

    def enough() -> bool:
        return cancelled() or time.monotonic() > until

    search = _Search(loss, loss.view if box is None else box)
    try:
        places = takewhile(lambda place: not enough(), search.places(enough))
        found = [point for place in places if (point := search.point(place))]
    except FormulaError:
        found = []  # there are no second derivatives in real numbers
    for minimum in loss.minima:
        if search.holds(minimum.point) and not any(search.same(minimum.point, each.point) for each in found):
            found.append(StationaryPoint(minimum.point, minimum.value, Stationary.MINIMUM, ()))
    lowest = sorted(found, key=lambda each: (each.value, each.point))[:MOST]
    return () if cancelled() else tuple(lowest)


class _Search:
    """The search in one box; places (n, d) are in widths of the box, from 0 to 1."""

    def __init__(self, loss: Loss, box: Box) -> None:
        self._loss = loss
        self._gist = loss.gist
        self._low = np.array([low for low, _ in box])
        self._width = np.array([high - low for low, high in box])
        # The derivatives are counted in units that keep them within doubles, powers of 2 to round nothing.
        self._unit = 2.0 ** np.floor(np.log2(self._width.max()))
        self._usual_slope = self._usual_curvature = 0.0

    def places(self, enough: Callable[[], bool]) -> list[Array]:
        """Where Newton's method ends, each place once."""
        points = self._starts()
        slopes, curvatures = self._derivatives(points, self._gist)
        self._usual_slope = _typical(np.abs(slopes).max(axis=1))
        self._usual_curvature = _typical(np.abs(curvatures).max(axis=(1, 2)))
        arrived = []
        for _ in range(MOST_STEPS):
            if not len(points) or enough():
                break
            steps = _newton(*self._derivatives(points, self._gist), LEVEL * self._usual_slope)
            lengths = np.abs(steps).max(axis=1)
            there = lengths <= ARRIVED
            arrived.append((points + steps)[there])
            points = (
                points + steps * np.minimum(1.0, LONGEST_STEP / np.maximum(lengths, 1e-300))[:, np.newaxis]
            )
            inside = (np.abs(points - 0.5) <= 0.5 + LONGEST_STEP).all(axis=1)
            points = points[inside & ~there]
        if len(points) and not enough():
            # Where the curvature vanishes Newton's method only creeps up: close enough counts as there.
            steps = _newton(*self._derivatives(points, self._gist), LEVEL * self._usual_slope)
            arrived.append((points + steps)[np.abs(steps).max(axis=1) <= CREEPING])
        ends = np.concatenate(arrived) if arrived else points[:0]
        apart = _told_apart(ends[(np.abs(ends - 0.5) <= 0.5 + EDGE).all(axis=1)])
        return apart if self._gist is self._loss else self._polished(apart, enough)

    def _polished(self, places: list[Array], enough: Callable[[], bool]) -> list[Array]:
        """Where Newton's method leads on the loss itself from places that are right for its gist."""
        points = np.array(places).reshape(-1, len(self._width))
        for _ in range(POLISHINGS):
            if not len(points) or enough():
                break
            steps = _newton(*self._derivatives(points), LEVEL * self._usual_slope)
            near = np.abs(steps).max(axis=1) <= LONGEST_STEP
            points = points[near] + steps[near]
        return _told_apart(points[(np.abs(points - 0.5) <= 0.5 + EDGE).all(axis=1)])

    def point(self, place: Array) -> StationaryPoint | None:
        """What there is at a place; None if the slope stays 0 beside it, as on a plateau or along a ring."""
        known = [minimum.point for minimum in self._loss.minima if self._is_at(minimum.point, place)]
        flat = self._flat(place)
        if flat.size and self._goes_on(place, flat):
            return None
        point = known[0] if known else self._rounded(place, COARSE if flat.size else FINE)
        curvatures = tuple(np.linalg.eigvalsh(self._loss.hessian(point)).tolist())
        return StationaryPoint(
            point=point,
            value=float(self._loss.value(point)),
            kind=self._kind_around(point) if flat.size else _kind(curvatures),
            curvatures=curvatures,
        )

    def _flat(self, place: Array) -> Array:
        """The directions without curvature, (k, d)."""
        _, (curvatures,) = self._derivatives(place[np.newaxis])
        values, directions = np.linalg.eigh(curvatures)
        flat: Array = directions.T[np.abs(values) <= FLAT * self._usual_curvature]
        return flat

    def _goes_on(self, place: Array, flat: Array) -> bool:
        """Whether there is no slope a little further along these directions, or aside of there, either."""
        beside = place + AROUND * np.concatenate([flat, -flat])
        for _ in range(SIDESTEPS):
            slopes, curvatures = self._derivatives(beside)
            if (np.abs(slopes).max(axis=1) <= NONE * self._usual_slope).any():
                return True
            steps = _newton(slopes, curvatures, LEVEL * self._usual_slope)
            beside = beside + np.clip(steps, -AROUND / 10, AROUND / 10)
        return False

    def holds(self, point: Point) -> bool:
        return bool((np.abs(self._place(point) - 0.5) <= 0.5 + EDGE).all())

    def same(self, one: Point, other: Point) -> bool:
        return self._is_at(one, self._place(other))

    def _is_at(self, point: Point, place: Array) -> bool:
        return bool(np.abs(self._place(point) - place).max() <= SAME)

    def _kind_around(self, point: Point) -> Stationary:
        """What the values in all directions say, where the curvatures say nothing."""
        around = np.random.default_rng(0).normal(size=(DIRECTIONS, len(point)))
        around *= AROUND / np.linalg.norm(around, axis=1, keepdims=True)
        rises = self._loss.value(point + around * self._width) - self._loss.value(point)
        if (rises > 0.0).all():
            return Stationary.MINIMUM
        return Stationary.MAXIMUM if (rises < 0.0).all() else Stationary.DEGENERATE

    def _starts(self) -> Array:
        size = len(self._width)
        if size < len(STARTS):
            axes = (np.linspace(0.0, 1.0, STARTS[size]),) * size
            return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, size)
        scattered: Array = np.random.default_rng(0).random((SCATTERED, size))
        return scattered

    def _place(self, point: Point) -> Array:
        place: Array = (np.array(point) - self._low) / self._width
        return place

    def _points(self, places: Array) -> Array:
        points: Array = self._low + places * self._width
        return points

    def _rounded(self, place: Array, digits: int) -> Point:
        """The point of a place, to the digits that are known of it."""
        decimals = (digits - np.floor(np.log10(self._width))).astype(int).tolist()
        pairs = zip(self._points(place).tolist(), decimals, strict=True)
        return tuple(round(value, count) + 0.0 for value, count in pairs)

    def _derivatives(self, places: Array, function: Differentiable | None = None) -> tuple[Array, Array]:
        """Gradients (n, d) and Hessians (n, d, d) with respect to the place, both in the same unit.

        They are those of the loss, if no other function is given.
        """
        of = function or self._loss
        points = self._points(places)
        widths = self._width / self._unit
        slopes = of.gradient(points) / self._unit * widths
        return slopes, of.hessian(points) * np.multiply.outer(widths, widths)


def _newton(slopes: Array, curvatures: Array, level: float) -> Array:
    """Newton's steps (n, d) from gradients (n, d) and Hessians (n, d, d); far too long where there is none.

    Along a direction without curvature there is one only where the slope is below `level`: none at all.
    """
    known = np.asarray(np.isfinite(slopes).all(axis=1) & np.isfinite(curvatures).all(axis=(1, 2)))
    values, directions = np.linalg.eigh(np.where(known[:, np.newaxis, np.newaxis], curvatures, 0.0))
    along = np.einsum("nji,nj->ni", directions, slopes)
    flat = np.abs(values) <= VANISHED * np.abs(values).max(axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        parts = np.where(flat, np.where(np.abs(along) <= level, 0.0, np.nan), -along / values)
    steps = np.einsum("nij,nj->ni", directions, parts)
    return np.where(known[:, np.newaxis] & np.isfinite(steps), steps, 2.0)


def _typical(sizes: Array) -> float:
    finite = sizes[np.isfinite(sizes)]
    return float(np.median(finite)) if len(finite) else 0.0


def _kind(curvatures: tuple[float, ...]) -> Stationary:
    if curvatures[0] > 0.0:
        return Stationary.MINIMUM
    return Stationary.MAXIMUM if curvatures[-1] < 0.0 else Stationary.SADDLE


def _told_apart(places: Array) -> list[Array]:
    """The middle of each group of places that are the same."""
    apart: list[Array] = []
    while len(places):
        same = np.abs(places - places[0]).max(axis=1) <= SAME
        apart.append(np.median(places[same], axis=0))
        places = places[~same]
    return apart
