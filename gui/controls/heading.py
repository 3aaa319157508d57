"""The title of a section of a panel."""
from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.controls.elided import ElidedLabel


class Heading(ElidedLabel):
    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setProperty("role", "heading")
        self.show_words(words)

    def show_words(self, words: str) -> None:
        self.setText(words.upper())
        # Capitals may be read aloud letter by letter.
        self.setAccessibleName(words)
