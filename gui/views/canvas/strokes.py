"""Lines, bars and marks drawn from arrays of pixels.

Qt's antialiased pens wider than a hairline take 0.15 ms for every thousand pixels of line, and far more when
one path holds many long lines. So lines go in short pieces, and a line that is extremely folded is drawn as
a hairline: where tens of thousands of pixels of line lie on one plot, nobody sees the difference.
"""
from __future__ import annotations

from functools import cache

import numpy as np
import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from gui.views.canvas.scale import Array

# Vertices that go to Qt as one path.
PIECE = 16
# Pixels of line that are drawn in full width.
FULL_WIDTH_LENGTH = 15_000.0
# Longer than that no piece of line is seen, however far it goes.
LONGEST_SEEN = 3000.0
# A vertex this near to the line between its neighbours, in pixels, is left out.
STRAIGHT = 0.04
THINNINGS = 4
# A marker with little area is drawn at most so much broader than a disc.
BROADEST = 1.4


@cache
def mixed(colour: str, ground: str, share: float) -> QColor:
    """The opaque colour that a `share` of `colour` over `ground` gives."""
    over, under = QColor(colour), QColor(ground)
    red, green, blue = (share * a + (1 - share) * b for a, b in (
        (over.redF(), under.redF()), (over.greenF(), under.greenF()), (over.blueF(), under.blueF())))
    return QColor.fromRgbF(red, green, blue)


def line_pen(colour: QColor | str, width: float, dash: tuple[float, ...] = ()) -> QPen:
    """A round pen; `dash` in pen widths."""
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern(dash)
    return pen


def draw_polyline(painter: QPainter, x: Array, y: Array, pen: QPen, before: float = 0.0) -> float:
    """Draw a line through the pixels; nan leaves a gap.

    `before` is the length of the line that leads to the first pixel, so that dashes and width go on from
    there. Returns the length at the end.
    """
    if len(x) < 2:
        return before
    pieces = np.nan_to_num(_seen_lengths(np.diff(x), np.diff(y)))
    lengths = before + np.concatenate([[0.0], np.cumsum(pieces)])
    full, hairline = QPen(pen), _hairline(pen, painter)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for first in range(0, len(x) - 1, PIECE):
        piece = slice(first, first + PIECE + 1)
        pen = full if lengths[first] <= FULL_WIDTH_LENGTH else hairline
        if pen.style() == Qt.PenStyle.CustomDashLine:
            pen.setDashOffset(lengths[first] / pen.widthF())
        painter.setPen(pen)
        painter.drawPath(pg.arrayToQPath(x[piece], y[piece], connect="finite"))
    return float(lengths[-1])


def unbent(line: Array) -> Array:
    """The line (n, 2) without the vertices at which it hardly bends."""
    for _ in range(THINNINGS):
        if len(line) < 3:
            break
        before, here, after = line[:-2], line[1:-1], line[2:]
        chord = after - before
        area = np.abs(chord[:, 0] * (here - before)[:, 1] - chord[:, 1] * (here - before)[:, 0])
        keep = np.ones(len(line), bool)
        # Every other one: of two neighbours one must stay to tell about the other. nan compares as false.
        with np.errstate(invalid="ignore"):
            keep[1:-1:2] = ~(area <= STRAIGHT * np.hypot(*chord.T))[::2]
        line = line[keep]
    return line


def draw_lines(painter: QPainter, lines: Array, pen: QPen, before: float = 0.0) -> float:
    """Draw separate lines, (n, 4) pixels as x1, y1, x2, y2. Returns `before` plus their length."""
    if not len(lines):
        return before
    lengths = before + np.cumsum(_seen_lengths(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]))
    full = int(np.searchsorted(lengths, FULL_WIDTH_LENGTH))
    painter.setPen(pen)
    for line in lines[:full].tolist():
        painter.drawLine(QLineF(*line))
    if full < len(lines):
        painter.setPen(_hairline(pen, painter))
        rest = primitives(QLineF, lines[full:])
        painter.drawLines(*rest.drawargs())
    return float(lengths[-1])


def draw_bars(painter: QPainter, bars: Array, colour: QColor) -> None:
    """Fill upright bars, (n, 4) pixels as left, top, width, height."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    rectangles = primitives(QRectF, bars)
    painter.drawRects(*rectangles.drawargs())


def draw_marks(painter: QPainter, marker: str, places: Array, size: float) -> None:
    """Draw a marker at each of (n, 2) pixels with the painter's pen and brush."""
    mark = marker_path(marker, size)
    for x, y in places.tolist():
        painter.translate(x, y)
        painter.drawPath(mark)
        painter.translate(-x, -y)


@cache
def marker_path(marker: str, size: float) -> QPainterPath:
    """One of pyqtgraph's symbols, centred on the origin, about the area of a disc `size` pixels across."""
    symbol = Symbols[marker]
    corners = np.array([corner.toTuple() for corner in symbol.toFillPolygon()])
    area = abs(np.sum(corners[:-1, 0] * corners[1:, 1] - corners[1:, 0] * corners[:-1, 1])) / 2
    breadth = size * min(np.sqrt(np.pi / 4 / area), BROADEST)
    x, y = corners[:-1].mean(axis=0)
    return QTransform.fromScale(breadth, breadth).translate(-x, -y).map(symbol)


def _seen_lengths(across: Array, down: Array) -> Array:
    """Lengths of pieces of line that go so far across and down."""
    return np.minimum(np.hypot(across, down), LONGEST_SEEN)


def _hairline(pen: QPen, painter: QPainter) -> QPen:
    """The same pen, as wide as one pixel of the device."""
    hairline = QPen(pen)
    hairline.setWidthF(1 / painter.device().devicePixelRatioF())
    return hairline


def primitives(kind: type, rows: Array) -> PrimitiveArray:
    """Rows (n, 4) as lines or rectangles, for `painter.drawLines(*lines.drawargs())`.

    They own the memory that is drawn from, and have to be kept in a variable until it is.
    """
    array = PrimitiveArray(kind, 4)
    array.resize(len(rows))
    array.ndarray()[:] = rows
    return array
