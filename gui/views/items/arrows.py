"""Arrows from a place on a plot to another."""
from __future__ import annotations

from math import hypot

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from gui.views.canvas.scale import Scale
from gui.views.canvas.strokes import line_pen
from gui.views.items.balls import BALL_SIZE

# In pixels, for a shaft one pixel wide.
HEAD_LENGTH, HEAD_HALF_WIDTH = 3.7, 1.9
SHORTEST = 2.0
# In pixels. A long way ends where it leads. A short one, which the ball would hide, has its length from
# the rim.
RIM = BALL_SIZE / 2 + 2.0
SHORT, LONG = 26.0, 60.0
EDGE = 3.0


def draw_arrow(painter: QPainter, arrow: QLineF, colour: str, width: float,
               dash: tuple[float, ...] = ()) -> None:
    """A shaft of this width with a head at its end; a very short arrow is not drawn."""
    length = arrow.length()
    if length < SHORTEST:
        return
    along = QPointF(arrow.dx() / length, arrow.dy() / length)
    aside = QPointF(-along.y(), along.x())
    head = min(HEAD_LENGTH * width, length)
    neck = arrow.p2() - along * head
    half = aside * (HEAD_HALF_WIDTH / HEAD_LENGTH * head)
    pen = line_pen(colour, width, dash)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QLineF(arrow.p1(), neck))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF([arrow.p2(), neck + half, neck - half]))


def direction(across: float, up: float, scale: Scale) -> QPointF:
    """The direction in pixels, of length 1, of a vector in data; of length 0 for no direction."""
    # Halved ranges, so that the largest of numbers stay numbers.
    right = across / (scale.right / 2 - scale.left / 2) * scale.width
    down = -up / (scale.top / 2 - scale.bottom / 2) * scale.height
    largest = max(abs(right), abs(down))
    if not 0 < largest < float("inf"):
        return QPointF()
    length = hypot(right / largest, down / largest)
    return QPointF(right / largest / length, down / largest / length)


def pixels_of(across: float, up: float, scale: Scale) -> float:
    """The length in pixels of a vector in data."""
    return hypot(across / (scale.right - scale.left) * scale.width,
                 up / (scale.top - scale.bottom) * scale.height)


def way_from(ball: QPointF, target: QPointF, scale: Scale) -> QLineF | None:
    """From the rim of a ball in view to where it goes, in pixels, or to the edge of the view."""
    way = target - ball
    length = hypot(way.x(), way.y())
    if length == 0:
        return None
    rim = way * (RIM / length)
    beyond = rim * min(max((LONG - length) / (LONG - SHORT), 0.0), 1.0)
    return shortened(QLineF(ball + rim, target + beyond), scale, EDGE)


def shortened(line: QLineF, scale: Scale, inset: float) -> QLineF:
    """The line from its first point, which is in view, up to the edge of the view."""
    share = 1.0
    for start, way, end in ((line.x1(), line.dx(), scale.width), (line.y1(), line.dy(), scale.height)):
        if way > 0:
            share = min(share, max((end - inset - start) / way, 0.0))
        elif way < 0:
            share = min(share, max((inset - start) / way, 0.0))
    return QLineF(line.p1(), line.pointAt(share))
