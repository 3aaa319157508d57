"""Asking for another learning rate from the present step on."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from engine import Hyper
from gui.controls.fault import Fault
from gui.controls.hyper import HyperField
from gui.theme import Theme


class ForkRow(QWidget):
    """Takes no place until it is asked for. Enter in its field, or the button, picks the rate."""

    rate_picked = Signal(float)

    def __init__(self, rate: Hyper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setProperty("role", "hint")
        self._field = HyperField(rate)
        self._field.setProperty("role", "")
        self._fault = Fault()
        self._button = QPushButton(self.tr("Branch off"))
        self._button.setToolTip(self.tr("The racer as it is stays beside the new one"))
        self._words.setBuddy(self._field)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.addWidget(self._words, 0, 0, 1, 2)
        grid.addWidget(self._field, 1, 0)
        grid.addWidget(self._button, 1, 1)
        grid.addWidget(self._fault, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self._field.error_changed.connect(self._fault.show_fault)
        self._button.clicked.connect(self._pick)
        self.hide()

    def begin(self, rate: float) -> None:
        """Let another rate be typed in place of this one."""
        self._field.show_value(rate)
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def show_step(self, step: int) -> None:
        """The step from which on the new rate is to be used."""
        self._words.setText(self.tr("Learning rate from step {step} on").format(step=f"{step:,}"))

    def set_theme(self, theme: Theme) -> None:
        self._fault.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick()
        else:
            super().keyPressEvent(event)

    def _pick(self) -> None:
        if self._field.value is not None and not self._field.error:
            self.hide()
            self.rate_picked.emit(self._field.value)
