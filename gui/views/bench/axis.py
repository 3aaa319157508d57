"""What the curve of a criterion is drawn against: the error, the probability, the score, or the margin."""
from __future__ import annotations

from enum import Enum

import numpy as np

from engine import Criterion
from engine.bench import Bench
from engine.criteria.samples import MINUS_OR_PLUS_ONE, PROBABILITY, ZERO_OR_ONE
from gui.views.canvas.scale import Array


class Axis(Enum):
    """Along which the pieces of samples lie on one curve, or on one for each class."""

    ERROR = "error"
    PROBABILITY = "probability"
    SCORE = "score"
    MARGIN = "margin"

    @property
    def truths(self) -> tuple[float, ...]:
        """The true values that have a curve of their own; none if the error is all that counts."""
        if self is Axis.ERROR:
            return ()
        return (1.0,) if self is Axis.MARGIN else (1.0, 0.0)

    def places(self, y: Array, p: Array) -> Array:
        """Where samples lie along it, (n,)."""
        with np.errstate(over="ignore"):
            if self is Axis.ERROR:
                return p - y
            return y * p if self is Axis.MARGIN else p

    def predictions(self, truth: float, places: Array) -> Array:
        """The predictions for a true value that lie at these places."""
        with np.errstate(over="ignore"):
            if self is Axis.ERROR:
                return places + truth
        return places / truth if self is Axis.MARGIN else places

    def slopes(self, y: Array, slopes: Array) -> Array:
        """Slopes in the prediction as slopes along the axis."""
        return slopes / y if self is Axis.MARGIN else slopes


def axis_of(criterion: Criterion, bench: Bench) -> Axis:
    """What suits a criterion; where others are about probabilities, it is shown against these, too."""
    if criterion.predictions is PROBABILITY:
        return Axis.PROBABILITY
    if criterion.truths is MINUS_OR_PLUS_ONE:
        return Axis.MARGIN
    if criterion.truths is ZERO_OR_ONE:
        return Axis.SCORE
    if bench.limits == (0.0, 1.0) and np.all(ZERO_OR_ONE.holds(bench.y)):
        return Axis.PROBABILITY
    return Axis.ERROR
