"""Where the ticks of an axis stand and what is written at them."""
from __future__ import annotations

from math import ceil, floor, log10
from typing import NamedTuple

import numpy as np

from gui.views.canvas.numerals import power_of_ten, tick_texts

# A decade this many pixels long shows its 2, 3, ... 9.
DECADE_WITH_MINOR_LINES = 36.0
# Ten to this power is still a double.
LARGEST_EXPONENT = 308
SMALLEST_STEP, LARGEST_STEP = 1e-307, 5e307


class Ticks(NamedTuple):
    """Positions in the numbers of the axis; on a logarithmic axis these are decimal logarithms."""

    major: list[float]
    texts: list[str]
    minor: list[float]


def linear_ticks(low: float, high: float, length: float, gap: float, *, whole: bool = False) -> Ticks:
    """Round numbers from low to high, at least `gap` pixels apart on `length` pixels.

    `whole` keeps to whole numbers.
    """
    step, parts = _round_step((high - low) / length * gap)
    if whole and step < 1:
        step, parts = 1.0, 1
    major = _multiples(low, high, step)
    small = step / parts
    if whole and small < 1:
        small = step
    minor = [value for value in _multiples(low, high, small)
             if abs(value / step - round(value / step)) > 1e-6]
    return Ticks(major, tick_texts(major, step), minor)


def log_ticks(low: float, high: float, length: float, gap: float) -> Ticks:
    """Powers of ten from 10**low to 10**high, written 10², 10, 1, 0.1, ... 0.0001, 10⁻⁵.

    Where less than a decade and a half is in view, round numbers between them.
    """
    if high - low < 1.5 and high < LARGEST_EXPONENT:
        between = linear_ticks(10.0**low, 10.0**high, length, gap)
        return Ticks(_logarithms(between.major), between.texts, _logarithms(between.minor))
    step, parts = _round_step((high - low) * gap / length)
    if step < 1:
        step, parts = 1.0, 1
    major = _multiples(low, high, step)
    if step > 1:
        minor = [value for value in _multiples(low, high, max(step / parts, 1.0)) if value % step]
    elif length / (high - low) >= DECADE_WITH_MINOR_LINES:
        decades = range(floor(low), ceil(high))
        minor = [decade + log10(part) for decade in decades for part in range(2, 10)]
        minor = [value for value in minor if low <= value <= high]
    else:
        minor = []
    return Ticks(major, [_decade_text(round(value)) for value in major], minor)


def _round_step(least: float) -> tuple[float, int]:
    """1, 2 or 5 times a power of ten, just not below `least`, and into how many parts it divides."""
    least = min(max(least, SMALLEST_STEP), LARGEST_STEP)
    exponent = floor(log10(least))
    fraction = least / 10.0**exponent
    for factor, parts in ((1, 5), (2, 4), (5, 5)):
        if fraction <= factor * (1 + 1e-9):
            return factor * 10.0**exponent, parts
    return 10.0 ** (exponent + 1), 5


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [count * step for count in range(first, last + 1)]


def _logarithms(values: list[float]) -> list[float]:
    return [float(value) for value in np.log10([value for value in values if value > 0])]


def _decade_text(exponent: int) -> str:
    if -4 <= exponent <= 1:
        return f"{10.0**exponent:.{max(-exponent, 0)}f}"
    return power_of_ten(exponent)
