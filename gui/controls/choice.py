"""A combo box in the look of the fields, whose entries may stand under titles."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QWidget

from gui.icons import icon

_ARROW = 16     # pixels
_MARGIN = 7


class Choice(QComboBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(24)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._items = QStandardItemModel(self)
        self._titles: list[QStandardItem] = []
        self._tips: dict[int, str] = {}
        self._refused: dict[int, QStandardItem] = {}
        self.setModel(self._items)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one does not heed the style sheet
        self.view().installEventFilter(self)

    def add_title(self, words: str) -> None:
        """A line over the entries that follow; it cannot be chosen."""
        title = QStandardItem(words)
        title.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.font())
        font.setBold(True)
        title.setFont(font)
        self._titles.append(title)
        self._items.appendRow(title)
        self._colour_titles()

    def add_entry(self, words: str, tip: str = "") -> int:
        """Returns the index of the entry."""
        entry = QStandardItem(words)
        entry.setToolTip(tip)
        self._items.appendRow(entry)
        place = self.count() - 1
        self._tips[place] = tip
        return place

    def show_entry(self, place: int, words: str, tip: str = "") -> None:
        """Say another thing in an entry, which can be chosen from now on."""
        self._tips[place] = tip
        self._items.item(place).setText(words)
        self.show_refusal(place, "")

    def show_refusal(self, place: int, refusal: str) -> None:
        """Say why an entry cannot be chosen now; an empty sentence lets it be chosen again."""
        entry = self._items.item(place)
        entry.setEnabled(not refusal)
        entry.setToolTip(refusal or self._tips[place])
        if refusal:
            self._refused[place] = entry
            self._colour_refused()
        elif self._refused.pop(place, None):
            entry.setData(None, Qt.ItemDataRole.ForegroundRole)

    def entry_tip(self, place: int) -> str:
        """What is said about an entry that can be chosen."""
        return self._tips[place]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys move in the open list, where the window would take them for its commands."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over a panel scrolls the panel; it never chooses something by accident."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour_titles()
            self._colour_refused()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802, a name of Qt
        """What is too long for its place ends in an ellipsis."""
        super().initStyleOption(option)
        place = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, place.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        left = _MARGIN if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else (
            self.width() - _MARGIN - _ARROW)
        place = QRect(left, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        colour = self.palette().color(group, QPalette.ColorRole.Text).name()
        painter = QPainter(self)
        icon("chevron-down", colour).paint(painter, place)
        painter.end()

    def _colour_titles(self) -> None:
        for title in self._titles:
            # Not the palette of this box, which the style sheet has changed.
            title.setForeground(QGuiApplication.palette().placeholderText())

    def _colour_refused(self) -> None:
        # The style sheet gives an entry the colour of one that can be chosen, whether it can or not.
        disabled = QGuiApplication.palette().brush(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        for entry in self._refused.values():
            entry.setForeground(disabled)
