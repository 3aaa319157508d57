"""The plot of samples: true values, predictions to drag, and the pieces of the loss between them."""
from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.views.plot import Plot

Key = Qt.Key
# What each key moves: the selection, and the prediction of the selected sample.
STEPS: Final = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1),
                Key.Key_PageUp: (0, 10), Key.Key_PageDown: (0, -10)}
ROWS: Final = {Key.Key_Insert: True, Key.Key_Delete: False}


class SamplePlot(Plot):
    """Left and Right select a sample, Up and Down move its prediction; with Shift those of all samples."""

    selection_moved = Signal(int)           # samples on
    prediction_nudged = Signal(int, bool)   # steps up, and whether it is for all
    row_requested = Signal(bool)            # one more, or one less

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(150, 110)

    def sizeHint(self) -> QSize:
        return QSize(300, 260)

    def event(self, event: QEvent) -> bool:
        # The arrows are commands of the window where nothing else wants them.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and (
                event.key() in STEPS or event.key() in ROWS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            across, up = STEPS[key]
            if across:
                self.selection_moved.emit(across)
            else:
                self.prediction_nudged.emit(up, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in ROWS:
            self.row_requested.emit(ROWS[key])
        else:
            event.ignore()
