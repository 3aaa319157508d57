"""The loss of a table: true values in the column `y_true`, predictions in `y_pred`."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from engine.criteria.criterion import Criterion
from engine.criteria.samples import Array, of_two, one_hot
from engine.errors import InputError, shown
from engine.tables.table import Table

TRUE: Final = "y_true"
PREDICTED: Final = "y_pred"


def value_of(criterion: Criterion, table: Table) -> float:
    """The loss of the predictions in a table; InputError names the row or sample that cannot be used.

    For a criterion over classes there is a column `y_pred_NAME` for each class, and `y_true` has the names
    (or there is a `y_true_NAME` for each as well); a lone `y_pred` is the probability of the second of two.
    """
    if criterion.by_class:
        value = criterion.value(*_over_classes(criterion, table))
    else:
        value = criterion.value(_numbers(table, TRUE), _numbers(table, PREDICTED))
    if not math.isfinite(value):
        raise InputError(f"{criterion.title} has no finite value for these numbers.")
    return value


def _numbers(table: Table, name: str) -> Array:
    return table.column(name).complete_numbers


def _over_classes(criterion: Criterion, table: Table) -> tuple[Array, Array]:
    """True values and predictions, (n, classes) each."""
    classes = _classes(table, PREDICTED)
    if not classes:
        return of_two(_numbers(table, TRUE), _numbers(table, PREDICTED), criterion.title)
    predictions = _columns(table, PREDICTED, classes)
    if TRUE not in table.names and set(_classes(table, TRUE)) == set(classes):
        return _columns(table, TRUE, classes), predictions
    true = table.column(TRUE)
    number = {name: place for place, name in enumerate(classes)}
    for row, text in zip(true.rows.tolist(), true.texts, strict=True):
        if text not in number:
            known = shown(", ".join(classes), longest=200)
            raise InputError(f"row {row:,}, column “{TRUE}”: “{shown(text)}” is none of the classes {known}.")
    labels = np.array([number[text] for text in true.texts], dtype=float)
    return one_hot(labels, len(classes), criterion.title), predictions


def _classes(table: Table, name: str) -> list[str]:
    """What stands behind `y_pred_` in the names of the columns."""
    return [each.removeprefix(f"{name}_") for each in table.names if each.startswith(f"{name}_")]


def _columns(table: Table, name: str, classes: list[str]) -> Array:
    return np.stack([_numbers(table, f"{name}_{each}") for each in classes], axis=1)
