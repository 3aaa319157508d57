"""Reading a file row by row: gaps, quotes and texts are understood, and a complaint says where."""

from __future__ import annotations

import csv
import gc
import io
import math
from array import array
from collections.abc import Sequence
from itertools import islice
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.errors import InputError
from engine.tables.dialect import Dialect
from engine.tables.encoding import encoding_sought
from engine.tables.table import MOST_COLUMNS, Array, Column, Kinds, Table, column_names, number_in, numbers_of
from engine.work import Work

# Some 10 ms of work.
ROWS_AT_ONCE: Final = 8_000
# Turning texts into columns is this share of all work.
CONVERTING: Final = 0.4

Cells: TypeAlias = tuple[str, ...]


class Records:
    """The rows of a file as lists of texts, and how much of it has been read."""

    def __init__(self, content: bytes, dialect: Dialect, encoding: str) -> None:
        self._size = len(content)
        self._bytes = io.BytesIO(content)
        lines = io.TextIOWrapper(self._bytes, encoding=encoding, newline="")
        self._reader = csv.reader(lines, delimiter=dialect.delimiter, skipinitialspace=True, strict=True)

    @property
    def share(self) -> float:
        return self._bytes.tell() / self._size

    def next(self, most: int) -> list[list[str]]:
        """The next rows, none at the end; InputError where the quotes make no sense."""
        try:
            return list(islice(self._reader, most))
        except csv.Error as error:
            raise InputError(_damage(str(error), self._reader.line_num)) from None


def _damage(message: str, line: int) -> str:
    """The sentence for what the csv module found."""
    if "unexpected end of data" in message:
        return "A quotation mark is opened and never closed."
    if "field larger than" in message:
        return f"line {line:,}: a value is far too long; is a quotation mark never closed?"
    if "expected after" in message:
        return f"line {line:,}: after a closing quotation mark only a delimiter may follow."
    return f"line {line:,} cannot be read: {message}."


class _Gathering:
    """The cells of each column in blocks, and the rows of the file that they stand in."""

    def __init__(self, has_header: bool) -> None:
        self.names: list[str] | None = None
        self.cells: list[list[Cells]] = []
        self.rows: list[npt.NDArray[np.int64]] = []
        self._has_header = has_header
        self._count = 0

    def take(self, records: list[list[str]]) -> bool:
        """Take the next rows; whether there are any."""
        rows = np.arange(self._count + 1, self._count + 1 + len(records), dtype=np.int64)
        self._count += len(records)
        columns = self._whole_columns(records)
        if not columns:
            # Rows without any value are what spreadsheets leave at the end.
            filled = [place for place, record in enumerate(records) if any(map(str.strip, record))]
            kept = [place for place in filled if self._is_kept(records[place], int(rows[place]))]
            rows = rows[kept]
            columns = list(zip(*(records[place][: len(self.cells)] for place in kept), strict=True))
        if columns:
            for blocks, block in zip(self.cells, columns, strict=True):
                blocks.append(block)
            self.rows.append(rows)
        return bool(records)

    def _whole_columns(self, records: Sequence[list[str]]) -> list[Cells]:
        """The columns of rows that have all values, as most have; none of others."""
        if self.cells and set(map(len, records)) == {len(self.cells)}:
            columns = list(zip(*records, strict=True))
            return columns if all(columns[0]) else []
        return []

    def _is_kept(self, record: list[str], row: int) -> bool:
        """Whether a row has values; the header has names instead."""
        if not self.cells:
            if self._has_header and self.names is None:
                self.names = record = _without_empty_end(record)
            if len(record) > MOST_COLUMNS:
                raise InputError(f"The table has {len(record):,} columns: at most {MOST_COLUMNS:,} are read.")
            self.cells = [[] for _ in record]
            if self.names:
                return False
        width = len(self.cells)
        if len(record) < width or any(map(str.strip, record[width:])):
            values = "is 1 value" if len(record) == 1 else f"are {len(record)} values"
            whose = "the header" if self.names else "the first row"
            raise InputError(f"row {row:,}: there {values}, but {whose} has {width}.")
        return True


def _without_empty_end(record: list[str]) -> list[str]:
    return record[: 1 + max(place for place, cell in enumerate(record) if cell.strip())]


def read_by_rows(content: bytes, dialect: Dialect) -> Work[Table]:
    """The table of a file, piece by piece; InputError says what is damaged, and where."""
    encoding = yield from encoding_sought(content)
    records = Records(content, dialect, encoding)
    gathered = _Gathering(dialect.has_header)
    while _go_on(records, gathered):
        yield (1 - CONVERTING) * records.share
    if not gathered.rows:
        raise InputError("There is a header and no rows." if gathered.names else "There are no rows.")
    rows = np.concatenate(gathered.rows)
    width = len(gathered.cells)
    columns = []
    for place, name in enumerate(column_names(gathered.names, width)):
        blocks, gathered.cells[place] = gathered.cells[place], []
        column = yield from _column(name, rows, blocks, dialect.decimal, (place, width))
        columns.append(column)
    return Table(tuple(columns))


def _go_on(records: Records, gathered: _Gathering) -> bool:
    """Read the next block; whether there was one."""
    # Its lists die here: looking through them for cycles would take as long as reading them.
    collects = gc.isenabled()
    gc.disable()
    try:
        return gathered.take(records.next(ROWS_AT_ONCE))
    finally:
        if collects:
            gc.enable()
            # Looks at the new columns, which then are left alone: they hold nothing but texts.
            gc.collect(0)


def _column(
    name: str, rows: npt.NDArray[np.int64], blocks: list[Cells], decimal: str, part: tuple[int, int]
) -> Work[Column]:
    """A column of numbers, or else one of texts, piece by piece; `part` is its number, and that of all."""
    floats: list[Array] = []
    for place, cells in enumerate(blocks):
        numbers = numbers_of(cells, decimal)
        if numbers is None:
            break
        floats.append(numbers)
        yield 1 - CONVERTING * (1 - (part[0] + place / len(blocks)) / part[1])
    else:
        # A million texts are not let go of at once.
        while blocks:
            del blocks[-20:]
            yield 1 - CONVERTING * (1 - (part[0] + 1) / part[1])
        return Column(name, rows, np.concatenate(floats))
    found = _Found(decimal)
    codes = []
    for place, cells in enumerate(blocks):
        codes.append(np.fromiter(map(found.__getitem__, cells), dtype=np.int64, count=len(cells)))
        blocks[place] = ()
        # Going back to the first block is no step back.
        share = max(place, len(floats)) / len(blocks)
        yield 1 - CONVERTING * (1 - (part[0] + share) / part[1])
    kinds = found.kinds
    yield 1 - CONVERTING * (1 - (part[0] + 1) / part[1])
    return Column(name, rows, None, kinds, np.concatenate(codes))


class _Found(dict[str, int]):
    """The place of each text that was met among the kinds of a column, as it was written."""

    def __init__(self, decimal: str) -> None:
        super().__init__()
        self._decimal = decimal
        self._texts: list[str] = []
        self._numbers = array("d")

    def __missing__(self, cell: str) -> int:
        number = number_in(cell, self._decimal)
        text = "" if number is not None and math.isnan(number) else cell.strip()
        if (place := self.get(text)) is None:
            place = self[text] = len(self._texts)
            self._texts.append(text)
            self._numbers.append(math.inf if number is None else number)
        self[cell] = place
        return place

    @property
    def kinds(self) -> Kinds:
        return Kinds(tuple(self._texts), np.array(self._numbers))
