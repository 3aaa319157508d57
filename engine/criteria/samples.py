"""Samples on their way into a criterion: true values and predictions, looked at before they are used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.errors import InputError
from engine.formula.notation import number_text

Array: TypeAlias = npt.NDArray[np.float64]

# Probabilities that were rounded to two or three digits still count as summing to 1.
ROUNDING: Final = 0.01


@dataclass(frozen=True)
class Range:
    """The numbers that a true value or a prediction may be; `words` go on from "it must be"."""

    words: str
    holds: Callable[[Array], npt.NDArray[np.bool_]]


ANY: Final = Range("any number", lambda x: np.isfinite(x))
NOT_ZERO: Final = Range("a number other than 0", lambda x: x != 0.0)
WHOLE: Final = Range("a whole number", lambda x: x == np.floor(x))
ZERO_OR_ONE: Final = Range("0 or 1", lambda x: (x == 0.0) | (x == 1.0))
MINUS_OR_PLUS_ONE: Final = Range("-1 or 1", lambda x: np.abs(x) == 1.0)
CLASS: Final = Range("a class 0, 1, … or a probability", lambda x: x >= 0.0)
PROBABILITY: Final = Range("a number from 0 to 1", lambda x: (x >= 0.0) & (x <= 1.0))

TRUTH: Final = "true value"
PREDICTION: Final = "prediction"


def checked(values: npt.ArrayLike, what: str, allowed: Range, title: str, shapes: tuple[int, ...]) -> Array:
    """The values as floats, each of them allowed; InputError names the first sample that is not.

    `shapes` are the numbers of axes that they may have; the first axis is that of the samples.
    """
    numbers = _numbers(values, what)
    if numbers.ndim not in shapes:
        many = "or one row per sample" if 2 in shapes else "one per sample"
        raise InputError(f"The {what}s must be a list of numbers, {many}.")
    if not numbers.size:
        raise InputError(f"There are no {what}s: at least one sample is needed.")
    if not np.isfinite(numbers).all():
        sample, value = _first(numbers, ~np.isfinite(numbers))
        fault = "is missing or not a number" if value != value else "is infinite"
        raise InputError(f"The {what} of sample {sample} {fault}.")
    if not (fits := allowed.holds(numbers)).all():
        sample, value = _first(numbers, ~fits)
        raise InputError(
            f"{title}: the {what} of sample {sample} must be {allowed.words}, not {number_text(value)}."
        )
    return numbers


def paired(truths: Array, predictions: Array) -> None:
    """See that there are as many true values as predictions."""
    if len(truths) != len(predictions):
        raise InputError(
            f"There are {_counted(truths, TRUTH)} and {_counted(predictions, PREDICTION)}: "
            "each sample needs one of both."
        )


def distributions(values: Array, what: str, title: str) -> Array:
    """Probabilities (n, classes), each row of which sums to 1."""
    if values.shape[1] < 2:
        raise InputError(f"{title} needs a {what} for each of two or more classes.")
    sums = values.sum(axis=1)
    if (wrong := np.abs(sums - 1.0) > ROUNDING).any():
        sample, total = _first(sums, wrong)
        raise InputError(
            f"{title}: the {what}s of sample {sample} must sum to 1 over the classes, not to {total:.6g}."
        )
    return values


def of_two(y: npt.ArrayLike, p: npt.ArrayLike, title: str) -> tuple[Array, Array]:
    """Probabilities (n, 2) of two classes, where y and p (n,) are those of the second one."""
    taken = checked(y, TRUTH, PROBABILITY, title, (1,)), checked(p, PREDICTION, PROBABILITY, title, (1,))
    truths, predictions = (np.stack([1.0 - each, each], axis=1) for each in taken)
    return truths, predictions


def one_hot(labels: Array, classes: int, title: str) -> Array:
    """Labels 0, 1, ... (n,) as probabilities (n, classes): 1 for the class of the sample."""
    known = WHOLE.holds(labels) & (labels >= 0.0) & (labels < classes)
    if not known.all():
        sample, label = _first(labels, ~known)
        raise InputError(
            f"{title}: the {TRUTH} of sample {sample} must be a class from 0 to {classes - 1}, "
            f"not {number_text(label)}."
        )
    rows: Array = np.eye(classes)[labels.astype(int)]
    return rows


def _numbers(values: npt.ArrayLike, what: str) -> Array:
    try:
        given: npt.NDArray[Any] = np.asarray(values)
        if given.dtype.kind in "biuf":
            return given.astype(float)
        if given.dtype.kind == "O":
            return np.array(given.tolist(), dtype=float)
    except (TypeError, ValueError, OverflowError):
        pass
    raise InputError(f"The {what}s must be numbers, one per sample.")


def _first(values: Array, wrong: npt.NDArray[np.bool_]) -> tuple[int, float]:
    """The first sample that is wrong, counted from 1, and its value."""
    place = np.unravel_index(int(np.argmax(wrong)), values.shape)
    return int(place[0]) + 1, float(values[place])


def _counted(values: Array, what: str) -> str:
    return f"{len(values):,} {what}{'' if len(values) == 1 else 's'}"
