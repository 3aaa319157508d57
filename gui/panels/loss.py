"""The loss: picked from the catalogue or typed, with its derivative."""
from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

import engine
from engine import Box, FormulaError, Loss
from gui.controls.choice import Choice
from gui.controls.fault import Fault
from gui.controls.fold import Fold
from gui.controls.formula_field import FormulaField
from gui.controls.heading import Heading
from gui.controls.symbol import symbol_text
from gui.controls.view_box import ViewBox
from gui.derivation import Derivation
from gui.panels.hessian import HessianLabel
from gui.panels.stationary import StationaryList
from gui.theme import Theme
from gui.typeset import FormulaLabel

BUSY_MS = 150           # a derivative that takes longer is announced
MOST_DERIVATIVES = 4    # more are not typeset: the first ones show how they go on


class LossPanel(QWidget):
    loss_picked = Signal(object)  # Loss, with its derivatives at hand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loss: Loss = engine.LANDSCAPES[0]
        self._catalogue = Choice()
        self._catalogue.setAccessibleName(self.tr("Loss"))
        self._places: dict[str, int] = {}
        self._fill_catalogue()

        self._field = FormulaField()
        self._field.setAccessibleName(self.tr("Formula"))
        self._field.setPlaceholderText(self.tr("For example w**2"))
        self._fault = Fault()
        self._busy = QLabel(self.tr("Finding the derivative…"))
        self._busy.setProperty("role", "hint")
        self._busy.hide()
        self._formulas = FormulaLabel()
        self._hessian = HessianLabel()
        self.stationary = StationaryList()
        self._box = ViewBox()
        self._folds = (
            Fold(self.tr("Hessian"), self._hessian),
            Fold(self.tr("Stationary points"), self.stationary),
            Fold(self.tr("View range"), self._box),
        )

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (Heading(self.tr("Loss")), self._catalogue, self._field, self._fault, self._busy,
                     self._formulas, *self._folds):
            column.addWidget(part)

        self._derivation = Derivation(self)
        self._patience = QTimer(self, singleShot=True, interval=BUSY_MS)
        self._catalogue.activated.connect(self._pick_entry)
        self._field.formula_typed.connect(self._check)
        self._box.box_picked.connect(self._pick_box)
        self._derivation.found.connect(self._pick)
        self._derivation.refused.connect(self._refuse)
        self._patience.timeout.connect(self._busy.show)
        self._show_text(self._loss)
        self._show_rest()

    def show_loss(self, loss: Loss) -> None:
        """Show the loss that is now on the table; what is being typed stays while the formula does."""
        if loss == self._loss:
            return
        if loss.text != self._loss.text:
            self._show_text(loss)
        self._loss = loss
        self._show_rest()

    def set_theme(self, theme: Theme) -> None:
        for part in (self._field, self._fault, self._hessian, self.stationary, self._box,
                     *self._folds):
            part.set_theme(theme)

    def _fill_catalogue(self) -> None:
        titles = {1: self.tr("One parameter"), 2: self.tr("Two parameters")}
        for dimension, losses in groupby(engine.LANDSCAPES, attrgetter("dimension")):
            self._catalogue.add_title(titles[dimension])
            for loss in losses:
                self._places[loss.name] = self._catalogue.add_entry(loss.title, loss.teaches)
        self._catalogue.add_title(self.tr("Any number of parameters"))
        self._own = self._catalogue.add_entry(
            self.tr("Your own formula…"), self.tr("Type a formula of one or more parameters below."))

    def _show_text(self, loss: Loss) -> None:
        self._wait_no_more()
        self._field.show_formula(loss.text)
        self._fault.show_fault("")

    def _show_rest(self) -> None:
        loss = self._loss
        self._show_entry()
        more = (r"\dots",) if loss.dimension > MOST_DERIVATIVES else ()
        self._formulas.show_latex((loss.formula_latex, *loss.gradient_latex[:MOST_DERIVATIVES], *more))
        self._hessian.show_loss(loss)
        self.stationary.show_loss(loss)
        self._box.show_box([symbol_text(name) for name in loss.parameters], loss.view)

    def _show_entry(self) -> None:
        self._catalogue.setCurrentIndex(self._places.get(self._loss.name, self._own))
        self._catalogue.setToolTip(self._loss.teaches)

    def _pick_entry(self, place: int) -> None:
        if place == self._own:
            self._show_entry()  # the one on the table, until there is another formula
            self._field.setFocus()
            self._field.selectAll()
        else:
            loss = next(loss for loss in engine.LANDSCAPES if self._places[loss.name] == place)
            self._show_text(loss)
            self._pick(loss)

    def _check(self, formula: str) -> None:
        """Read it at once, which takes no time; all else that must be known is left to a thread."""
        self._wait_no_more()
        self._field.unmark()
        self._fault.show_fault("")
        if formula == self._loss.text:
            return
        try:
            loss = engine.formula(formula)
        except FormulaError as fault:
            self._refuse(fault)
        else:
            same = loss.parameters == self._loss.parameters
            self._derive(loss.seen_in(self._loss.view) if same else loss)

    def _pick_box(self, box: Box) -> None:
        loss = self._loss.seen_in(box)
        if loss.name:
            self._pick(loss)
        else:
            self._derive(loss)

    def _derive(self, loss: Loss) -> None:
        self._derivation.ask(loss)
        self._patience.start()

    def _wait_no_more(self) -> None:
        self._derivation.forget()
        self._patience.stop()
        self._busy.hide()

    def _pick(self, loss: Loss) -> None:
        self.show_loss(loss)
        self.loss_picked.emit(loss)

    def _refuse(self, fault: FormulaError) -> None:
        self._wait_no_more()
        self._field.mark(fault.start, fault.end)
        self._fault.show_fault(str(fault))


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    from gui.theme import Appearance

    app = QApplication([])
    panel = LossPanel()
    panel.set_theme(Appearance(app).theme)
    panel.show_loss(engine.LANDSCAPES[0])
    panel.loss_picked.connect(print)
    panel.resize(290, 400)
    panel.show()
    app.exec()
