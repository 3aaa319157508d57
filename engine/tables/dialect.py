"""How a file of comma-separated values is written: a guess, for a person to confirm."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from engine.tables.encoding import beginning
from engine.tables.table import is_missing, number_in

# A semicolon before a comma: with decimal commas, a file has as many of both.
DELIMITERS: Final = ("\t", ";", ",")
DECIMALS: Final = (".", ",")
# Rows and characters that a guess looks at.
SAMPLE_ROWS: Final = 200
SAMPLE_LENGTH: Final = 200_000

DECIMAL_COMMA: Final = re.compile(r"[+-]?\d*,\d+([eE][+-]?\d+)?", re.ASCII)
DECIMAL_POINT: Final = re.compile(r"[+-]?\d*\.\d+([eE][+-]?\d+)?", re.ASCII)

@dataclass(frozen=True)
class Dialect:
    """What separates values, what the decimal sign is, and whether the first row has the names."""

    delimiter: str = ","
    decimal: str = "."
    has_header: bool = True


def guessed(content: bytes) -> Dialect:
    """The dialect that a file seems to be written in, by its beginning; InputError if that is no text."""
    text = beginning(content[: 4 * SAMPLE_LENGTH], is_whole=len(content) <= 4 * SAMPLE_LENGTH)
    lines = text[:SAMPLE_LENGTH].splitlines()
    # The last line may have been cut off.
    lines = lines[: -1 if len(text) > SAMPLE_LENGTH and len(lines) > 1 else None]
    if _is_one_column_of_decimal_commas(lines):
        return Dialect(";", ",")
    delimiter = _delimiter(lines)
    rows = _rows(lines, delimiter)
    decimal = _decimal(rows) if delimiter != "," else "."
    return Dialect(delimiter, decimal, _has_header(rows, decimal))


def _is_one_column_of_decimal_commas(lines: Sequence[str]) -> bool:
    """Whether a name without a comma stands above numbers with one."""
    filled = [line.strip() for line in lines if line.strip()]
    return len(filled) > 1 and "," not in filled[0] and all(map(DECIMAL_COMMA.fullmatch, filled[1:]))


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    try:
        return [row for row in islice(reader, SAMPLE_ROWS) if any(map(str.strip, row))]
    except csv.Error:
        return []


def _delimiter(lines: Sequence[str]) -> str:
    """The one that cuts the most rows into the same number of values, more than one."""
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        widths = Counter(map(len, _rows(lines, delimiter)))
        if widths:
            width, count = widths.most_common(1)[0]
            share = count / widths.total()
            if width > 1 and share > most:
                best, most = delimiter, share
    return best


def _decimal(rows: Sequence[Sequence[str]]) -> str:
    cells = [cell.strip() for row in rows for cell in row]
    commas, points = (sum(1 for cell in cells if sign.fullmatch(cell))
                      for sign in (DECIMAL_COMMA, DECIMAL_POINT))  # fmt: skip
    return "," if commas > points else "."


def _has_header(rows: Sequence[Sequence[str]], decimal: str) -> bool:
    """Names are not numbers."""
    return not rows or all(number_in(cell, decimal) is None or is_missing(cell) for cell in rows[0])
