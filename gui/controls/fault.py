"""What is wrong with a field, said beside it: an icon and one sentence."""
from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.icons import icon
from gui.theme import LIGHT, Theme


class Fault(QWidget):
    """Takes no place while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._sentence = QLabel()
        self._sentence.setProperty("role", "error")
        # It may quote whatever somebody wrote.
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        # A long word wraps or is cut; it never makes the panel wider.
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self.set_theme(LIGHT)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def show_fault(self, sentence: str) -> None:
        """Say it; an empty sentence takes it back."""
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))

    def set_theme(self, theme: Theme) -> None:
        self._icon.setPixmap(icon("warning", theme.bad).pixmap(QSize(16, 16), self.devicePixelRatioF()))
