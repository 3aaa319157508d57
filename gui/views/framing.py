"""The range that shows everything there is to see."""
from __future__ import annotations

import sys
from math import ceil, floor, log10

import numpy as np

from gui.views.canvas.scale import Array
from gui.views.refinement import preview
from gui.views.slice import Slice

SAMPLES = 801
# Shares of the range left free around it.
BESIDE, ABOVE, BELOW = 0.05, 0.05, 0.1
# Most of a curve lies between these percentiles of its values. What rises beyond so many times their distance
# is a wall or a pole, and is cut.
LOW_PERCENTILE, HIGH_PERCENTILE = 5, 90
WALL = 12.0
WALL_SHOWN = 2.0
# How many units there are in a range that is rounded; about the root of 10 more or less.
ROUNDNESS = 60.0
# Widths of the view within which also a place without a loss is shown.
NEAR = 10.0
# The range at which the arithmetic of a plot ends.
SMALLEST = 1e-290
# Numbers are compared in units of so much, so that a few times their distance is still a double.
UNIT = 64.0


def curve_range(curve: Slice, xs: Array, ys: Array) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of the view box along the slice, widened for the points xs, ys (n,).

    Points without a finite loss widen it only if they are near: there is nothing on the way to them.
    """
    low, high = curve.loss.view[curve.axis]
    reach = NEAR * (high - low)
    seen = np.isfinite(ys) | ((xs >= low - reach) & (xs <= high + reach))
    xs = np.append(xs[seen], [low, high])
    places = np.linspace(xs.min() / UNIT, xs.max() / UNIT, SAMPLES) * UNIT
    values = curve.losses(places, preview(curve.loss))
    ys = np.append(ys, _without_walls(values[np.isfinite(values)] / UNIT) * UNIT)
    return *padded(xs, BESIDE, BESIDE), *padded(ys, BELOW, ABOVE)


def padded(values: Array, before: float, after: float) -> tuple[float, float]:
    """From the least to the largest of the finite values, with these shares of the range beside them."""
    values = values[np.isfinite(values)] / UNIT
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
    span = high - low
    if span <= max(1e-12 * max(abs(low), abs(high)), SMALLEST / UNIT):
        # All the same: any range around it will do.
        before = after = abs(high) / 2 or 1.0 / UNIT
    else:
        before, after = before * span, after * span
    # Of numbers near the end of doubles both ends together must be one.
    most = sys.float_info.max / UNIT * (1 - 1e-9)
    if abs(low) + abs(high) > most:
        low, high = max(low, -most / 2), min(high, most / 2)
    room = max(most - abs(low) - abs(high), 0.0) / 2
    return (low - min(before, room)) * UNIT, (high + min(after, room)) * UNIT


def rounded_out(low: float, high: float) -> tuple[float, float]:
    """A range at most a few percent wider, the same for many ranges that are nearly the same."""
    unit = 10.0 ** round(log10((high - low) / ROUNDNESS))
    below, above = floor(low / unit) * unit, ceil(high / unit) * unit
    # Near the end of doubles there is nothing round any more.
    return (below, above) if abs(below) + abs(above) < sys.float_info.max else (low, high)


def _without_walls(values: Array) -> Array:
    """The least and the largest value worth showing."""
    if not len(values):
        return values
    # Sorted by hand: numpy's percentile loads masked arrays, which a start of the program has no time for.
    low, high = np.sort(values)[np.array([LOW_PERCENTILE, HIGH_PERCENTILE]) * (len(values) - 1) // 100]
    least, largest = values.min(), values.max()
    usual = high - low
    if largest - low > WALL * usual > 0:
        largest = high + WALL_SHOWN * usual
    if high - least > WALL * usual > 0:
        least = low - WALL_SHOWN * usual
    return np.array([least, largest])
