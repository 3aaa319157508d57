"""Data: samples with features and a target, as a value that can be compared and saved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np

from engine.errors import InputError
from engine.tables.dialect import Dialect
from engine.tables.table import MOST_CLASSES, Array

MOST_FEATURES: Final = 9


@dataclass(frozen=True)
class CsvColumns:
    """Where data was read from: columns of a file, rows with a gap left out if `drop_missing`."""

    path: Path
    x: tuple[str, ...]
    y: str
    dialect: Dialect | None = None
    drop_missing: bool = False
    # The target as classes although it is made of numbers.
    as_classes: bool = False


# The name of a built-in set, columns of a file, or None: then the samples themselves are saved.
Origin: TypeAlias = str | CsvColumns | None


@dataclass(frozen=True, eq=False)
class Data:
    """n samples: features `x` (n, k) and a target `y` (n,), read-only.

    Where `classes` has names, the target is one of them, and `y` its number from 0. Two are equal if they
    have the same samples, names and origin. InputError says what samples cannot be used.
    """

    x: Array
    y: Array
    features: tuple[str, ...]
    target: str = "y"
    classes: tuple[str, ...] = ()
    origin: Origin = None

    def __post_init__(self) -> None:
        x, y = _frozen(self.x), _frozen(self.y)
        if x.ndim != 2 or y.ndim != 1 or len(x) != len(y):
            raise InputError("Data needs a row of features and one target for each sample.")
        if not len(y):
            raise InputError("There are no samples: at least one is needed.")
        if not 1 <= x.shape[1] <= MOST_FEATURES:
            raise InputError(f"Data has 1 to {MOST_FEATURES} features, not {x.shape[1]}.")
        if x.shape[1] != len(self.features):
            raise InputError("Data needs a name for each feature.")
        for name, values in (*zip(self.features, x.T, strict=True), (self.target, y)):
            if not (finite := np.isfinite(values)).all():
                raise InputError(f"{name}: sample {int(np.argmin(finite)) + 1:,} is not a finite number.")
        if len(self.classes) > MOST_CLASSES:
            raise InputError(f"Data has at most {MOST_CLASSES} classes, not {len(self.classes):,}.")
        if self.classes and not (np.isin(y, np.arange(len(self.classes)))).all():
            raise InputError(f"The classes of the samples must be 0 to {len(self.classes) - 1}.")
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)

    def __len__(self) -> int:
        return len(self.y)

    @cached_property
    def _key(self) -> tuple[object, ...]:
        digest = hashlib.blake2b(self.x.tobytes())
        digest.update(self.y.tobytes())
        return digest.digest(), self.x.shape, self.features, self.target, self.classes, self.origin

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Data) and self._key == other._key)

    def __hash__(self) -> int:
        return hash(self._key)


def _frozen(values: Array) -> Array:
    """Numbers that nobody else can change, columns one after the other: a copy, or what is so already."""
    is_whole = isinstance(values, np.ndarray) and values.dtype == float and values.base is None
    if is_whole and values.flags.f_contiguous and not values.flags.writeable:
        return values
    copy = np.array(values, dtype=float, order="F")
    copy.flags.writeable = False
    return copy
