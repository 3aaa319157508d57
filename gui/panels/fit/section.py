"""A named part of the settings of a fit: a title, a choice, and what belongs to it."""
from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.controls.choice import Choice

LEAST_CHARACTERS = 12  # of an entry: however long the others are, the choice never makes the panel wider


class Section(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Choice()
        self.choice.setMinimumContentsLength(LEAST_CHARACTERS)
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._title = QLabel()
        self._title.setBuddy(self.choice)
        head = QWidget()
        self._head = QHBoxLayout(head)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(head)
        self._column.addWidget(self.choice)

    def show_title(self, words: str) -> None:
        self._title.setText(words)
        self.choice.setAccessibleName(words)

    def add_beside_title(self, widget: QWidget) -> None:
        self._head.addWidget(widget)

    def add_below(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._column.addWidget(widget)


def hint(words: str = "") -> QLabel:
    """Second-rank words below a control."""
    label = QLabel(words)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label
