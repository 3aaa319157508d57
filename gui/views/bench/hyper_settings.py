"""The hyperparameters of a criterion, each in a field."""
from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine import Criterion, Hyper
from gui.controls.fault import Fault
from gui.controls.hyper import HyperField, explanation
from gui.controls.symbol import symbol_text
from gui.theme import LIGHT, Theme

FIELD_WIDTH: Final = 56  # pixels


class HyperSettings(QWidget):
    """Takes no place for a criterion that has none."""

    criterion_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion: Criterion | None = None
        self._declared: tuple[Hyper, ...] = ()
        self._fields: list[HyperField] = []
        self._faults: list[Fault] = []
        self._theme = LIGHT
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_criterion(self, criterion: Criterion) -> None:
        """Show the values of a criterion, in new fields if it has other hyperparameters."""
        self._criterion = criterion
        if criterion.hyper != self._declared:
            self._declared = criterion.hyper
            self._make_rows()
        for field, value in zip(self._fields, criterion.values, strict=True):
            field.show_value(value)
        self.setHidden(not criterion.hyper)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for fault in self._faults:
            fault.set_theme(theme)

    def _make_rows(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            assert widget is not None
            widget.hide()
            widget.deleteLater()
        self._fields, self._faults = [], []
        for hyper in self._declared:
            field, fault, name = HyperField(hyper), Fault(), QLabel(symbol_text(hyper.name))
            name.setToolTip(explanation(hyper))
            name.setBuddy(field)
            field.setFixedWidth(FIELD_WIDTH)
            fault.set_theme(self._theme)
            field.value_picked.connect(partial(self._pick, hyper.name))
            field.error_changed.connect(fault.show_fault)
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(name)
            row.addStretch(1)
            row.addWidget(field)
            self._column.addWidget(line)
            self._column.addWidget(fault)
            self._fields.append(field)
            self._faults.append(fault)

    def _pick(self, name: str, value: float) -> None:
        assert self._criterion is not None
        self.criterion_picked.emit(self._criterion.replace(**{name: value}))
