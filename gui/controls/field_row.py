"""A number with its name before it and what is wrong with it below."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.controls.fault import Fault
from gui.controls.hyper import FIELD_WIDTH
from gui.controls.number import NumberField
from gui.theme import Theme


class FieldRow(QWidget):
    value_picked = Signal(float)

    def __init__(self, name: str, tip: str, field: NumberField | None = None,
                 parent: QWidget | None = None) -> None:
        """`field` is one of its own kind, dressed already; a plain one if there is none."""
        super().__init__(parent)
        if field is None:
            field = NumberField()
            field.setFixedWidth(FIELD_WIDTH)
            field.setAccessibleName(name)
            field.setToolTip(tip)
        self._field, self._fault = field, Fault()
        label = QLabel(name)
        label.setBuddy(field)
        label.setToolTip(tip)
        self.row = QHBoxLayout()
        self.row.addWidget(label, 1)
        self.row.addWidget(field)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.column.addLayout(self.row)
        self.column.addWidget(self._fault)
        field.value_picked.connect(self.value_picked)
        field.error_changed.connect(self._fault.show_fault)

    def set_allowed(self, low: float, high: float, low_open: bool = False, high_open: bool = False,
                    whole: bool = False) -> None:
        self._field.set_allowed(low, high, low_open, high_open, whole)

    def show_value(self, value: float) -> None:
        self._field.show_value(value)

    def set_theme(self, theme: Theme) -> None:
        self._fault.set_theme(theme)
