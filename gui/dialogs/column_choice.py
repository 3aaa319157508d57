"""Which columns of a table are features, and which one is the target."""
from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from engine.data.from_table import has_classes, suggested
from engine.tables.table import Column, Table
from gui.controls.choice import Choice

NUMBERS, CLASSES = range(2)
ROW_HEIGHT: Final = 26
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ColumnChoice(QWidget):
    """Begins with a suggestion; a choice that was made by hand stays as long as its columns are there."""

    columns_picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._is_by_hand = False
        self._last = ""  # the target before another is chosen
        self._features = QListWidget()
        self._features.setProperty("role", "list")
        self._features.setAccessibleName(self.tr("Features"))
        self._target, self._kind = Choice(), Choice()
        self._target.setAccessibleName(self.tr("Target"))
        self._kind.setAccessibleName(self.tr("Kind of the target"))
        for words in (self.tr("Number"), self.tr("Classes")):
            self._kind.add_entry(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for words, field in (
            (self.tr("&Features"), self._features),
            (self.tr("&Target"), self._target),
            (self.tr("&Kind of the target"), self._kind),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        column.setStretchFactor(self._features, 1)
        self._features.itemChanged.connect(self._take_by_hand)
        self._target.activated.connect(self._take_target)
        self._kind.activated.connect(self._take_by_hand)

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features."""
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in self._items()
                     if item.checkState() == CHECKED)

    @property
    def target(self) -> str:
        """The name of the target."""
        assert self._table is not None
        return self._table.names[self._target.currentIndex()]

    @property
    def as_classes(self) -> bool:
        """Whether a target of numbers is to be one of classes."""
        assert self._table is not None
        return self._table.column(self.target).is_numeric and self._kind.currentIndex() == CLASSES

    def show_table(self, table: Table) -> None:
        """Offer the columns of this table, without telling anybody."""
        x, y = suggested(table)
        if self._table is not None and self._is_by_hand and {*self.features, self.target} <= {*table.names}:
            x, y = self.features, self.target
        self._table = table
        self._features.blockSignals(True)
        self._features.clear()
        self._target.clear()
        for column in table.columns:
            item = QListWidgetItem(self._words(column))
            item.setData(Qt.ItemDataRole.UserRole, column.name)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            item.setCheckState(CHECKED if column.name in x else UNCHECKED)
            self._features.addItem(item)
            self._target.add_entry(column.name)
        self._features.blockSignals(False)
        self._target.setCurrentIndex(table.names.index(y))
        self._show_target()

    def _words(self, column: Column) -> str:
        parts = [column.name]
        if not column.is_numeric:
            parts.append(self.tr("text"))
        if column.missing:
            parts.append(self.tr("{count} missing").format(count=f"{column.missing:,}"))
        return " · ".join(parts)

    def _take_target(self) -> None:
        assert self._table is not None
        if self.target in self.features and self._table.column(self._last).is_numeric:
            # Feature and target change places.
            self._check(self._last)
        self._show_target()
        self._take_by_hand()

    def _take_by_hand(self) -> None:
        self._is_by_hand = True
        self.columns_picked.emit()

    def _show_target(self) -> None:
        """The target is not offered as a feature; only numbers can be taken as one thing or the other."""
        assert self._table is not None
        self._features.blockSignals(True)
        for item in self._items():
            is_target = item.data(Qt.ItemDataRole.UserRole) == self.target
            item.setHidden(is_target)
            if is_target:
                item.setCheckState(UNCHECKED)
        self._features.blockSignals(False)
        self._last = self.target
        column = self._table.column(self.target)
        self._kind.setCurrentIndex(CLASSES if has_classes(column, False) else NUMBERS)
        self._kind.setEnabled(column.is_numeric)

    def _check(self, name: str) -> None:
        self._features.blockSignals(True)
        for item in self._items():
            if item.data(Qt.ItemDataRole.UserRole) == name:
                item.setCheckState(CHECKED)
        self._features.blockSignals(False)

    def _items(self) -> list[QListWidgetItem]:
        return [self._features.item(row) for row in range(self._features.count())]
