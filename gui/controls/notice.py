"""A sentence across the window about something that did not work, or that takes its time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gui.icons import icon
from gui.theme import LIGHT, Theme


class Notice(QWidget):
    """Hidden until there is something to say; stays until it is closed or no longer true."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setProperty("role", "error")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton()
        self._close.setProperty("role", "quiet")
        self._close.setIconSize(QSize(16, 16))
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.setToolTip(self.tr("Close this notice"))
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(8)
        for part in (self._sign, self._text, self._close):
            row.addWidget(part)
        self.set_theme(LIGHT)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said; empty while hidden."""
        return self._text.text()

    def show_sentence(self, sentence: str) -> None:
        """Say what did not work."""
        self._show(sentence, "error")

    def show_busy(self, words: str) -> None:
        """Say what is being done."""
        self._show(words, "hint")

    def _show(self, words: str, role: str) -> None:
        self._sign.setVisible(role == "error")
        self._text.setProperty("role", role)
        self._text.style().polish(self._text)
        self._text.setText(words)
        self.show()

    def clear(self) -> None:
        self._text.clear()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._sign.setPixmap(icon("warning", theme.bad).pixmap(QSize(18, 18)))
        self._close.setIcon(icon("remove", theme.text))
