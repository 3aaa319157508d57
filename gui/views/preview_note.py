"""A word in the corner of a view on how far the exact picture is."""
from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from engine import Loss

# Pixels from the upper left corner of the picture.
INSET = 8


class PreviewNote(QLabel):
    """Seen while a preview is shown; the mouse passes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(6, 2, 6, 2)
        self.hide()

    def show_share(self, loss: Loss, share: float) -> None:
        """Tell how much of the exact picture is computed, from 0 to 1: all of it needs no words."""
        self.setText(self.tr("Preview · {share} % of the exact picture, from {samples} samples").format(
            share=int(100 * share), samples=f"{loss.samples:,}"))
        self.adjustSize()
        self.setVisible(share < 1.0)
        self.raise_()

    def move_to(self, corner: QPoint) -> None:
        """Keep in this upper left corner of the picture."""
        self.move(corner + QPoint(INSET, INSET))
