"""A built-in data set: what it teaches, where it is from, and how its samples are had."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from engine.data.data import Data

# By a formula with seeded noise, or by somebody who looked at the world.
Kind: TypeAlias = Literal["made", "measured"]

Numbers: TypeAlias = tuple[float, ...]

MADE_HERE: Final = "MIT, with the program"
DECIMALS: Final = 2


@dataclass(frozen=True)
class DataSet:
    """A set as the menu lists it; `samples` makes or reads it, anew each time."""

    name: str
    title: str
    teaches: str
    source: str
    samples: Callable[[], Data]
    kind: Kind = "made"
    licence: str = MADE_HERE


def quantities(samples: Iterable[tuple[Numbers, float]], features: tuple[str, ...] = ("x",)) -> Data:
    """Samples whose target is a number: for each its features, and the target."""
    x, y = zip(*samples, strict=True)
    return Data(_rounded(x), np.array([_short(value) for value in y]), features)


def labelled(
    samples: Iterable[tuple[Numbers, int]], classes: tuple[str, ...], features: tuple[str, ...] = ("x1", "x2")
) -> Data:
    """Samples whose target is one of these classes: for each its features, and the number of the class."""
    x, y = zip(*samples, strict=True)
    return Data(_rounded(x), np.array(y, dtype=float), features, "class", classes)


def _rounded(rows: Iterable[Numbers]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([[_short(value) for value in row] for row in rows])


def _short(value: float) -> float:
    # Reads well, and hides that exp and sin differ in the last bit between machines; no -0 is left.
    return round(value, DECIMALS) + 0.0
