"""A landscape as it is drawn: shades, contour lines, and where it has no height."""
from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from engine.losses.loss import Differentiable
from gui.views.canvas.scale import Array, Scale
from gui.views.canvas.strokes import unbent
from gui.views.plane import Plane
from gui.views.refinement import is_quick, preview
from gui.views.relief import Relief, relief_of

# Pixels between samples, and the most of them to a side.
COARSE_STRIDE, COARSE_MOST = 7.0, 96
FINE_STRIDE, FINE_MOST = 1.6, 400
# Of a loss that takes long there are fewer.
COARSE_LONG_MOST, LONG_MOST = 64, 200
# Samples and lines that are made at once, of some milliseconds each.
SAMPLES_AT_ONCE = 40_000
LINES_AT_ONCE = 5

Pieces = Generator[None, None, "Survey"]


@dataclass(frozen=True)
class Survey:
    """A plane on a scale.

    `shades` (rows, columns) go from the upper left to the lower right corner of the view, both included, from
    0 to 1, nan where the loss has no finite value. `lines` are the pixels (n, 2) of each level's lines,
    parted by nan; `gaps` the rings (n, 2) around the regions without a value.
    """

    plane: Plane
    scale: Scale
    relief: Relief
    shades: Array
    lines: tuple[Array, ...]
    gaps: tuple[Array, ...]


def coarse_survey(plane: Plane, scale: Scale) -> Survey:
    """A first impression, at once."""
    most = COARSE_MOST if is_quick(plane.loss) else COARSE_LONG_MOST
    heights = plane.losses(*_places(scale, _sides(scale, COARSE_STRIDE, most)), preview(plane.loss))
    pieces = _drawn(plane, scale, heights, _relief(plane, heights), detailed=False)
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            survey: Survey = end.value
            return survey


def fine_survey(coarse: Survey) -> Pieces:
    """The same view with its details, in pieces of some milliseconds; the generator returns it."""
    columns, rows = _sides(coarse.scale, FINE_STRIDE, FINE_MOST)
    x, y = _places(coarse.scale, (columns, rows))
    heights = np.empty((rows, columns))
    band = max(SAMPLES_AT_ONCE // (columns * coarse.plane.loss.samples), 1)
    for first in range(0, rows, band):
        heights[first:first + band] = coarse.plane.losses(x, y[first:first + band])
        yield
    return (yield from _drawn(coarse.plane, coarse.scale, heights, coarse.relief, detailed=True))


def traced_survey(coarse: Survey, heights: Array) -> Pieces:
    """The same view with these heights, as `exact_heights` finds them, in pieces of some milliseconds."""
    return _drawn(coarse.plane, coarse.scale, heights, _relief(coarse.plane, heights), detailed=True)


def exact_heights(coarse: Survey, exact: Differentiable) -> Array:
    """What stands in the same view when a loss takes long, (rows, columns): for a thread."""
    return coarse.plane.losses(*_places(coarse.scale, long_sides(coarse.scale)), exact)


def _relief(plane: Plane, heights: Array) -> Relief:
    return relief_of(heights.ravel(), [minimum.value for minimum in plane.loss.minima])


def long_sides(scale: Scale) -> tuple[int, int]:
    """Columns and rows of a loss that takes long."""
    return _sides(scale, FINE_STRIDE, LONG_MOST)


def _sides(scale: Scale, stride: float, most: int) -> tuple[int, int]:
    """Columns and rows."""
    return (min(max(ceil(scale.width / stride), 2), most), min(max(ceil(scale.height / stride), 2), most))


def _places(scale: Scale, sides: tuple[int, int]) -> tuple[Array, Array]:
    """x (columns,) from the left and y (rows, 1) from the top."""
    x = np.linspace(scale.left, scale.right, sides[0])
    return x, np.linspace(scale.top, scale.bottom, sides[1])[:, np.newaxis]


def _drawn(plane: Plane, scale: Scale, heights: Array, relief: Relief, *, detailed: bool) -> Pieces:
    from contourpy import LineType, contour_generator

    rows, columns = heights.shape
    shades = relief.shades(heights)
    yield
    # On the shades, which are rounder than the heights, lines are smooth with fewer samples.
    across, down = np.linspace(0, scale.width, columns), np.linspace(0, scale.height, rows)
    tracer = contour_generator(across, down, shades, line_type=LineType.ChunkCombinedNan)
    lines = []
    for count, level in enumerate(relief.shades(relief.levels).tolist(), 1):
        line = _traced(tracer, level)
        lines.append(unbent(line) if detailed else line)
        if count % LINES_AT_ONCE == 0:
            yield
    return Survey(plane, scale, relief, shades, tuple(lines), tuple(_gaps(across, down, shades)))


def _traced(tracer: Any, level: float) -> Array:
    (found,), *_ = tracer.lines(level)
    return np.empty((0, 2)) if found is None else found


def _gaps(across: Array, down: Array, shades: Array) -> list[Array]:
    """The rings around what is nan."""
    from contourpy import FillType, contour_generator

    missing = np.isnan(shades)
    if not missing.any():
        return []
    filled: Any = contour_generator(across, down, missing.astype(float), fill_type=FillType.OuterOffset)
    rings = []
    for points, offsets in zip(*filled.filled(0.5, 2.0), strict=True):
        rings += np.split(points, offsets[1:-1])
    return rings
