"""What the coming step takes for the gradient: that of its batch, beside that of all samples."""
from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from gui.views.canvas.numerals import number_text
from gui.views.items.annotated import Annotated
from gui.views.items.arrows import EDGE, RIM, direction, draw_arrow, pixels_of, shortened
from gui.views.items.balls import Ball
from gui.views.items.gradient_marks import DIGITS, GRADIENT_WIDTH, LABEL_GAP
from gui.views.items.labels import draw_words
from gui.views.plot import Plot

DASH = (3.0, 2.0)


class BatchGradient(Annotated):
    """Dashed, and as much longer or shorter than the gradient as it is."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._ball: Ball | None = None
        self._gradient = self._whole = (0.0, 0.0)
        self._length = 0.0
        self.hide()

    def show_gradient(self, ball: Ball | None, of_batch: tuple[float, float], whole: tuple[float, float],
                      length: float) -> None:
        """Draw `of_batch` at a ball where the `whole` gradient is so many pixels long; nothing at no ball."""
        self._ball, self._gradient, self._whole, self._length = ball, of_batch, whole, length
        self.update()

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        scale, theme, ball = self.plot.scale_now, self.plot.theme, self._ball
        if ball is None or ball.racer in self.plot.hidden:
            return
        place = ball.place_on(scale)
        uphill = direction(*self._gradient, scale)
        whole = pixels_of(*self._whole, scale)
        if uphill.isNull() or not scale.holds(place.x(), place.y()) or not 0.0 < whole < float("inf"):
            return
        length = self._length * pixels_of(*self._gradient, scale) / whole
        if not isfinite(length):
            return
        arrow = shortened(QLineF(place, place + uphill * length), scale, EDGE)
        if arrow.length() <= RIM:
            return
        arrow.setP1(arrow.pointAt(RIM / arrow.length()))
        draw_arrow(painter, arrow, theme.gradient, GRADIENT_WIDTH, DASH)
        across, up = (number_text(part, DIGITS) for part in self._gradient)
        text = self.tr("batch ({across}, {up})").format(across=across, up=up)
        self._draw_words(painter, text, arrow.p2(), uphill)

    def _draw_words(self, painter: QPainter, text: str, tip: QPointF, along: QPointF) -> None:
        """Write beyond the tip, and inside the view."""
        metrics, theme, scale = QFontMetricsF(self.plot.font()), self.plot.theme, self.plot.scale_now
        width, height = metrics.horizontalAdvance(text) + 4.0, metrics.height()
        middle = tip + QPointF(along.x() * (width / 2 + LABEL_GAP), along.y() * (height / 2 + LABEL_GAP))
        left = min(max(middle.x() - width / 2, EDGE), scale.width - width - EDGE)
        top = min(max(middle.y() - height / 2, EDGE), scale.height - height - EDGE)
        place = QRectF(left, top, width, height)
        if place.intersects(self.reserved):
            place.moveTop(self.reserved.bottom() + EDGE)
        painter.setFont(self.plot.font())
        draw_words(painter, place, text, theme.gradient, theme.window)
