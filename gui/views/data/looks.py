"""How samples are drawn: by class, or by the number that is their target."""
from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtGui import QColor

from gui.theme import Theme
from gui.views.canvas.strokes import mixed
from gui.views.data.sight import Numbers, Sight

# How much of its colour fills a mark that is not hollow.
FILLED, PLAIN_FILL = 0.85, 0.45
PLAIN = "o"


class Look(NamedTuple):
    """A symbol of pyqtgraph, the colour of its edge, and that of its inside."""

    marker: str
    edge: QColor
    inside: QColor


def class_look(theme: Theme, number: int) -> Look:
    """That of a class: shape, and hollow or filled in turn, tell as much as colour."""
    colour = theme.classes[number % len(theme.classes)]
    inside = mixed(colour, theme.window, FILLED) if number % 2 else QColor(theme.window)
    return Look(theme.markers[number % len(theme.markers)], QColor(colour), inside)


def looks(theme: Theme, sight: Sight) -> list[Look]:
    """The looks of the kinds of samples, in the order of `kinds`."""
    if sight.classes:
        return [class_look(theme, number) for number in range(len(sight.classes))]
    if sight.is_plane:
        return [Look(PLAIN, QColor(theme.sample), QColor(colour)) for colour in theme.targets]
    return [Look(PLAIN, QColor(theme.sample), mixed(theme.sample, theme.window, PLAIN_FILL))]


def kinds(sight: Sight, steps: int) -> Numbers:
    """Which look each sample has, (n,): that of its class, or of its target in so many steps."""
    if sight.classes or not sight.is_plane:
        return sight.numbers
    low, high = target_range(sight)
    shares = (sight.fit.data.y - low) / (high - low)
    return np.minimum((shares * steps).astype(np.intp), steps - 1)


def target_range(sight: Sight) -> tuple[float, float]:
    """The least and the largest target, which are not the same."""
    y = sight.fit.data.y
    low, high = float(y.min()), float(y.max())
    return (low, high) if low < high else (low - 0.5, high + 0.5)
