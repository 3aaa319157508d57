"""Reading a file of comma-separated values as a table."""

from __future__ import annotations

import os
from typing import Final

from engine.errors import InputError
from engine.files import read_file, shown_path
from engine.tables.dialect import Dialect, guessed
from engine.tables.encoding import beginning
from engine.tables.plain import plainly_read
from engine.tables.records import Records, read_by_rows
from engine.tables.table import Table, number_in
from engine.work import Work, finished

LARGEST_TABLE: Final = 512 * 2**20
# As many bytes of a file are enough for a preview.
PREVIEWED: Final = 1_000_000


def read_table(path: str | os.PathLike[str], dialect: Dialect | None = None) -> Table:
    """The table in a file; without a dialect it is guessed. InputError says in one sentence what is wrong."""
    content = read_file(path, largest=LARGEST_TABLE)
    try:
        return table_of(content, dialect)
    except InputError as error:
        raise about_file(path, error) from None


def about_file(path: str | os.PathLike[str], error: InputError) -> InputError:
    """What is wrong with the content of a file, with its name."""
    return InputError(f"{shown_path(path)}: {error}")


def table_of(content: bytes, dialect: Dialect | None = None) -> Table:
    """The table in the content of a file, all pieces of the work done at once."""
    return finished(reading(content, dialect))


def reading(content: bytes, dialect: Dialect | None = None) -> Work[Table]:
    """The same piece by piece.

    InputError says what is damaged, in which row and, where it is one value, in which column.
    """
    dialect = dialect or guessed(content)
    # The slow way begins anew where the quick one meets something that is no number.
    table = yield from plainly_read(content, dialect)
    if table is None:
        table = yield from read_by_rows(content, dialect)
    return table


def preview(content: bytes, dialect: Dialect | None = None, rows: int = 20) -> list[list[str]]:
    """The first rows as they are written, a header among them; those before the damage, if there is any.

    InputError says what is wrong where not even the first row can be read.
    """
    text = beginning(content[:PREVIEWED], is_whole=len(content) <= PREVIEWED)
    records = Records(text.encode(), dialect or guessed(content), "utf-8")
    found: list[list[str]] = []
    try:
        while len(found) < rows and (record := records.next(1)):
            found += record
    except InputError:
        if not found:
            raise
    return found


def holds_table(text: str) -> bool:
    """Whether a text looks like samples: two rows or more of two values or more, some of them numbers."""
    try:
        content = text[:PREVIEWED].encode()
        dialect = guessed(content)
        rows = [row for row in preview(content, dialect) if any(map(str.strip, row))]
    except InputError:
        return False
    numbers = [number_in(cell, dialect.decimal) for row in rows for cell in row]
    has_numbers = any(number is not None and number == number for number in numbers)
    return has_numbers and len(rows) > 1 and all(len(row) > 1 for row in rows)
