"""Fits as fields of an experiment's file, every one checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import msgspec
import numpy as np

from engine.criterion_file import criterion_fields, read_criterion
from engine.data.csv_fields import csv_fields, read_csv_fields
from engine.data.data import CsvColumns, Data
from engine.data.from_table import read_data
from engine.data.sets import named_data
from engine.errors import InputError, shown
from engine.field_faults import plainly
from engine.fields import check_known, number, one_of, text
from engine.fits.fit import Fit
from engine.losses.loss import Box
from engine.models import named_model
from engine.models.kinds import feature_names
from engine.models.model import Model
from engine.models.typed import typed_model

Part = TypeVar("Part")

UNSCALED: Final = "none"
STANDARD: Final = "standard"
# More digits are not fit for a sentence.
LARGEST_BATCH: Final = 2**53


class FitFields(msgspec.Struct, forbid_unknown_fields=True):
    """The fields of a fit; a model or a criterion is a name, or an object with what differs."""

    data: dict[str, Any]
    model: str | dict[str, Any]
    criterion: str | dict[str, Any]
    batch: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_BATCH)] | None = None
    scale: str = UNSCALED
    l1: float = 0.0
    l2: float = 0.0


def fit_fields(fit: Fit, folder: Path | None) -> dict[str, Any]:
    """A fit as fields of a file in this folder; what has its default value is left out."""
    fields: dict[str, Any] = {
        "data": _data_fields(fit.data, folder),
        "model": _model_fields(fit.model),
        "criterion": criterion_fields(fit.criterion),
        "batch": fit.batch,
        "scale": STANDARD if fit.standardise else None,
        "l1": fit.l1 or None,
        "l2": fit.l2 or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def read_fit(fields: FitFields, folder: Path | None, view: Box = ()) -> Fit:
    """The fit that the fields describe; InputError says what is wrong, and where."""
    data = _within("loss.fit.data", lambda: _data(fields.data, folder))
    model = _within("loss.fit.model", lambda: _model(fields.model, data))
    criterion = read_criterion(fields.criterion, "loss.fit.criterion")
    if fields.scale not in (UNSCALED, STANDARD):
        raise InputError(f"loss.fit.scale must be {UNSCALED} or {STANDARD}, not “{shown(fields.scale)}”.")
    standardise = fields.scale == STANDARD
    return _within(
        "loss.fit",
        lambda: Fit(data, model, criterion, fields.batch, standardise, fields.l1, fields.l2, view),
    )


def _model_fields(model: Model) -> str | dict[str, Any]:
    if not model.name:
        return {"formula": model.text}
    return model.name if model.degree is None else {"name": model.name, "degree": model.degree}


def _model(fields: str | Mapping[str, Any], data: Data) -> Model:
    features = feature_names(data.x.shape[1])
    if isinstance(fields, str):
        return named_model(fields, features, len(data.classes))
    key = one_of(fields, ("name", "formula"), "it")
    written = text(fields[key], key)
    check_known(fields, ("name", "degree") if key == "name" else ("formula",))
    if key == "formula":
        return typed_model(written, features)
    degree = number(fields["degree"], "degree") if "degree" in fields else None
    return named_model(written, features, len(data.classes), degree)


def _data_fields(data: Data, folder: Path | None) -> dict[str, Any]:
    if isinstance(data.origin, str):
        return {"name": data.origin}
    if isinstance(data.origin, CsvColumns):
        return csv_fields(data.origin, folder)
    fields: dict[str, Any] = {"x": data.x.tolist()}
    if data.features != feature_names(data.x.shape[1]):
        fields["features"] = list(data.features)
    fields["y"] = [int(value) if data.classes else value for value in data.y.tolist()]
    if data.target != "y":
        fields["target"] = data.target
    if data.classes:
        fields["classes"] = list(data.classes)
    return fields


def _data(fields: Mapping[str, Any], folder: Path | None) -> Data:
    key = next((key for key in ("name", "csv", "x") if key in fields), None)
    match key:
        case "name":
            check_known(fields, ("name",))
            return named_data(text(fields["name"], "name"))
        case "csv":
            return read_data(read_csv_fields(fields, folder))
        case "x":
            return _samples(fields)
    raise InputError("it has the name of a set, a csv file, or the samples themselves as x and y.")


class _Samples(msgspec.Struct):
    x: list[list[float] | float]
    y: list[float]
    features: list[str] | None = None
    target: str = "y"
    classes: list[str] = msgspec.field(default_factory=list)


def _samples(fields: Mapping[str, Any]) -> Data:
    check_known(fields, _Samples.__struct_fields__)
    try:
        samples = msgspec.convert(fields, _Samples)
    except msgspec.ValidationError as error:
        raise InputError(plainly(str(error), "it")) from None
    if len(samples.x) != len(samples.y):
        raise InputError(f"x has {len(samples.x):,} samples and y {len(samples.y):,}: each needs both.")
    rows = [row if isinstance(row, list) else [row] for row in samples.x]
    width = len(rows[0]) if rows else 1
    for place, row in enumerate(rows, 1):
        if len(row) != width:
            raise InputError(f"x: sample {place:,} has {len(row)} features and the first one {width}.")
    names = feature_names(width) if samples.features is None else tuple(samples.features)
    for place, name in enumerate(samples.classes):
        if name in samples.classes[:place]:
            raise InputError(f"classes: “{shown(name)}” is there twice.")
    x = np.array(rows, dtype=float).reshape(len(rows), width)
    return Data(x, np.array(samples.y), names, samples.target, tuple(samples.classes))


def _within(where: str, part: Callable[[], Part]) -> Part:
    """What is read, or the InputError with its place."""
    try:
        return part()
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
