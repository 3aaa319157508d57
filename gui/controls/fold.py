"""A part of a panel that is folded away until it is wanted."""
from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.icons import icon
from gui.theme import LIGHT, Theme


class Fold(QWidget):
    """A title that shows and hides what is below it."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._content = content
        self._title = QToolButton()
        self._title.setText(title)
        self._title.setProperty("role", "fold")
        self._title.setCheckable(True)
        self._title.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._title.setIconSize(QSize(16, 16))
        self._title.toggled.connect(self._unfold)
        row = QHBoxLayout()
        row.addWidget(self._title)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(content)
        self._unfold(False)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._title.setIcon(icon("chevron-down" if self._title.isChecked() else "chevron-right", theme.muted))

    def _unfold(self, unfolded: bool) -> None:
        self._content.setVisible(unfolded)
        self.set_theme(self._theme)
