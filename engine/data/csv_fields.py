"""Columns of a file of comma-separated values as fields of an experiment's file, every one checked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from engine.data.data import CsvColumns
from engine.data.from_table import check_columns
from engine.errors import InputError
from engine.fields import check_known, text, truth
from engine.tables.dialect import DECIMALS, DELIMITERS, Dialect

FIELDS: Final = ("csv", "x", "y", "delimiter", "decimal", "header", "drop_missing", "classes")
# How the file is written; where none of them is given, it is guessed.
WRITTEN: Final = ("delimiter", "decimal", "header")


def csv_fields(origin: CsvColumns, folder: Path | None = None) -> dict[str, Any]:
    """The columns as fields; what has its default value is left out.

    The path is written from the folder of the experiment's file, where one is given and on the same disk.
    """
    fields: dict[str, Any] = {"csv": _written(origin.path, folder), "x": list(origin.x), "y": origin.y}
    if origin.dialect is not None:
        # Without it the dialect would be guessed.
        fields["delimiter"] = origin.dialect.delimiter
        if origin.dialect.decimal != ".":
            fields["decimal"] = origin.dialect.decimal
        if not origin.dialect.has_header:
            fields["header"] = False
    if origin.drop_missing:
        fields["drop_missing"] = True
    if origin.as_classes:
        fields["classes"] = True
    return fields


def read_csv_fields(fields: Mapping[str, Any], folder: Path | None = None) -> CsvColumns:
    """The columns that fields of a file in this folder describe; InputError says which field is wrong."""
    check_known(fields, FIELDS)
    for name in ("csv", "x", "y"):
        if name not in fields:
            raise InputError(f"{name} is missing.")
    path = text(fields["csv"], "csv")
    if not path or "\0" in path:
        raise InputError("csv is not the path of a file.")
    x, y = fields["x"], text(fields["y"], "y")
    if not isinstance(x, list):
        raise InputError("x must be a list of columns in [ ].")
    names = tuple(text(name, f"x[{place}]") for place, name in enumerate(x))
    try:
        check_columns(names, y)
    except InputError as error:
        raise InputError(f"x: {error}") from None
    return CsvColumns(
        Path(os.path.normpath(Path(folder or "") / path)),
        names,
        y,
        _dialect(fields),
        truth(fields.get("drop_missing", False), "drop_missing"),
        truth(fields.get("classes", False), "classes"),
    )


def _written(path: Path, folder: Path | None) -> str:
    if folder is None:
        return path.as_posix()
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.as_posix()


def _dialect(fields: Mapping[str, Any]) -> Dialect | None:
    if not any(name in fields for name in WRITTEN):
        return None
    usual = Dialect()
    delimiter = fields.get("delimiter", usual.delimiter)
    if delimiter not in DELIMITERS:
        raise InputError("delimiter must be a comma, a semicolon or a tab.")
    decimal = fields.get("decimal", usual.decimal)
    if decimal not in DECIMALS:
        raise InputError("decimal must be a point or a comma.")
    return Dialect(delimiter, decimal, truth(fields.get("header", usual.has_header), "header"))
