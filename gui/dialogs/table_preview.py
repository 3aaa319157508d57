"""The first rows of a file as they are written, with the columns that are chosen marked."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from gui.theme import LIGHT, Theme

ROW_HEIGHT: Final = 24
WIDEST, NARROWEST = 220, 64  # pixels
# Wider tables keep the usual width of their further columns.
FITTED: Final = 40
LONGEST_CELL: Final = 200

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT: Final = QModelIndex()


class _Rows(QAbstractTableModel):
    """Rows of texts; only the cells in sight are asked for, however wide the table is."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self._rows: Sequence[Sequence[str]] = ()
        self._has_header = False
        self._width = 0
        self._features: Collection[int] = ()
        self._target = -1

    def show_rows(self, rows: Sequence[Sequence[str]], has_header: bool) -> None:
        self.beginResetModel()
        self._rows, self._has_header = rows, has_header
        self._width = max(map(len, rows), default=0)
        self._features, self._target = (), -1
        self.endResetModel()

    def mark(self, features: Collection[int], target: int) -> None:
        self._features, self._target = features, target
        if self._width:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._width - 1)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self._width - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == Role.DisplayRole:
            return row[index.column()][:LONGEST_CELL] if index.column() < len(row) else ""
        if role == Role.FontRole and self._has_header and index.row() == 0:
            return _bold()
        if role == Role.BackgroundRole and self._is_chosen(index.column()):
            return QColor(self.theme.hover)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            if section == self._target:
                return self.tr("target")
            return self.tr("feature") if section in self._features else ""
        return _bold() if role == Role.FontRole else None

    def _is_chosen(self, column: int) -> bool:
        return column == self._target or column in self._features


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


class TablePreview(QTableView):
    """Rows are counted from 1 as in what is said of a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows()
        self.setModel(self._rows)
        self.setProperty("role", "preview")
        self.setAccessibleName(self.tr("First rows"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().setSectionsClickable(False)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[Sequence[str]], has_header: bool) -> None:
        """Show these rows, the first in bold if it has the names; no column is marked."""
        self._rows.show_rows(rows, has_header)
        for column in range(min(FITTED, self._rows.columnCount())):
            width = max(NARROWEST, min(WIDEST, self.sizeHintForColumn(column) + 16))
            self.setColumnWidth(column, width)

    def mark(self, features: Collection[int], target: int) -> None:
        """Mark the columns with these numbers, counted from 0; -1 is none."""
        self._rows.mark(features, target)

    def set_theme(self, theme: Theme) -> None:
        self._rows.theme = theme
