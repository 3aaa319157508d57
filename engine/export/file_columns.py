"""Columns of a file of comma-separated values, as lines of a script that reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from engine.criteria.criterion import TRUE
from engine.data.data import CsvColumns, Data
from engine.errors import shown
from engine.files import read_file
from engine.models.kinds import feature_names
from engine.tables.dialect import Dialect, guessed
from engine.tables.encoding import encoding_sought
from engine.tables.reading import LARGEST_TABLE, preview
from engine.tables.table import MISSING, column_names, number_in
from engine.work import finished

LONGEST_NAMES: Final = 60


def read_lines(data: Data, origin: CsvColumns, own: Mapping[str, str]) -> Iterator[str]:
    """Lines that read the columns of a file as features and true values; InputError if it is gone."""
    content = read_file(origin.path, largest=LARGEST_TABLE)
    encoding, dialect = finished(encoding_sought(content)), origin.dialect or guessed(content)
    yield f'with open({origin.path.as_posix()!r}, encoding="{encoding}", newline="") as file:'
    yield f"    table = csv.reader(file, delimiter={dialect.delimiter!r}, skipinitialspace=True)"
    yield "    table = [[cell.strip() for cell in row] for row in table]"
    yield "table = [row for row in table if any(row)]"
    names = (*origin.x, origin.y)
    first = next(row for row in preview(content, dialect) if any(map(str.strip, row)))
    every = column_names(first if dialect.has_header else None, len(first))
    if dialect.has_header:
        yield "header = table.pop(0)"
    yield f"places = {[every.index(name) for name in names]!r}  # {shown(', '.join(names), LONGEST_NAMES)}"
    yield "rows = [[row[place] for place in places] for row in table]"
    if origin.drop_missing:
        yield "# Without rows in which a value is missing"
        yield f"missing = {sorted(MISSING)!r}"
        yield "rows = [row for row in rows if all(cell.casefold() not in missing for cell in row)]"
    for place, name in enumerate(feature_names(len(origin.x))):
        yield f"{own[name]} = np.array([{_number(f'row[{place}]', dialect)} for row in rows])"
    yield from _target(data, dialect, own[TRUE])


def _target(data: Data, dialect: Dialect, name: str) -> Iterator[str]:
    number = _number("row[-1]", dialect)
    if not data.classes:
        yield f"{name} = np.array([{number} for row in rows])"
        return
    values = [number_in(text) for text in data.classes]
    if None in values:
        yield f"classes = {list(data.classes)!r}"
        yield f"{name} = np.array([classes.index(row[-1]) for row in rows], dtype=float)"
    else:
        yield f"classes = {values!r}"
        yield f"{name} = np.array([classes.index({number}) for row in rows], dtype=float)"


def _number(cell: str, dialect: Dialect) -> str:
    return f"float({cell})" if dialect.decimal == "." else f'float({cell}.replace("{dialect.decimal}", "."))'
