"""How a fit is looked at: which feature lies across, and what goes up."""
from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine import Fit
from engine.criteria.samples import ANY, MINUS_OR_PLUS_ONE, ZERO_OR_ONE
from engine.losses.loss import Point
from engine.models.model import Link
from gui.views.canvas.scale import Array

Numbers = npt.NDArray[np.intp]

# Of classes with a probability each, the samples stand in rows below the axis, so far apart.
ROW = 0.08
HALF = 0.5


class Target(Enum):
    """What is predicted."""

    NUMBER = auto()
    PROBABILITY = auto()    # of the second of two classes
    SCORE = auto()          # its sign tells two classes apart, and 1 is a margin
    CLASSES = auto()        # a probability for each class


@dataclass(frozen=True)
class Sight:
    """A fit with the feature number `across` to the right, and feature `up` upwards.

    Without `up`, what is predicted goes up. All other features stay at their mean.
    """

    fit: Fit
    across: int = 0
    up: int | None = None

    # What the data is

    @cached_property
    def target(self) -> Target:
        fit = self.fit
        if fit.model.link is Link.SOFTMAX:
            return Target.CLASSES
        if fit.criterion.truths is MINUS_OR_PLUS_ONE:
            return Target.SCORE
        labels = fit.criterion.truths is ZERO_OR_ONE or len(fit.data.classes) == 2
        if labels or (fit.model.link is Link.SIGMOID and ZERO_OR_ONE.holds(fit.data.y).all()):
            return Target.PROBABILITY
        return Target.NUMBER

    @property
    def is_plane(self) -> bool:
        return self.up is not None

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes; () for a target that is a number."""
        if self.fit.data.classes:
            return self.fit.data.classes
        match self.target:
            case Target.PROBABILITY:
                return "0", "1"
            case Target.SCORE:
                return ("-1", "1") if (self.fit.data.y < 0.0).any() else ("0", "1")
        return ()

    def class_of(self, y: npt.ArrayLike) -> Numbers:
        """The numbers of the classes, from 0, of targets as the data has them."""
        low = -1.0 if self.classes[:1] == ("-1",) else 0.0
        return np.where(np.asarray(y) <= low, 0, np.asarray(y)).astype(np.intp)

    def target_of(self, number: int) -> float:
        """The target, as the data has it, of the class with this number."""
        return -1.0 if number == 0 and self.classes[:1] == ("-1",) else float(number)

    @cached_property
    def numbers(self) -> Numbers:
        """The class of each sample, (n,); all 0 if there are none."""
        y = self.fit.data.y
        return self.class_of(y) if self.classes else np.zeros(len(y), np.intp)

    # Where it is

    @property
    def is_probability(self) -> bool:
        """Whether what goes up is the probability of the second class, and not only compared to its half."""
        return self.target is Target.PROBABILITY and (self.fit.model.link is Link.SIGMOID or self._has_logits)

    @property
    def rows(self) -> tuple[float, ...]:
        """How high the samples of each class stand; () where the target itself or a feature goes up."""
        if self.is_plane or self.target is Target.NUMBER:
            return ()
        if self.target is Target.CLASSES:
            return tuple(-ROW * (number + 1) for number in range(len(self.classes)))
        return (-1.0, 1.0) if self.target is Target.SCORE else (0.0, 1.0)

    @cached_property
    def places(self) -> tuple[Array, Array]:
        """The samples across and up, (n,) each."""
        data = self.fit.data
        if self.up is not None:
            return data.x[:, self.across], data.x[:, self.up]
        return data.x[:, self.across], np.array(self.rows)[self.numbers] if self.rows else data.y

    @cached_property
    def means(self) -> Array:
        """The mean of each feature, (k,)."""
        return np.asarray(self.fit.data.x.mean(axis=0))

    def features(self, x: npt.ArrayLike, y: npt.ArrayLike = 0.0) -> Array:
        """Features (..., k) at these places (...)."""
        x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
        features = np.broadcast_to(self.means, (*x.shape, len(self.means))).copy()
        features[..., self.across] = x
        if self.up is not None:
            features[..., self.up] = y
        return features

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of the features that stay at their mean."""
        return tuple(name for number, name in enumerate(self.fit.data.features)
                     if number not in (self.across, self.up))

    # What is predicted

    def told(self, predictions: Array) -> Array:
        """Predictions as they are shown: of scores that stand for probabilities, these."""
        if self.target is Target.PROBABILITY and self._has_logits:
            with np.errstate(over="ignore"):
                return 1.0 / (1.0 + np.exp(-predictions))
        return predictions

    def curve(self, point: Point, x: Array) -> Array:
        """What is predicted along the feature across, (m,), or (m, classes)."""
        return self.told(self.fit.predict(point, self.features(x)))

    def predicted(self, point: Point, rows: Numbers) -> Array:
        """What is predicted for these samples, (m,), or (m, classes)."""
        return self.told(self.fit.predict(point, self.fit.data.x[rows]))

    def shares(self, point: Point, features: Array) -> Array:
        """How much of each class there is, from 0 to 1, (..., classes)."""
        told = self.told(self.fit.predict(point, features))
        if self.target is Target.CLASSES:
            return told
        if self.target is Target.SCORE:
            told = (told + 1.0) / 2.0
        second = np.clip(told, 0.0, 1.0)
        return np.stack([1.0 - second, second], axis=-1)

    def borders(self, point: Point, features: Array) -> list[Array]:
        """Numbers (...) that are 0 where one class ends and another begins; () for a number."""
        if self.target is Target.NUMBER:
            return []
        scores = self.fit.scores(point, features)
        if self.target is Target.CLASSES:
            return [_border(scores, each) for each in range(scores.shape[-1] - 1)]
        score = scores[..., 0]
        is_score = self.target is Target.SCORE or self._has_logits or self.fit.model.link is Link.SIGMOID
        return [score if is_score else score - HALF]

    @property
    def _has_logits(self) -> bool:
        criterion = self.fit.criterion
        return (criterion.truths is ZERO_OR_ONE and criterion.predictions is ANY
                and self.fit.model.link is Link.NONE)


def _border(scores: Array, number: int) -> Array:
    """0 where a class ends and one with a greater number begins; nan far from where that can be."""
    before, here, after = scores[..., :number], scores[..., number], scores[..., number + 1:].max(axis=-1)
    if not number:
        return np.asarray(here - after)
    earlier = before.max(axis=-1)
    near = after >= earlier
    for axis in range(near.ndim):
        # One place further, so that lines meet.
        near = near | np.roll(near, 1, axis) | np.roll(near, -1, axis)
    return np.where(near, here - np.maximum(earlier, after), np.nan)
