"""The pieces of a loss as shapes: squares where the error is squared, bars where it is not."""
from __future__ import annotations

from enum import Enum
from typing import Final

import numpy as np

from engine import Criterion
from engine.bench import Account, Bench
from engine.criteria import named_criterion
from gui.views.bench.axis import Axis, axis_of
from gui.views.canvas.scale import Array, Scale

# Pixels: a bar at most and at least, and between neighbours.
WIDEST, NARROWEST, GAP = 26.0, 1.5, 0.3
# A bar may make the range so many times as large as the samples do; beyond that it is cut.
MOST_OF_RANGE: Final = 3.0


class Shape(Enum):
    """How a piece is drawn."""

    SQUARE = "square"   # on the line from the true value to the prediction; its area is the piece
    HALF = "half"       # half of that square
    ERROR = "error"     # a bar from the true value towards the prediction, as long as the piece
    HEIGHT = "height"   # a bar from 0, as high as the piece


def shape_of(criterion: Criterion, bench: Bench) -> Shape:
    """What shows the pieces of a criterion as what they are."""
    if axis_of(criterion, bench) is not Axis.ERROR:
        return Shape.HEIGHT
    if criterion.formula == named_criterion("mse").formula:
        return Shape.SQUARE
    return Shape.HALF if criterion.formula == named_criterion("half_mse").formula else Shape.ERROR


def reach_of(shape: Shape, bench: Bench, account: Account | None) -> Array:
    """What has to be in view: true values, predictions, and the ends of bars as far as they are bearable."""
    seen = np.concatenate([bench.y, bench.p])
    if account is None or shape in (Shape.SQUARE, Shape.HALF):
        return seen
    ends = account.pieces if shape is Shape.HEIGHT else bar_ends(bench, account)
    low, high = float(seen.min()), float(seen.max())
    room = MOST_OF_RANGE * max(high - low, 1.0)
    ends = ends[np.isfinite(ends)]
    ground = np.zeros(1 if shape is Shape.HEIGHT else 0)
    return np.concatenate([seen, np.clip(ends, low - room, high + room), ground])


def bar_ends(bench: Bench, account: Account) -> Array:
    """Where bars end that begin at the true values, in data (n,)."""
    return bench.y + np.where(bench.p >= bench.y, 1.0, -1.0) * account.pieces


def rectangles(shape: Shape, bench: Bench, account: Account, scale: Scale) -> Array:
    """The pieces as left, top, width and height in pixels (n, 4)."""
    count = len(bench)
    x = scale.x_pixels(np.arange(1, count + 1))
    y, p = scale.y_pixels(bench.y), scale.y_pixels(bench.p)
    if shape in (Shape.SQUARE, Shape.HALF):
        side = np.abs(p - y)
        # To the right, where there is room for it.
        left = np.where((x + side <= scale.width) | (x - side < 0), x, x - side)
        return np.stack([left, np.minimum(y, p), side, side], axis=1)
    width = bar_width(scale)
    if shape is Shape.HEIGHT:
        begin, end = np.full(count, scale.y_pixel(0.0)), scale.y_pixels(account.pieces)
    else:
        begin, end = y, scale.y_pixels(bar_ends(bench, account))
    widths = np.full(count, width)
    return np.stack([x - width / 2, np.minimum(begin, end), widths, np.abs(end - begin)], axis=1)


def bar_width(scale: Scale) -> float:
    """In pixels; bars of neighbours do not touch where there is room for it."""
    spacing = abs(scale.x_pixel(1.0) - scale.x_pixel(0.0))
    return min(max((1 - GAP) * spacing, NARROWEST), WIDEST)
