"""Samples as text on their way from and to a spreadsheet."""

from __future__ import annotations

from typing import Final

import numpy as np

from engine.bench import MOST_SAMPLES, Bench
from engine.criteria.columns import PREDICTED, TRUE
from engine.errors import InputError
from engine.formula.notation import number_text
from engine.tables.reading import table_of
from engine.tables.table import Column, Table

# More than any table of so many samples has.
LONGEST_TEXT: Final = 1_000_000


def pasted_samples(text: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """True values and predictions from two columns, with or without names.

    Of more columns those count that are called `y_true` and `y_pred`, or else the first two. InputError names
    row and column of what cannot be used.
    """
    if len(text) > LONGEST_TEXT:
        raise InputError(f"This is too much text for {MOST_SAMPLES:,} samples.")
    if not text.strip():
        raise InputError("There is no text to paste.")
    # What a copy cannot hold as a character is no number either.
    table = table_of(text.encode(errors="replace"))
    if len(table) > MOST_SAMPLES:
        raise InputError(f"There are {len(table):,} rows: a bench has at most {MOST_SAMPLES:,} samples.")
    truths, predictions = (np.asarray(column.complete_numbers).tolist() for column in _columns(table))
    return tuple(truths), tuple(predictions)


def samples_text(bench: Bench, samples: range | list[int]) -> str:
    """These samples, as a spreadsheet takes them: two columns with a tab between them, under their names."""
    rows = [f"{number_text(bench.truths[k])}\t{number_text(bench.predictions[k])}" for k in samples]
    return "\n".join([f"{TRUE}\t{PREDICTED}", *rows, ""])


def _columns(table: Table) -> tuple[Column, Column]:
    if TRUE in table.names and PREDICTED in table.names:
        return table.column(TRUE), table.column(PREDICTED)
    if len(table.columns) < 2:
        raise InputError("Two columns are needed: the true values, and the predictions beside them.")
    return table.columns[0], table.columns[1]
