"""Data with one sample more, less or changed: no longer those of a file or a set, so of no origin."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.data.data import Data
from engine.errors import InputError


def moved(data: Data, sample: int, x: Sequence[float], y: float) -> Data:
    """The sample with this number, from 0, gets these features (k,) and this target."""
    features, targets = data.x.copy(), data.y.copy()
    features[sample], targets[sample] = x, y
    return _with(data, features, targets)


def added(data: Data, x: Sequence[float], y: float) -> Data:
    """One sample more, at the end, with these features (k,) and this target."""
    return _with(data, np.vstack([data.x, x]), np.append(data.y, y))


def removed(data: Data, sample: int) -> Data:
    """One sample less; InputError if it is the only one."""
    if len(data) == 1:
        raise InputError("The last sample has to stay: without samples there is no loss.")
    return _with(data, np.delete(data.x, sample, axis=0), np.delete(data.y, sample))


def is_near(data: Data, other: Data) -> bool:
    """Whether at most one sample was moved, added or removed between the two."""
    if (data.features, data.target, data.classes) != (other.features, other.target, other.classes):
        return False
    shorter = min(len(data), len(other))
    if max(len(data), len(other)) - shorter > 1:
        return False
    rows, others = np.column_stack([data.x, data.y]), np.column_stack([other.x, other.y])
    differs_after = (rows[:shorter] != others[:shorter]).any(axis=1)
    differs_before = (rows[len(rows) - shorter :] != others[len(others) - shorter :]).any(axis=1)[::-1]
    same_after, same_before = (int(differs.argmax()) if differs.any() else shorter
                               for differs in (differs_after, differs_before))
    return same_after + same_before >= max(len(data), len(other)) - 1


def _with(data: Data, x: np.ndarray, y: np.ndarray) -> Data:
    return Data(x, y, data.features, data.target, data.classes)
