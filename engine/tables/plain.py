"""Reading a file that holds nothing but numbers, by numpy: no gaps, no quotes, no texts but the header."""

from __future__ import annotations

import io
from typing import Final

import numpy as np

from engine.tables.dialect import Dialect
from engine.tables.encoding import BYTE_ORDER_MARK
from engine.tables.table import MOST_COLUMNS, Array, Column, Table, column_names
from engine.work import Work

# Some 10 ms of work.
BYTES_AT_ONCE: Final = 500_000


def plainly_read(content: bytes, dialect: Dialect) -> Work[Table | None]:
    """The table of a plain file, piece by piece; None for a file that is not plain."""
    # Only places are counted: a copy of a large file would hold up whoever waits for a piece.
    start = len(BYTE_ORDER_MARK) if content.startswith(BYTE_ORDER_MARK) else 0
    stop = len(content)
    while stop > start and content[stop - 1] in b"\r\n":
        stop -= 1
    first = content[start : stop if (end := content.find(b"\n", start, stop)) < 0 else end]
    names = None
    if dialect.has_header:
        if not _is_plain(first):
            return None
        names = first.decode().split(dialect.delimiter)
        start = min(stop, start + len(first) + 1)
    width = first.count(dialect.delimiter.encode()) + 1
    if width > MOST_COLUMNS:
        return None
    blocks: list[Array] = []
    while start < stop:
        cut = content.find(b"\n", start + BYTES_AT_ONCE, stop)
        end = stop if cut < 0 else cut + 1
        numbers = _numbers(content[start:end], dialect, width)
        if numbers is None:
            return None
        blocks.append(numbers)
        start = end
        yield start / stop
    if not blocks:
        return None
    rows = np.arange(sum(map(len, blocks)), dtype=np.int64) + (2 if names else 1)
    columns = []
    for place, name in enumerate(column_names(names, width)):
        columns.append(Column(name, rows, np.concatenate([block[:, place] for block in blocks])))
        yield 1.0
    return Table(tuple(columns))


def _is_plain(header: bytes) -> bool:
    """Whether names can be cut apart at the delimiters."""
    line = header.removesuffix(b"\r")
    return line.isascii() and not any(mark in line for mark in (b'"', b"\r", b"\0")) and bool(line.strip())


def _numbers(block: bytes, dialect: Dialect, width: int) -> Array | None:
    """The numbers (rows, width) of whole lines; None if there is anything else in them."""
    separators = (dialect.delimiter + dialect.decimal).encode()
    if not block.strip() or block.translate(None, b"0123456789+-eE\r\n" + separators):
        return None
    if dialect.decimal != ".":
        block = block.replace(dialect.decimal.encode(), b".")
    try:
        # It skips an empty line, which the count of lines then tells.
        numbers = np.loadtxt(io.BytesIO(block), delimiter=dialect.delimiter, comments=None, ndmin=2)
    except ValueError:
        return None
    lines = block.count(b"\n") + (not block.endswith(b"\n"))
    return numbers if numbers.shape == (lines, width) and np.isfinite(numbers).all() else None
