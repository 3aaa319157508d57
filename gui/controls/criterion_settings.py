"""The hyperparameters of a criterion, each in a row."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import Criterion, Hyper
from gui.controls.field_row import FieldRow
from gui.theme import LIGHT, Theme


class CriterionSettings(QWidget):
    """Takes no place for a criterion that has none."""

    criterion_picked = Signal(object)

    def __init__(self, row_of: Callable[[Hyper], FieldRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_of = row_of
        self._criterion: Criterion | None = None
        self._rows: dict[Hyper, FieldRow] = {}
        self._theme = LIGHT
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_criterion(self, criterion: Criterion) -> None:
        """Show the values of a criterion, in new rows if it has other hyperparameters."""
        self._criterion = criterion
        if criterion.hyper != tuple(self._rows):
            self._make_rows(criterion)
        for row, value in zip(self._rows.values(), criterion.values, strict=True):
            row.show_value(value)
        self.setHidden(not criterion.hyper)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for row in self._rows.values():
            row.set_theme(theme)

    def _make_rows(self, criterion: Criterion) -> None:
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {hyper: self._row_of(hyper) for hyper in criterion.hyper}
        for hyper, row in self._rows.items():
            row.set_theme(self._theme)
            row.value_picked.connect(partial(self._pick, hyper.name))
            self._column.addWidget(row)

    def _pick(self, name: str, value: float) -> None:
        assert self._criterion is not None
        self.criterion_picked.emit(self._criterion.replace(**{name: value}))
