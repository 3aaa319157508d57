"""A formula of one's own in place of an entry of a list: read as it is typed."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import InputError
from gui.controls.fault import Fault
from gui.controls.formula_field import FormulaField
from gui.panels.fit.section import hint
from gui.theme import Theme


class TypedField(QWidget):
    """Takes no place while nothing is typed; what is wrong is said below."""

    formula_read = Signal(object)  # what it became

    def __init__(self, read: Callable[[str], object], name: str, example: str, words: str,
                 parent: QWidget | None = None) -> None:
        """`read` makes something of a formula, or raises InputError."""
        super().__init__(parent)
        self._read = read
        self._formula = ""
        self._field = FormulaField()
        self._field.setAccessibleName(name)
        self._field.setPlaceholderText(example)
        self._fault = Fault()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._field, self._fault, hint(words)):
            column.addWidget(part)
        self._field.formula_typed.connect(self._check)
        self.hide()

    def show_formula(self, formula: str) -> None:
        """The formula on the table; what is being typed stays while it is the same one."""
        if self.isHidden() or formula != self._formula or formula == self._field.toPlainText():
            self._field.show_formula(formula)
            self._fault.show_fault("")
        self._formula = formula
        self.show()

    def begin(self) -> None:
        """Let another formula be typed at once."""
        self._field.setFocus()
        self._field.selectAll()

    def refuse(self, fault: InputError, stays: str) -> None:
        """Say what is wrong with what was typed; `stays` is the formula on the table."""
        self._formula = stays
        self._field.mark_fault(fault)
        self._fault.show_fault(str(fault))

    def set_theme(self, theme: Theme) -> None:
        self._field.set_theme(theme)
        self._fault.set_theme(theme)

    def _check(self, formula: str) -> None:
        self._field.unmark()
        self._fault.show_fault("")
        if formula == self._formula:
            return
        try:
            made = self._read(formula)
        except InputError as fault:
            self.refuse(fault, self._formula)
        else:
            self._formula = formula
            self.formula_read.emit(made)
