"""A field for a formula, as many lines high as the formula needs."""
from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontDatabase,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from engine import FormulaError, InputError
from gui.theme import LIGHT, Theme

PAUSE_MS = 200      # how long typing must rest before a formula is looked at
MOST_LINES = 6
# What is pasted beyond this is no formula, and would hold the window up while it is laid out.
MOST_CHARACTERS = 20_000
_EDGE = 6           # pixels of border and padding on each side, as in the style sheet


class FormulaField(QTextEdit):
    formula_typed = Signal(str)  # when typing rests, and at once with Enter or on leaving

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""    # what Escape brings back
        self._told = ""     # what the listener knows
        self._fault: tuple[int, int] | None = None
        self._theme = LIGHT
        self._rest = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._rest.timeout.connect(self._tell)
        self.setProperty("role", "field")
        self.setFont(QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()))
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)
        self.textChanged.connect(self._rest.start)

    def show_formula(self, formula: str) -> None:
        """Replace what is there, without telling anybody."""
        self._shown = self._told = formula
        if formula != self.toPlainText():
            self.setPlainText(formula)
        self._rest.stop()
        self.unmark()

    def mark(self, start: int, end: int) -> None:
        """Underline the characters from `start` up to `end`, counted in the text from 0."""
        self._fault = (start, end)
        self._draw_fault()

    def mark_fault(self, fault: InputError) -> None:
        """Underline what is wrong: its place, or all of a text of which no place is known."""
        start, end = (fault.start, fault.end) if isinstance(fault, FormulaError) else (0, 0)
        self.mark(start, end or len(self.toPlainText()))

    def unmark(self) -> None:
        self._fault = None
        self._draw_fault()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._draw_fault()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        text = min(self.document().size().height(), MOST_LINES * line + 2 * self.document().documentMargin())
        return QSize(160, math.ceil(text) + 2 * _EDGE)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
            self._tell()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802, a name of Qt
        """Files that are dropped here are for the window."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802, a name of Qt
        self.insertPlainText(" ".join(source.text()[:MOST_CHARACTERS].splitlines()))

    def _tell(self) -> None:
        self._rest.stop()
        formula = self.toPlainText()
        if formula != self._told:
            self._told = formula
            self.formula_typed.emit(formula)

    def _draw_fault(self) -> None:
        self.setProperty("faulty", self._fault is not None)
        self.style().polish(self)
        self.setExtraSelections([] if self._fault is None else [self._underlined(*self._fault)])

    def _underlined(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        text = self.toPlainText()
        # Where something is missing there is no character: the last one before it is underlined.
        end = min(max(end, start + 1), len(text))
        start = max(0, min(start, end - 1))
        underlined = QTextEdit.ExtraSelection()
        underlined.cursor = QTextCursor(self.document())
        underlined.cursor.setPosition(_in_utf16(text[:start]))
        underlined.cursor.setPosition(_in_utf16(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(QColor(self._theme.bad))
        wave.setForeground(QColor(self._theme.bad))
        underlined.format = wave
        return underlined


def _in_utf16(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
