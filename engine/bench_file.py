"""The bench as a field of an experiment's file."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from engine.bench import MOST_CRITERIA, MOST_SAMPLES, SEED_BENCH, Bench
from engine.criterion_file import criterion_fields, read_criterion
from engine.errors import InputError

Samples = Annotated[list[float], msgspec.Meta(min_length=1, max_length=MOST_SAMPLES)]
Criteria = Annotated[list[Any], msgspec.Meta(min_length=1, max_length=MOST_CRITERIA)]


class BenchFields(msgspec.Struct, forbid_unknown_fields=True):
    """What a file says of a bench, checked for its kind."""

    y_true: Samples
    y_pred: Samples
    criteria: Criteria


def bench_fields(bench: Bench) -> dict[str, Any]:
    """The field of a file and its content; nothing for the bench that there is without it."""
    if bench == SEED_BENCH:
        return {}
    criteria = [criterion_fields(criterion) for criterion in bench.criteria]
    return {"bench": {"y_true": bench.truths, "y_pred": bench.predictions, "criteria": criteria}}


def read_bench(fields: BenchFields | None) -> Bench:
    """The bench that a file describes; InputError says what is wrong with it, and where."""
    if fields is None:
        return SEED_BENCH
    criteria = [
        read_criterion(content, f"bench.criteria[{place}]") for place, content in enumerate(fields.criteria)
    ]
    try:
        return Bench(tuple(fields.y_true), tuple(fields.y_pred), tuple(criteria))
    except InputError as error:
        raise InputError(f"bench: {error}") from None
