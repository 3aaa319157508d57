"""A field for a hyperparameter, and the words for it."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from engine import Hyper
from gui.controls.number import NumberField

FIELD_WIDTH = 92  # pixels

_TITLES = {"lr": "Learning rate", "eps": "Epsilon"}


class HyperField(NumberField):
    """Takes what a hyperparameter allows; looks like plain text until it is pointed at."""

    def __init__(self, hyper: Hyper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "inline")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(FIELD_WIDTH)
        self.setAccessibleName(hyper_title(hyper))
        self.setToolTip(explanation(hyper))
        self.set_allowed(hyper.low, hyper.high, hyper.low_open, hyper.high_open, hyper.is_whole)


def hyper_title(hyper: Hyper) -> str:
    """The name as a person writes it: weight_decay is "Weight decay"."""
    return _TITLES.get(hyper.name, hyper.name.replace("_", " ").capitalize())


def explanation(hyper: Hyper) -> str:
    """What it does and what it may be."""
    return f"{hyper.meaning} {hyper.allowed.capitalize()}."
