"""A table: named columns of numbers or texts, with the places where a value is missing."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.errors import InputError, shown
from engine.formula.notation import number_text

Array: TypeAlias = npt.NDArray[np.float64]

# What people and programs write where they have no value.
MISSING: Final = frozenset({"", "na", "n/a", "#n/a", "<na>", "nan", "null", "?"})
NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
INFINITE: Final = re.compile(r"[+-]?inf(inity)?", re.IGNORECASE)
MOST_COLUMNS: Final = 1_000
# As many classes as can still be told apart by colour and marker.
MOST_CLASSES: Final = 20


def is_missing(text: str) -> bool:
    return text.strip().casefold() in MISSING


def number_in(text: str, decimal: str = ".") -> float | None:
    """The number that a cell holds: nan for a missing value, None for anything else."""
    text = text.strip()
    if decimal != ".":
        # A point in front of three digits would be a thousands separator: not guessed at.
        text = text.translate({ord("."): " ", ord(decimal): "."})
    if NUMBER.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else None
    return math.nan if is_missing(text) else None


@dataclass(frozen=True, eq=False)
class Kinds:
    """The different texts of a column, a gap as the empty one.

    `numbers` (k,) are the numbers that they stand for: nan for a gap, and infinity for what is no number.
    """

    texts: tuple[str, ...]
    numbers: Array


@dataclass(frozen=True, eq=False)
class Column:
    """A column; `rows` are the rows of the file that its values stand in, counted from 1 as spreadsheets do.

    One that holds nothing but numbers and gaps has `floats` (n,), with nan for a gap; any other has `kinds`,
    its different texts, and `codes` (n,), the place of each value among them.
    """

    name: str
    rows: npt.NDArray[np.int64]
    floats: Array | None = None
    kinds: Kinds = Kinds((), np.empty(0))
    codes: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_numeric(self) -> bool:
        return self.floats is not None

    @cached_property
    def values(self) -> Array:
        """The values as numbers (n,): nan for a gap, and infinity for what is no number."""
        return self.kinds.numbers[self.codes] if self.floats is None else self.floats

    @property
    def holds_infinity(self) -> bool:
        """Whether it would be one of numbers, if some of them were not infinite."""
        pairs = zip(self.kinds.texts, self.kinds.numbers.tolist(), strict=True)
        words = [text for text, number in pairs if math.isinf(number)]
        return bool(words) and all(INFINITE.fullmatch(word.strip()) for word in words)

    @cached_property
    def gaps(self) -> npt.NDArray[np.bool_]:
        """Where a value is missing, (n,)."""
        return np.isnan(self.values)

    @property
    def missing(self) -> int:
        """How many values are missing."""
        return int(self.gaps.sum())

    @property
    def numbers(self) -> Array:
        """The values (n,), nan for a gap; InputError names the first row that holds no number."""
        if self.floats is not None:
            return self.floats
        # There is one, or the column would be one of numbers.
        place = int(np.argmax(np.isinf(self.values)))
        cell = self.kinds.texts[self.codes[place]]
        raise InputError(f"{self._place(place)}: “{shown(cell)}” {_fault(cell)}.")

    @property
    def complete_numbers(self) -> Array:
        """The same where no value may be missing; InputError names the first row with a gap."""
        numbers = self.numbers
        self.check_complete("a number")
        return numbers

    def check_complete(self, what: str = "a value") -> None:
        """InputError names the first row with a gap, and what is missing there."""
        if self.missing:
            raise InputError(f"{self._place(int(np.argmax(self.gaps)))}: {what} is missing.")

    @property
    def texts(self) -> tuple[str, ...]:
        """The values as texts, a number as its shortest one, a gap as the empty one."""
        if self.floats is not None:
            return tuple("" if value != value else number_text(value) for value in self.floats.tolist())
        return tuple(map(self.kinds.texts.__getitem__, self.codes.tolist()))

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The different values, sorted; InputError if they are too many to be classes, or fewer than two."""
        texts = [text for text in self.kinds.texts if text]
        numbers = [] if self.floats is None else np.unique(self.floats[~self.gaps]).tolist()
        found = texts or numbers
        if not 2 <= len(found) <= MOST_CLASSES:
            raise InputError(
                f"Column “{shown(self.name)}” has {len(found):,} different "
                f"value{'' if len(found) == 1 else 's'}: classes are 2 to {MOST_CLASSES}."
            )
        return tuple(sorted(texts) or map(number_text, numbers))

    @property
    def labels(self) -> npt.NDArray[np.int64]:
        """The number of each value's class (n,), counted from 0; -1 for a gap."""
        number = {"": -1, **{name: place for place, name in enumerate(self.classes)}}
        if self.floats is None:
            return np.array([number[text] for text in self.kinds.texts], dtype=np.int64)[self.codes]
        places = np.searchsorted(np.unique(self.floats[~self.gaps]), self.floats)
        return np.where(self.gaps, -1, places).astype(np.int64)

    def where(self, chosen: npt.NDArray[np.bool_], rows: npt.NDArray[np.int64]) -> Column:
        """The values that are chosen, and the rows that they stand in."""
        if self.floats is not None:
            return replace(self, rows=rows, floats=self.floats[chosen])
        values = self.values[chosen]
        # What was no number may be among the rows that are left out.
        if not np.isinf(values).any():
            return Column(self.name, rows, values)
        codes = self.codes[chosen]
        kept = np.bincount(codes, minlength=len(self.kinds.texts)) > 0
        kinds = Kinds(tuple(compress(self.kinds.texts, kept)), self.kinds.numbers[kept])
        return Column(self.name, rows, None, kinds, (np.cumsum(kept) - 1)[codes])

    def _place(self, position: int) -> str:
        return f"row {self.rows[position]:,}, column “{shown(self.name)}”"


