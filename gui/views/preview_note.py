"""A word in the corner of a view on how far the exact picture is."""
from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from engine import Loss

# Pixels from the lower left corner of the picture.
INSET = 8


class PreviewNote(QLabel):
    """Seen while a preview is shown; the mouse passes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._forms: tuple[str, ...] = ("",)
        self._picture: QRect | None = None
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(6, 2, 6, 2)
        self.hide()

    def show_share(self, loss: Loss, share: float) -> None:
        """Tell how much of the exact picture is computed, from 0 to 1: all of it needs no words."""
        short = self.tr("Preview · {share} %").format(share=int(100 * share))
        whole = self.tr("{preview} of the exact picture, from {samples} samples").format(
            preview=short, samples=f"{loss.samples:,}")
        self._forms = (whole, short)
        self._fit()
        self.setVisible(share < 1.0)
        self.raise_()

    def move_into(self, picture: QRect) -> None:
        """Keep in the lower left corner of the picture, in as many words as it is wide."""
        self._picture = picture
        self._fit()

    def _fit(self) -> None:
        """The longest form that there is room for."""
        for form in self._forms:
            self.setText(form)
            self.adjustSize()
            if self._picture is None or self.width() <= self._picture.width() - 2 * INSET:
                break
        if self._picture is not None:
            self.move(self._picture.bottomLeft() + QPoint(INSET, -INSET - self.height()))
