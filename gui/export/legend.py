"""Which racer is which, in a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from engine import Racer
from engine.formula.notation import number_text
from gui.theme import Look, Theme
from gui.views.canvas.strokes import draw_marks, line_pen

ROW = 22.0
SAMPLE = 34.0
SAMPLE_GAP = 8.0
GAP = 28.0
MARKER = 8.0
LINE = 2.0


@dataclass(frozen=True)
class _Entry:
    look: Look
    words: str
    width: float


class Legend:
    """A line, marker and name for each racer, in as many centred rows as a width takes."""

    def __init__(self, racers: Mapping[int, Racer], theme: Theme, font: QFont, width: float) -> None:
        """`racers` by their numbers from 0."""
        self._theme = theme
        self._font = font
        self._width = width
        metrics = QFontMetricsF(font)
        self._rows: list[list[_Entry]] = [[]]
        for number, racer in racers.items():
            words = metrics.elidedText(
                _words(racer), Qt.TextElideMode.ElideRight, width - SAMPLE - SAMPLE_GAP
            )
            entry = _Entry(
                theme.look(number), words, SAMPLE + SAMPLE_GAP + metrics.horizontalAdvance(words) + 1
            )
            if self._rows[-1] and _breadth([*self._rows[-1], entry]) > width:
                self._rows.append([])
            self._rows[-1].append(entry)

    @property
    def height(self) -> float:
        return ROW * sum(map(bool, self._rows))

    def draw(self, painter: QPainter, place: QPointF) -> None:
        """Draw with the upper left corner at `place`."""
        painter.setFont(self._font)
        for number, row in enumerate(self._rows):
            x = place.x() + (self._width - _breadth(row)) / 2
            for entry in row:
                self._draw_entry(painter, entry, QRectF(x, place.y() + ROW * number, entry.width, ROW))
                x += entry.width + GAP

    def _draw_entry(self, painter: QPainter, entry: _Entry, place: QRectF) -> None:
        middle = place.center().y()
        painter.setPen(line_pen(entry.look.colour, LINE, entry.look.dash))
        painter.drawLine(QPointF(place.left(), middle), QPointF(place.left() + SAMPLE, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(entry.look.colour))
        draw_marks(painter, entry.look.marker, np.array([[place.left() + SAMPLE / 2, middle]]), MARKER)
        painter.setPen(QColor(self._theme.text))
        words = place.adjusted(SAMPLE + SAMPLE_GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, entry.words)


def _words(racer: Racer) -> str:
    """The racer's name, with its learning rate if that stays the same."""
    return racer.title if racer.schedule else f"{racer.title}, η = {number_text(racer.lr)}"


def _breadth(row: Sequence[_Entry]) -> float:
    return sum(entry.width for entry in row) + GAP * (len(row) - 1)