def column_names(written: Sequence[str] | None, width: int) -> list[str]:
    """A name for each column: from the header, or its number where that has none."""
    names = [name.strip() or f"column {place + 1}" for place, name in enumerate(written or [""] * width)]
    name, count = Counter(names).most_common(1)[0]
    if count > 1:
        raise InputError(f"{count} columns are called “{shown(name)}”: give each a name of its own.")
    return names


def numbers_of(cells: Sequence[str], decimal: str = ".") -> Array | None:
    """The numbers in these cells, nan for a gap; None if there is anything else in one of them."""
    joined = "".join(cells)
    if re.fullmatch(rf"[0-9+\-eE {re.escape(decimal)}]*", joined):
        plain = cells if decimal == "." else [cell.replace(decimal, ".") for cell in cells]
        try:
            floats = np.array([float(cell) if cell else math.nan for cell in plain])
        except ValueError:
            return None
        return None if np.isinf(floats).any() else floats
    found = [number_in(cell, decimal) for cell in cells]
    return None if None in found else np.array(found, dtype=float)


def _fault(cell: str) -> str:
    if INFINITE.fullmatch(cell.strip()):
        return "is not a finite number"
    return "is too large for a number" if NUMBER.fullmatch(cell.strip()) else "is not a number"


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of one length, each with a name of its own."""

    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def __len__(self) -> int:
        return len(self.columns[0])

    def column(self, name: str) -> Column:
        """The column of this name; InputError names those there are."""
        for column in self.columns:
            if column.name == name:
                return column
        known = shown(", ".join(self.names), longest=200)
        raise InputError(f"There is no column “{shown(name)}”; the columns are {known}.")

    def missing(self, names: Iterable[str]) -> int:
        """How many rows lack a value in one or more of these columns."""
        return int(self.gaps(names).sum())

    def gaps(self, names: Iterable[str]) -> npt.NDArray[np.bool_]:
        """The rows that lack a value in one or more of these columns, (n,)."""
        gaps = np.zeros(len(self), dtype=bool)
        for name in names:
            gaps |= self.column(name).gaps
        return gaps
