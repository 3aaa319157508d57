"""The bench: true values, predictions, and the criteria that say what these cost."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from engine.criteria import named_criterion
from engine.criteria.criterion import Criterion
from engine.criteria.samples import (
    MINUS_OR_PLUS_ONE,
    PREDICTION,
    PROBABILITY,
    TRUTH,
    WHOLE,
    ZERO_OR_ONE,
    Array,
    of_two,
)
from engine.errors import InputError

# A table that is read and edited by hand; more samples are data.
MOST_SAMPLES: Final = 1_000
MOST_CRITERIA: Final = 4
LARGEST: Final = sys.float_info.max


@dataclass(frozen=True, eq=False)
class Account:
    """What a criterion makes of n samples: the loss, and the part that each of them has in it.

    `pieces` (n,) are those of the criterion and `slopes` (n,) dL/dp, None where there is none to follow.
    `shares` and `pulls` (n,) are the parts of all pieces and of all slopes, by size; they sum to 1, or are 0.
    """

    value: float
    pieces: Array
    slopes: Array | None

    @cached_property
    def shares(self) -> Array:
        return _shares(self.pieces)

    @cached_property
    def pulls(self) -> Array:
        return np.zeros_like(self.pieces) if self.slopes is None else _shares(self.slopes)


@dataclass(frozen=True)
class Bench:
    """Samples and one to four criteria. Frozen and hashable: a change makes another bench.

    InputError says in one sentence what cannot be, and names the sample. Whether a criterion admits the
    samples is another question, which `account` answers: the others go on without it.
    """

    truths: tuple[float, ...]
    predictions: tuple[float, ...]
    criteria: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        for field, what in (("truths", TRUTH), ("predictions", PREDICTION)):
            object.__setattr__(self, field, _numbers(getattr(self, field), what))
        object.__setattr__(self, "criteria", tuple(self.criteria))
        truths, predictions = len(self.truths), len(self.predictions)
        if truths != predictions:
            raise InputError(
                f"There must be as many predictions as true values: {predictions:,} is not {truths:,}."
            )
        if not 1 <= truths <= MOST_SAMPLES:
            raise InputError(f"A bench has 1 to {MOST_SAMPLES:,} samples, not {truths:,}.")
        if not 1 <= len(self.criteria) <= MOST_CRITERIA:
            raise InputError(f"A bench has 1 to {MOST_CRITERIA} criteria, not {len(self.criteria)}.")

    def __len__(self) -> int:
        return len(self.truths)

    @cached_property
    def y(self) -> Array:
        """The true values (n,)."""
        return np.array(self.truths)

    @cached_property
    def p(self) -> Array:
        """The predictions (n,)."""
        return np.array(self.predictions)

    # Another bench

    def with_truth(self, sample: int, value: float) -> Bench:
        """The sample with this number, from 0, has another true value."""
        return self._replace(truths=_changed(self.truths, sample, value))

    def with_prediction(self, sample: int, value: float) -> Bench:
        """The sample with this number, from 0, is predicted otherwise."""
        return self._replace(predictions=_changed(self.predictions, sample, value))

    def with_sample(self, place: int, truth: float, prediction: float) -> Bench:
        """One more sample, in front of the one with this number."""
        truths, predictions = list(self.truths), list(self.predictions)
        truths.insert(place, truth)
        predictions.insert(place, prediction)
        return self.with_samples(truths, predictions)

    def without(self, samples: Collection[int]) -> Bench:
        """The samples with these numbers are left out."""
        kept = [number for number in range(len(self)) if number not in samples]
        if not kept:
            raise InputError("At least one sample has to stay.")
        return self.with_samples([self.truths[k] for k in kept], [self.predictions[k] for k in kept])

    def with_samples(self, truths: Iterable[float], predictions: Iterable[float]) -> Bench:
        """The same criteria with other samples."""
        return self._replace(truths=tuple(truths), predictions=tuple(predictions))

    def shifted(self, by: float) -> Bench:
        """Every prediction is higher by so much, within what the criteria take."""
        low, high = self.limits
        return self._replace(predictions=tuple(min(max(p + by, low), high) for p in self.predictions))

    def with_criterion(self, place: int, criterion: Criterion) -> Bench:
        """Another criterion in the place with this number; one past the last is one more."""
        return self._replace(criteria=(*self.criteria[:place], criterion, *self.criteria[place + 1 :]))

    def without_criterion(self, place: int) -> Bench:
        return self._replace(criteria=(*self.criteria[:place], *self.criteria[place + 1 :]))

    def suited_to(self, criterion: Criterion) -> Bench:
        """Samples of the examples that this criterion can be used with, and the same criteria."""
        return self.with_samples(*_samples_for(criterion))

    @property
    def is_example(self) -> bool:
        """Whether the samples are those of an example, so that nothing is lost with them."""
        return (self.truths, self.predictions) in (SEED_NUMBERS, SEED_LABELS, LOGITS, SCORES)

    # What it costs

    def account(self, criterion: Criterion) -> Account:
        """What these samples cost; InputError names the first that the criterion cannot be used with."""
        y, p = self._taken_by(criterion)
        checked_y, checked_p = criterion.samples(y, p)
        # Nothing is lost or gained below 0: no piece is -0.
        pieces = criterion.piece(checked_y, checked_p) + 0.0
        if not np.isfinite(pieces).all():
            sample = int(np.argmin(np.isfinite(pieces))) + 1
            raise InputError(f"{criterion.title} has no finite value for sample {sample}.")
        value = criterion.value(y, p)
        if not math.isfinite(value):
            raise InputError(f"{criterion.title} has no finite value for these samples.")
        if criterion.no_slope:
            return Account(value, pieces, None)
        slopes = criterion.slope(y, p)
        # The first of two classes loses what the second one wins.
        return Account(value, pieces, slopes[:, 1] - slopes[:, 0] if criterion.by_class else slopes)

    @property
    def limits(self) -> tuple[float, float]:
        """Lowest and highest prediction that every criterion takes which takes the present ones."""
        bounded = any(criterion.predictions is PROBABILITY for criterion in self.criteria)
        return (0.0, 1.0) if bounded and PROBABILITY.holds(self.p).all() else (-LARGEST, LARGEST)

    def _taken_by(self, criterion: Criterion) -> tuple[Array, Array]:
        return of_two(self.y, self.p, criterion.title) if criterion.by_class else (self.y, self.p)

    def _replace(self, **fields: Any) -> Bench:
        return dataclasses.replace(self, **fields)


def pieces_of(criterion: Criterion, y: Array, p: Array) -> tuple[Array, Array | None]:
    """The piece of each sample and its slope in the prediction, (n,), unchecked; nan where there is none."""
    if not criterion.by_class:
        pieces = criterion.piece(y, p)
        if criterion.no_slope:
            return pieces, None
        # A formula may have a slope where it has no value: 1/p is one for the logarithm of p below 0.
        return pieces, np.where(np.isnan(pieces), np.nan, criterion.piece_slope(y, p))
    truths, predictions = np.stack([1.0 - y, y], axis=1), np.stack([1.0 - p, p], axis=1)
    slopes = criterion.piece_slope(truths, predictions)
    return criterion.piece(truths, predictions), slopes[:, 1] - slopes[:, 0]


def _samples_for(criterion: Criterion) -> tuple[tuple[float, ...], tuple[float, ...]]:
    if criterion.predictions is PROBABILITY or criterion.truths is WHOLE:
        return SEED_LABELS
    if criterion.truths is ZERO_OR_ONE:
        return LOGITS
    return SCORES if criterion.truths is MINUS_OR_PLUS_ONE else SEED_NUMBERS


def _shares(values: Array) -> Array:
    sizes = np.abs(values)
    largest = sizes.max()
    if not 0.0 < largest < math.inf:
        return np.zeros_like(sizes)
    # Divided first, or the sum of large ones may be no number.
    return np.asarray(sizes / largest / (sizes / largest).sum())


def _numbers(values: Iterable[Any], what: str) -> tuple[float, ...]:
    numbers = tuple(map(float, values))
    for sample, value in enumerate(numbers, 1):
        if not math.isfinite(value):
            raise InputError(f"The {what} of sample {sample} must be a finite number, not {value}.")
    return numbers


def _changed(values: tuple[float, ...], place: int, value: float) -> tuple[float, ...]:
    return (*values[:place], value, *values[place + 1 :])


# The tutorial's two examples, and the second one as log-odds and as scores for classes -1 and 1.
SEED_NUMBERS: Final = ((3.0, -0.5, 2.0, 7.0, 4.0), (2.5, 0.0, 2.0, 8.0, 5.0))
SEED_LABELS: Final = ((1.0, 0.0, 0.0, 1.0), (0.9, 0.1, 0.2, 0.8))
LOGITS: Final = ((1.0, 0.0, 0.0, 1.0), (2.2, -2.2, -1.4, 1.4))
SCORES: Final = ((1.0, -1.0, -1.0, 1.0), (2.2, -2.2, -0.4, 0.4))

# Mean squared error: 0.5. Log loss: 0.164252033486018.
SEED_BENCH: Final = Bench(*SEED_NUMBERS, (named_criterion("mse"), named_criterion("mae")))
SEED_CLASSIFICATION: Final = Bench(*SEED_LABELS, (named_criterion("log_loss"), named_criterion("mse")))
EXAMPLES: Final = (SEED_BENCH, SEED_CLASSIFICATION)
