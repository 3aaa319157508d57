"""Which criterion it is: one of the registry, or a formula that is checked as it is typed."""
from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine import Criterion, FormulaError, InputError, typed_criterion
from engine.criteria import CRITERIA
from engine.criteria.classification import CLASSIFICATION
from engine.criteria.regression import REGRESSION
from engine.criteria.typed import EXAMPLE
from gui.controls.choice import Choice
from gui.controls.fault import Fault
from gui.controls.formula_field import FormulaField
from gui.derivation import Derivation
from gui.theme import Theme

BUSY_MS: Final = 150    # a derivative that takes longer is announced
NARROWEST: Final = 90


class Chooser(QWidget):
    """A list of all criteria; for one of your own a field below it."""

    criterion_picked = Signal(object)   # Criterion, with its slope at hand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion: Criterion | None = None
        self.choice = Choice()
        self.choice.setAccessibleName(self.tr("Criterion"))
        self.choice.setMinimumWidth(NARROWEST)
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._places: dict[str, int] = {}
        families = (self.tr("Regression"), REGRESSION), (self.tr("Classification"), CLASSIFICATION)
        for title, family in families:
            self.choice.add_title(title)
            for criterion in family:
                self._places[criterion.name] = self.choice.add_entry(criterion.title, criterion.teaches)
        self.choice.add_title(self.tr("Your own"))
        self._own = self.choice.add_entry(
            self.tr("Formula of p and y…"), self.tr("Type what a prediction p costs when y is true."))
        self._field = FormulaField()
        self._field.setAccessibleName(self.tr("Formula of the criterion"))
        self._field.setPlaceholderText(self.tr("For example {formula}").format(formula=EXAMPLE))
        self._fault = Fault()
        self._busy = QLabel(self.tr("Finding the derivative…"))
        self._busy.setProperty("role", "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._field, self._fault, self._busy):
            column.addWidget(part)
            part.hide()
        self._derivation = Derivation(self)
        self._derivation.found.connect(self._pick)
        self._derivation.refused.connect(self._refuse)
        self._patience = QTimer(self, singleShot=True, interval=BUSY_MS)
        self._patience.timeout.connect(self._busy.show)
        self.choice.activated.connect(self._pick_entry)
        self._field.formula_typed.connect(self._check)
        self.hide()

    def show_criterion(self, criterion: Criterion) -> None:
        """Show the criterion that is now on the bench; what is being typed stays while the formula does."""
        if self._criterion is not None and (criterion.name, criterion.formula) == (
                self._criterion.name, self._criterion.formula):
            self._criterion = criterion
            return
        self._criterion = criterion
        self._wait_no_more()
        self.choice.setCurrentIndex(self._places.get(criterion.name, self._own))
        self.choice.setToolTip(criterion.title)
        self._field.show_formula("" if criterion.name else criterion.formula)
        self._fault.show_fault("")
        self._show_field(not criterion.name)

    def set_theme(self, theme: Theme) -> None:
        self._field.set_theme(theme)
        self._fault.set_theme(theme)

    def _show_field(self, shown: bool) -> None:
        self.setVisible(shown)
        self._field.setVisible(shown)

    def _pick_entry(self, entry: int) -> None:
        if entry == self._own:
            self._show_field(True)
            if not self._field.toPlainText():
                self._field.setPlainText(EXAMPLE)
            self._field.setFocus()
            self._field.selectAll()
        else:
            picked = next(each for each in CRITERIA if self._places[each.name] == entry)
            if self._criterion is None or picked.name != self._criterion.name:
                self._pick(picked)
            else:
                self._show_field(False)

    def _check(self, formula: str) -> None:
        """Read it at once, which takes no time; the derivative is left to a thread."""
        self._wait_no_more()
        self._field.unmark()
        self._fault.show_fault("")
        if self._criterion is not None and formula == self._criterion.formula and not self._criterion.name:
            return
        try:
            criterion = typed_criterion(formula)
        except FormulaError as fault:
            self._refuse(fault)
        else:
            self._derivation.ask(criterion)
            self._patience.start()

    def _wait_no_more(self) -> None:
        self._derivation.forget()
        self._patience.stop()
        self._busy.hide()

    def _pick(self, criterion: Criterion) -> None:
        self._wait_no_more()
        self.criterion_picked.emit(criterion)

    def _refuse(self, fault: InputError) -> None:
        self._wait_no_more()
        self._field.mark_fault(fault)
        self._fault.show_fault(str(fault))
