"""Data sets with a number as their target, made by formulas."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from engine.data.chance import Chance
from engine.data.data import Data
from engine.data.data_set import DataSet, quantities


def _line() -> Data:
    chance = Chance(1)
    x = [round(each, 1) for each in chance.along(-3, 3, 30)]
    return quantities(((each,), 2 * each + 1 + chance.noise(1)) for each in x)


def _line_outlier() -> Data:
    data = _line()
    y = data.y.tolist()
    y[-3] -= 16
    return quantities(zip(map(tuple, data.x.tolist()), y, strict=True))


def _skewed() -> Data:
    chance = Chance(3)
    x = chance.along(-3, 3, 40)
    return quantities(((each,), each + 1 + 1.5 * chance.noise(1) ** 2) for each in x)


def _line_offset() -> Data:
    chance = Chance(4)
    years = range(1985, 2025)
    return quantities((((year,), 30 + 0.4 * (year - 2000) + chance.noise(2)) for year in years), ("year",))


def _correlated() -> Data:
    chance = Chance(5)
    first = [chance.between(-2, 2) for _ in range(40)]
    rows = [(each, each + chance.noise(0.1)) for each in first]
    return quantities(((row, 1 + sum(row) + chance.noise(0.5)) for row in rows), ("x1", "x2"))


def _sparse() -> Data:
    chance = Chance(6)
    rows = [tuple(chance.between(-2, 2) for _ in range(5)) for _ in range(40)]
    features = tuple(f"x{place}" for place in range(1, 6))
    return quantities(((row, 3 * row[0] - 2 * row[3] + chance.noise(0.5)) for row in rows), features)


def _along(seed: int, low: float, high: float, count: int, noise: float, y: Callable[[float], float]) -> Data:
    """A curve with noise, at places that chance picks."""
    chance = Chance(seed)
    x = chance.along(low, high, count)
    return quantities(((each,), y(each) + chance.noise(noise)) for each in x)


def _parabola() -> Data:
    return _along(7, -3, 3, 30, 0.5, lambda x: x * x - 2)


def _polynomial() -> Data:
    return _along(8, -1, 1, 12, 0.25, lambda x: 4 * x * x * x - 3 * x)


def _decay() -> Data:
    return _along(9, 0, 6, 30, 0.15, lambda x: 4 * math.exp(-0.8 * x) + 1)


def _wave() -> Data:
    return _along(10, 0, 10, 40, 0.3, lambda x: 2 * math.sin(1.5 * x + 0.5) + 1)


REGRESSION: Final = (
    DataSet(
        name="line",
        title="Line with noise",
        teaches="The features lie around 0, so the loss of a line is a bowl, and the ball rolls straight in.",
        source="y = 2*x + 1 with noise of 1",
        samples=_line,
    ),
    DataSet(
        name="line_outlier",
        title="Line with one outlier",
        teaches="One sample is 16 too low: squared errors let it tilt the line, absolute ones hardly do.",
        source="The samples of “line”, the third from the right 16 lower",
        samples=_line_outlier,
    ),
    DataSet(
        name="skewed",
        title="Line with one-sided errors",
        teaches="Errors go only up: squared ones find the mean, absolute ones the median below it.",
        source="y = x + 1 with 1.5 times the square of noise of 1",
        samples=_skewed,
    ),
    DataSet(
        name="line_offset",
        title="Feature far from 0",
        teaches="Years lie far from 0, so the loss is a ravine that only a tiny rate survives: standardise.",
        source="y = 30 + 0.4*(year - 2000) with noise of 2, made up",
        samples=_line_offset,
    ),
    DataSet(
        name="correlated",
        title="Two features that say the same",
        teaches="One weight can make up for the other: a long flat valley, which an L2 penalty closes.",
        source="y = x1 + x2 + 1 with noise of 0.5; x2 is x1 with noise of 0.1",
        samples=_correlated,
    ),
    DataSet(
        name="sparse",
        title="Five features, two that matter",
        teaches="An L1 penalty takes the weights of x2, x3 and x5 to exactly 0, an L2 penalty does not.",
        source="y = 3*x1 - 2*x4 with noise of 0.5",
        samples=_sparse,
    ),
    DataSet(
        name="parabola",
        title="Parabola",
        teaches="The best line is almost flat and hardly better than a constant; degree 2 is what it takes.",
        source="y = x**2 - 2 with noise of 0.5",
        samples=_parabola,
    ),
    DataSet(
        name="polynomial",
        title="Few samples of a cubic",
        teaches="Degree 9 has a lower loss than degree 3, and is farther from the curve that made them.",
        source="y = 4*x**3 - 3*x with noise of 0.25",
        samples=_polynomial,
    ),
    DataSet(
        name="decay",
        title="Exponential decay",
        teaches="Where it starts, how fast it falls and where it ends: the rate k is no weight of a line.",
        source="y = 4*exp(-0.8*x) + 1 with noise of 0.15",
        samples=_decay,
    ),
    DataSet(
        name="wave",
        title="Wave with noise",
        teaches="The loss over the frequency has several valleys: from a wrong one descent never gets out.",
        source="y = 2*sin(1.5*x + 0.5) + 1 with noise of 0.3",
        samples=_wave,
    ),
)
