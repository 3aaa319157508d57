"""A penalty on large parameters, added to the loss on data."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.fits.recipe import Recipe
from gui.controls.field_row import FieldRow
from gui.panels.fit.section import hint
from gui.theme import Theme

LARGEST = 1e100  # beyond this the squares of parameters are no numbers any more


class PenaltySettings(QWidget):
    penalty_picked = Signal(float, float)  # l1, l2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._l1 = FieldRow(
            self.tr("L1, on sizes"), self.tr("Times the sum of the sizes: it makes small parameters 0."))
        self._l2 = FieldRow(
            self.tr("L2, on squares"),
            self.tr("Times the sum of the squares: it makes all parameters smaller."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._l1, self._l2):
            part.set_allowed(0.0, LARGEST)
            column.addWidget(part)
        column.addWidget(hint(self.tr("Constants such as an intercept are not penalised.")))
        self._values = (0.0, 0.0)
        self._l1.value_picked.connect(lambda value: self.penalty_picked.emit(value, self._values[1]))
        self._l2.value_picked.connect(lambda value: self.penalty_picked.emit(self._values[0], value))

    def show_recipe(self, recipe: Recipe) -> None:
        self._values = recipe.l1, recipe.l2
        for part, value in zip((self._l1, self._l2), self._values, strict=True):
            part.show_value(value)

    def set_theme(self, theme: Theme) -> None:
        self._l1.set_theme(theme)
        self._l2.set_theme(theme)
