"""Criteria as fields of an experiment's file, every one checked."""

from __future__ import annotations

from typing import Any, Final

from engine.criteria import named_criterion
from engine.criteria.criterion import Criterion
from engine.criteria.typed import typed_criterion
from engine.errors import FormulaError, InputError, shown
from engine.fields import number, one_of, text
from engine.formula.tree import names

NAME: Final = "name"
FORMULA: Final = "formula"


def criterion_fields(criterion: Criterion) -> str | dict[str, Any]:
    """A criterion of the registry as its name; with hyperparameters of its own, or typed, as an object."""
    known = {NAME: criterion.name} if criterion.name else {FORMULA: criterion.formula}
    typed = not criterion.name
    pairs = zip(criterion.hyper, criterion.values, strict=True)
    hyper = {each.name: value for each, value in pairs if typed or value != each.default}
    return {**known, **hyper} if typed or hyper else criterion.name


def read_criterion(content: Any, where: str) -> Criterion:
    """The criterion that the content of a field describes; InputError says what is wrong, and where."""
    if isinstance(content, str):
        content = {NAME: content}
    if not isinstance(content, dict):
        raise InputError(f"{where} must be the name of a criterion or an object in {{ }}.")
    kind = one_of(content, (NAME, FORMULA), where)
    written = text(content[kind], f"{where}.{kind}")
    hyper = {
        name: number(value, f"{where}.{shown(name)}") for name, value in content.items() if name != kind
    }
    try:
        if kind == NAME:
            return named_criterion(written, **hyper)
        criterion = typed_criterion(written, **hyper)
        for name in hyper:
            if name not in names(criterion.tree):
                raise InputError(f"the formula has no “{shown(name)}”.")
        # Found now, so that what cannot be differentiated is refused with its file.
        _ = criterion.slope_tree
        return criterion
    except FormulaError as error:
        raise InputError(f"{where}.{FORMULA}: {error}") from None
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
