"""A number of a fit, with its name before it and what is wrong with it below."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.controls.fault import Fault
from gui.controls.number import NumberField
from gui.theme import Theme

FIELD_WIDTH = 92  # pixels


class FieldRow(QWidget):
    value_picked = Signal(float)

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = NumberField()
        self._field.setFixedWidth(FIELD_WIDTH)
        self._field.setAccessibleName(name)
        self._field.setToolTip(tip)
        self._fault = Fault()
        label = QLabel(name)
        label.setBuddy(self._field)
        label.setToolTip(tip)
        row = QHBoxLayout()
        row.addWidget(label, 1)
        row.addWidget(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._fault)
        self._field.value_picked.connect(self.value_picked)
        self._field.error_changed.connect(self._fault.show_fault)

    def set_allowed(self, low: float, high: float, whole: bool = False, low_open: bool = False,
                    high_open: bool = False) -> None:
        self._field.set_allowed(low, high, low_open, high_open, whole)

    def show_value(self, value: float) -> None:
        self._field.show_value(value)

    def set_theme(self, theme: Theme) -> None:
        self._fault.set_theme(theme)
