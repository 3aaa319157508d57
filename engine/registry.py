"""Registries: tuples of what has a name, in the order of a menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from engine.errors import InputError, shown


class Named(Protocol):
    """What can be asked for by its name."""

    @property
    def name(self) -> str: ...


Entry = TypeVar("Entry", bound=Named)


def entry(entries: Sequence[Entry], name: str, what: str) -> Entry:
    """The entry of this name; InputError says that the name is not `what`, and lists those there are."""
    for each in entries:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in entries)
    raise InputError(f"“{shown(name)}” is not {what}; known are {known}.")
