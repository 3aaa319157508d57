"""A landscape as the loss: picked from the catalogue or typed."""
from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

import engine
from engine import FormulaError, InputError, Landscape
from gui.controls.choice import Choice
from gui.controls.fault import Fault
from gui.controls.formula_field import FormulaField
from gui.theme import Theme


class LandscapeLoss(QWidget):
    loss_picked = Signal(object)  # Landscape of the catalogue
    loss_typed = Signal(object)  # Landscape, whose derivatives are not found yet
    withdrawn = Signal()  # what was typed before is no longer wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loss: Landscape = engine.LANDSCAPES[0]
        self._catalogue = Choice()
        self._catalogue.setAccessibleName(self.tr("Loss"))
        self._places: dict[str, int] = {}
        self._fill_catalogue()
        self._field = FormulaField()
        self._field.setAccessibleName(self.tr("Formula"))
        self._field.setPlaceholderText(self.tr("For example w**2"))
        self._fault = Fault()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._catalogue, self._field, self._fault):
            column.addWidget(part)
        self._catalogue.activated.connect(self._pick_entry)
        self._field.formula_typed.connect(self._check)
        self._show_text(self._loss)
        self._show_entry()

    def show_loss(self, loss: Landscape) -> None:
        """Show the loss that is now on the table; what is being typed stays while the formula does."""
        if loss.text != self._loss.text:
            self._show_text(loss)
        self._loss = loss
        self._show_entry()

    def refuse(self, fault: InputError) -> None:
        """Say what is wrong with the formula; the loss on the table stays."""
        self._field.mark_fault(fault)
        self._fault.show_fault(str(fault))

    def set_theme(self, theme: Theme) -> None:
        self._field.set_theme(theme)
        self._fault.set_theme(theme)

    def _fill_catalogue(self) -> None:
        titles = {1: self.tr("One parameter"), 2: self.tr("Two parameters")}
        for dimension, losses in groupby(engine.LANDSCAPES, attrgetter("dimension")):
            self._catalogue.add_title(titles[dimension])
            for loss in losses:
                self._places[loss.name] = self._catalogue.add_entry(loss.title, loss.teaches)
        self._catalogue.add_title(self.tr("Any number of parameters"))
        self._own = self._catalogue.add_entry(
            self.tr("Your own formula…"), self.tr("Type a formula of one or more parameters below."))

    def _show_text(self, loss: Landscape) -> None:
        self.withdrawn.emit()
        self._field.show_formula(loss.text)
        self._fault.show_fault("")

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
            self.loss_picked.emit(loss)

    def _check(self, formula: str) -> None:
        """Read it at once, which takes no time; all else that must be known is left to others."""
        self.withdrawn.emit()
        self._field.unmark()
        self._fault.show_fault("")
        if formula == self._loss.text:
            return
        try:
            loss = engine.formula(formula)
        except FormulaError as fault:
            self.refuse(fault)
        else:
            same = loss.parameters == self._loss.parameters
            self.loss_typed.emit(loss.seen_in(self._loss.view) if same else loss)
