"""Fields of an experiment's file: each is what it must be, or InputError says what that is."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any

from engine.errors import InputError, shown


def text(value: Any, where: str) -> str:
    """The text in the field `where`."""
    if not isinstance(value, str):
        raise InputError(f"{where} must be a text.")
    return value


def number(value: Any, where: str) -> float:
    """The finite number in the field `where`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{where} must be a number.")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise InputError(f"{where} is too large for a number.")
    return found


def truth(value: Any, where: str) -> bool:
    """Whether the field `where` says true."""
    if not isinstance(value, bool):
        raise InputError(f"{where} must be true or false.")
    return value


def fields_of(value: Any, where: str) -> dict[str, Any]:
    """The fields of the object in the field `where`."""
    if not isinstance(value, dict):
        raise InputError(f"{where} must be an object in {{ }}.")
    return value


def one_of(fields: Mapping[str, Any], keys: tuple[str, str], where: str) -> str:
    """Which of two fields there is."""
    first, second = keys
    if (first in fields) == (second in fields):
        raise InputError(f"{where} must have either a {first} or a {second}.")
    return first if first in fields else second


def check_known(fields: Mapping[str, Any], known: Collection[str], where: str = "") -> None:
    """Refuse a field that has no meaning; `where` names the object, if nobody else does."""
    for name in fields:
        if name not in known:
            place = f"a field of {where}" if where else "a field here"
            are = "is" if len(known) == 1 else "are"
            raise InputError(f"“{shown(name)}” is not {place}; known {are} {', '.join(known)}.")
