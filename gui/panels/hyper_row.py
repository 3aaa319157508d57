"""One hyperparameter of a racer: its symbol, a field, and what it does."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from engine import Hyper
from gui.controls.field_row import FieldRow
from gui.controls.hyper import HyperField, explanation, hyper_title
from gui.typeset import FormulaLabel


class HyperRow(FieldRow):
    def __init__(self, hyper: Hyper, parent: QWidget | None = None) -> None:
        super().__init__(hyper_title(hyper), explanation(hyper), HyperField(hyper), parent)
        symbol = FormulaLabel(size=1.25)
        symbol.show_latex([hyper.symbol_latex])
        self.row.setSpacing(8)
        self.row.insertWidget(0, symbol, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QLabel(explanation(hyper))
        words.setProperty("role", "hint")
        words.setWordWrap(True)
        self.column.addWidget(words)
