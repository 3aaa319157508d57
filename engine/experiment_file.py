"""Experiments as files: JSON, version 1, every field checked."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from engine.bench_file import BenchFields, bench_fields, read_bench
from engine.errors import InputError, shown
from engine.experiment import LARGEST_SEED, MOST_RACERS, MOST_STEPS, Experiment
from engine.field_faults import plainly
from engine.files import read_file, write_file
from engine.fit_file import FitFields, fit_fields, read_fit
from engine.fits.fit import Fit
from engine.losses import landscape as losses
from engine.losses.catalogue import named_landscape
from engine.losses.landscape import Landscape
from engine.losses.loss import Loss, Point
from engine.racer_file import check_names, named_point, racer_fields, read_racer

VERSION: Final = 1
LONGEST_NAME: Final = 100


class _Version(msgspec.Struct):
    fall_line: Any = None


class _Loss(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    name: str | None = None
    formula: str | None = None
    fit: FitFields | None = None
    view: dict[str, tuple[float, float]] | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    fall_line: int
    loss: _Loss
    racers: Annotated[list[dict[str, Any]], msgspec.Meta(min_length=1, max_length=MOST_RACERS)]
    start: dict[str, float] | None = None
    steps: Annotated[int, msgspec.Meta(ge=1, le=MOST_STEPS)] = 100
    seed: Annotated[int, msgspec.Meta(ge=0, le=LARGEST_SEED)] = 0
    bench: BenchFields | None = None


def load(path: str | os.PathLike[str]) -> Experiment:
    """The experiment in a file; InputError says in one sentence what is wrong with it, and where."""
    content = read_file(path)
    try:
        experiment = from_json(content, Path(os.path.abspath(path)).parent)
        # Tried now, so that what cannot be differentiated or computed is refused with its file.
        for run in experiment.runs():
            run.extend_to(1)
        return experiment
    except InputError as error:
        raise InputError(f"{shown(os.path.basename(path), LONGEST_NAME)}: {error}") from None


def save(experiment: Experiment, path: str | os.PathLike[str]) -> None:
    """Write an experiment to a file, which is replaced whole."""
    write_file(path, to_json(experiment, Path(os.path.abspath(path)).parent))


def to_json(experiment: Experiment, folder: Path | None = None) -> bytes:
    """The experiment as the content of a file in this folder; what has its default value is left out."""
    content = {
        "fall_line": VERSION,
        "loss": _loss_fields(experiment.loss, folder),
        "start": dict(zip(experiment.loss.parameters, experiment.start, strict=True)),
        "steps": experiment.steps,
        "seed": experiment.seed,
        "racers": [racer_fields(one, experiment.loss) for one in experiment.racers],
        **bench_fields(experiment.bench),
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def from_json(content: bytes, folder: Path | None = None) -> Experiment:
    """The experiment that the content of a file in this folder describes.

    InputError says what is wrong, and where.
    """
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        version = msgspec.json.decode(content, type=_Version).fall_line
        if version is None:
            raise InputError("This is not a Fall Line experiment: it has no field fall_line.")
        if not isinstance(version, int) or isinstance(version, bool):
            raise InputError("fall_line must be a whole number, the version of the file.")
        if version != VERSION:
            raise InputError(f"This file is of version {version}; this Fall Line reads version {VERSION}.")
        file = msgspec.json.decode(content, type=_File)
    except msgspec.ValidationError as error:
        raise InputError(plainly(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(_unreadable(str(error))) from None
    except RecursionError:
        raise InputError("This is not a Fall Line experiment: it is nested too deeply.") from None
    loss = _loss(file.loss, folder)
    return Experiment(
        loss=loss,
        start=_start(loss, file.start),
        racers=tuple(
            read_racer(fields, loss, f"racers[{place}]") for place, fields in enumerate(file.racers)
        ),
        steps=file.steps,
        seed=file.seed,
        bench=read_bench(file.bench),
    )


def _loss_fields(loss: Loss, folder: Path | None) -> dict[str, Any]:
    view = dict(zip(loss.parameters, loss.view, strict=True))
    match loss:
        case Fit():
            return {"fit": fit_fields(loss, folder), "view": view}
        case Landscape(name=""):
            return {"formula": loss.formula, "view": view}
    usual = named_landscape(loss.name).view
    return {"name": loss.name} if loss.view == usual else {"name": loss.name, "view": view}


def _loss(fields: _Loss, folder: Path | None) -> Loss:
    given = [name for name in ("name", "formula", "fit") if getattr(fields, name) is not None]
    if len(given) != 1:
        raise InputError("loss must have either a name, a formula or a fit.")
    loss = _named_or_typed(fields, given[0]) if fields.fit is None else read_fit(fields.fit, folder)
    if fields.view is None:
        return loss
    check_names("loss.view", loss, fields.view)
    try:
        return loss.seen_in(tuple(fields.view[name] for name in loss.parameters))
    except InputError as error:
        raise InputError(f"loss.view: {error}") from None


def _named_or_typed(fields: _Loss, field: str) -> Landscape:
    try:
        if fields.formula is not None:
            return losses.typed(fields.formula)
        return named_landscape(fields.name or "")
    except InputError as error:
        raise InputError(f"loss.{field}: {error}") from None


def _start(loss: Loss, start: dict[str, float] | None) -> Point:
    return loss.start if start is None else named_point("start", loss, start)


def _unreadable(message: str) -> str:
    if "truncated" in message:
        return "The file ends too early: a part of it is missing."
    if match := re.search(r"byte (\d+)", message):
        return f"This is not a Fall Line experiment: it is no longer JSON at byte {int(match[1]):,}."
    return "This is not a Fall Line experiment: it is not JSON."
