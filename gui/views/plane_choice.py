"""Which two of many parameters a loss is looked at along."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.controls.choice import Choice
from gui.controls.elided import ElidedLabel


class PlaneChoice(QWidget):
    """Two boxes with the names of the parameters, and whose place the plane goes through."""

    axes_picked = Signal(int, int)

    def __init__(self, arrow: str, second: str, parent: QWidget | None = None) -> None:
        """`second` says where the second parameter goes, and `arrow` points there."""
        super().__init__(parent)
        self.axes = (0, 1)
        self._across, self._other = Choice(), Choice()
        self._arrows = {self._across: "→", self._other: arrow}
        for choice, words in ((self._across, self.tr("Parameter to the right")), (self._other, second)):
            choice.setAccessibleName(words)
            choice.setToolTip(words)
            choice.activated.connect(self._pick)
        self._note = ElidedLabel()
        self._note.setProperty("role", "hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 6)
        row.addWidget(self._across)
        row.addWidget(self._other)
        row.addWidget(self._note, 1)

    def show_parameters(self, names: Sequence[str]) -> None:
        """Offer these, and choose the first two."""
        for choice, arrow in self._arrows.items():
            choice.clear()
            for name in names:
                choice.add_entry(f"{arrow} {name}")
        self._show_axes(0, 1)

    def show_racer(self, title: str) -> None:
        """Say that the plane goes through the place of the racer of this title."""
        words = self.tr("all else stays where {racer} is").format(racer=title)
        self._note.setText(words)
        self._note.setToolTip(self.tr("A plane through the loss: {words}.").format(words=words))

    def _show_axes(self, across: int, other: int) -> None:
        self.axes = (across, other)
        self._across.setCurrentIndex(across)
        self._other.setCurrentIndex(other)

    def _pick(self) -> None:
        before = self.axes
        across, other = self._across.currentIndex(), self._other.currentIndex()
        if across == other:
            # The same parameter twice is no plane: the two change places.
            across, other = before[1], before[0]
        self._show_axes(across, other)
        self.axes_picked.emit(across, other)
