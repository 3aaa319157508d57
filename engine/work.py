"""Work in pieces: for a progress bar, and to be closed when somebody cancels."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias, TypeVar

Result = TypeVar("Result")

# Gives the share that is done, from 0 to 1, after each piece, and in the end the result.
Work: TypeAlias = Generator[float, None, Result]


def finished(work: Work[Result]) -> Result:
    """The result, all pieces done at once."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
