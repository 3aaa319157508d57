"""One hyperparameter of a racer: its symbol, a field, and what it does."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine import Hyper
from gui.controls.fault import Fault
from gui.controls.hyper import HyperField, explanation, hyper_title
from gui.theme import Theme
from gui.typeset import FormulaLabel


class HyperRow(QWidget):
    value_picked = Signal(float)

    def __init__(self, hyper: Hyper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = HyperField(hyper)
        self._fault = Fault()
        self._field.value_picked.connect(self.value_picked)
        self._field.error_changed.connect(self._fault.show_fault)
        symbol = FormulaLabel(size=1.25)
        symbol.show_latex([hyper.symbol_latex])
        name = QLabel(hyper_title(hyper))
        name.setBuddy(self._field)
        words = QLabel(explanation(hyper))
        words.setProperty("role", "hint")
        words.setWordWrap(True)

        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(symbol, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(name, 1)
        row.addWidget(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._fault)
        column.addWidget(words)

    def show_value(self, value: float) -> None:
        self._field.show_value(value)

    def set_theme(self, theme: Theme) -> None:
        self._fault.set_theme(theme)
