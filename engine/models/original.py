"""Parameters for standardised features, told in the features' original units.

A standardised feature is (x - m)/s; what a model says of it can be said of x with other parameters.
"""

from __future__ import annotations

import math
from math import comb

from engine.losses.loss import Point

Numbers = tuple[float, ...]


def of_line(point: Point, means: Numbers, deviations: Numbers) -> Point:
    """w1, w2, ..., b."""
    *weights, intercept = point
    slopes = [weight / deviation for weight, deviation in zip(weights, deviations, strict=True)]
    shift = sum(slope * mean for slope, mean in zip(slopes, means, strict=True))
    return (*slopes, intercept - shift)


def of_lines(point: Point, means: Numbers, deviations: Numbers) -> Point:
    """A line for each class, one after the other."""
    size = len(means) + 1
    return tuple(
        value
        for first in range(0, len(point), size)
        for value in of_line(point[first : first + size], means, deviations)
    )


def of_polynomial(point: Point, means: Numbers, deviations: Numbers) -> Point:
    """w1, w2, ..., b, of x, x**2, ..., 1: each power of (x - m)/s is spread out over those of x."""
    (mean,), (deviation,) = means, deviations
    *weights, intercept = point
    spread = [intercept, *[0.0] * len(weights)]
    for power, weight in enumerate(weights, 1):
        for lower in range(power + 1):
            share = comb(power, lower) * (-mean) ** (power - lower) / deviation**power
            spread[lower] += weight * share
    return (*spread[1:], spread[0])


def of_decay(point: Point, means: Numbers, deviations: Numbers) -> Point:
    """a, k, c of a*exp(-k*x) + c."""
    (mean,), (deviation,) = means, deviations
    a, k, c = point
    return a * math.exp(k * mean / deviation), k / deviation, c


def of_wave(point: Point, means: Numbers, deviations: Numbers) -> Point:
    """a, omega, phi, c of a*sin(omega*x + phi) + c."""
    (mean,), (deviation,) = means, deviations
    a, omega, phi, c = point
    return a, omega / deviation, phi - omega * mean / deviation, c
