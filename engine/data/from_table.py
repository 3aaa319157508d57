"""Data from a table: which columns are features, which one is the target, and what they lack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from engine.data.data import MOST_FEATURES, CsvColumns, Data, Origin
from engine.errors import InputError, shown
from engine.tables.reading import about_file, read_table
from engine.tables.table import MOST_CLASSES, Column, Table
from engine.work import Work, finished

SUGGESTED_FEATURES: Final = 2


def data_of(
    table: Table,
    x: Sequence[str],
    y: str,
    *,
    origin: Origin = None,
    drop_missing: bool = False,
    as_classes: bool = False,
) -> Data:
    """The samples that the columns `x` and `y` hold; rows with a gap are left out, or else refused.

    A target of texts becomes classes, one of numbers if `as_classes`. InputError names row and column.
    """
    return finished(
        making_data(table, x, y, origin=origin, drop_missing=drop_missing, as_classes=as_classes)
    )


def making_data(
    table: Table,
    x: Sequence[str],
    y: str,
    *,
    origin: Origin = None,
    drop_missing: bool = False,
    as_classes: bool = False,
) -> Work[Data]:
    """The same piece by piece."""
    check_columns(x, y)
    columns = [table.column(name) for name in (*x, y)]
    if drop_missing and (gaps := table.gaps((*x, y))).any():
        kept = ~gaps
        if not kept.any():
            raise InputError("No row has a value in each of the chosen columns.")
        rows = columns[0].rows[kept]
        for place, column in enumerate(columns):
            columns[place] = column.where(kept, rows)
            yield place / (2 * len(columns))
    samples = np.empty((len(columns[0]), len(x)), order="F")
    for place, column in enumerate(columns[:-1]):
        samples[:, place] = column.complete_numbers
        yield 0.5 + place / (2 * len(columns))
    target = columns[-1]
    classes: tuple[str, ...] = ()
    if has_classes(target, as_classes):
        target.check_complete()
        classes = target.classes
        values = target.labels.astype(float)
    else:
        values = target.complete_numbers
    # Data would make a copy of what can be changed.
    samples.flags.writeable = False
    yield 1.0
    return Data(samples, values, tuple(x), y, classes, origin)


def read_data(origin: CsvColumns) -> Data:
    """The samples of a file, read again; InputError names the file, and what is wrong with it."""
    table = read_table(origin.path, origin.dialect)
    try:
        return data_of(
            table, origin.x, origin.y, origin=origin,
            drop_missing=origin.drop_missing, as_classes=origin.as_classes,
        )  # fmt: skip
    except InputError as error:
        raise about_file(origin.path, error) from None


def check_columns(x: Sequence[str], y: str) -> None:
    """InputError if no samples have such features and such a target."""
    if not x:
        raise InputError("Choose at least one column as a feature.")
    if len(x) > MOST_FEATURES:
        raise InputError(f"{len(x):,} columns are chosen as features: at most {MOST_FEATURES} can be used.")
    for place, name in enumerate(x):
        if name in x[:place]:
            raise InputError(f"Column “{shown(name)}” is chosen twice as a feature.")
        if name == y:
            raise InputError(f"Column “{shown(name)}” cannot be a feature and the target as well.")


def has_classes(column: Column, as_classes: bool) -> bool:
    """Whether a target is made of classes: texts are, unless they are but a few among numbers."""
    if column.is_numeric or as_classes:
        return as_classes
    if column.holds_infinity:
        return False
    if len(column.kinds.texts) <= MOST_CLASSES + 1:
        return True
    return not _is_meant_as_numbers(column)


def suggested(table: Table) -> tuple[tuple[str, ...], str]:
    """Features and a target to begin with: the last column that can be a target, the first that are numbers.

    Where none holds numbers alone, those with a few texts among them are suggested, so that these are told.
    """
    usable = [column for column in table.columns if column.missing < len(column)]
    targets = [column.name for column in usable if column.is_numeric or _is_of_classes(column)]
    y = targets[-1] if targets else table.names[-1]
    others = [column for column in usable if column.name != y]
    x = [column.name for column in others if column.is_numeric]
    x = x or [column.name for column in others if _is_meant_as_numbers(column)]
    return tuple(x[:SUGGESTED_FEATURES]), y


def _is_of_classes(column: Column) -> bool:
    return 2 <= sum(map(bool, column.kinds.texts)) <= MOST_CLASSES


def _is_meant_as_numbers(column: Column) -> bool:
    return 2 * int(np.isinf(column.values).sum()) <= len(column)
