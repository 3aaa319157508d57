"""Where the ball in focus is pulled and where it goes: the gradient with its components, the coming step."""
from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from gui.views.canvas.numerals import number_text
from gui.views.canvas.strokes import line_pen
from gui.views.items.annotated import Annotated
from gui.views.items.arrows import EDGE, RIM, direction, draw_arrow, way_from
from gui.views.items.balls import Ball
from gui.views.items.labels import Label, around, draw_words
from gui.views.plot import Plot

# All in pixels.
GRADIENT_LENGTH = 76.0
GRADIENT_WIDTH = 2.2
COMPONENT_WIDTH = 1.4
STEP_WIDTH = 3.0
LABEL_GAP = 9.0
PROBES = 16
DIGITS = 3


class Pull(NamedTuple):
    """A ball, the gradient there, and the place its next step leads to; nan where there is none."""

    ball: Ball
    gradient: tuple[float, float]
    target: tuple[float, float]


class GradientMarks(Annotated):
    """The gradient points uphill with the same length on the screen; the step has its true length."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._pull: Pull | None = None
        self._all_balls: Sequence[Ball] = ()
        self._label = Label()
        self._length = GRADIENT_LENGTH

    def show_length(self, pixels: float) -> None:
        """Draw the gradient so long."""
        self._length = pixels
        self.update()

    def show_pull(self, pull: Pull, balls: Sequence[Ball]) -> None:
        """Draw gradient and coming step of this ball; `balls` are to stay in sight."""
        self._pull, self._all_balls = pull, balls
        self.update()

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        scale, theme, pull = self.plot.scale_now, self.plot.theme, self._pull
        if pull is None or pull.ball.racer in self.plot.hidden:
            return
        place = pull.ball.place_on(scale)
        if not scale.holds(place.x(), place.y()):
            return
        step = self._step(pull, place)
        if step:
            draw_arrow(painter, step, theme.look(pull.ball.racer).colour, STEP_WIDTH)
        uphill = direction(*pull.gradient, scale)
        if not uphill.isNull():
            self._draw_gradient(painter, pull, place, uphill, step)

    def _draw_gradient(self, painter: QPainter, pull: Pull, place: QPointF, uphill: QPointF,
                       step: QLineF | None) -> None:
        theme = self.plot.theme
        tip = place + uphill * self._length
        arrow = QLineF(place + uphill * min(RIM, self._length / 2), tip)
        for end in (QPointF(tip.x(), place.y()), QPointF(place.x(), tip.y())):
            component = QLineF(place, end)
            if component.length() > RIM + 2 and component.length() < self._length - 0.5:
                start = component.pointAt(RIM / component.length())
                draw_arrow(painter, QLineF(start, end), theme.gradient, COMPONENT_WIDTH)
                pen = line_pen(theme.gradient, 1.0, (3.0, 3.0))
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawLine(QLineF(end, tip))
        draw_arrow(painter, arrow, theme.gradient, GRADIENT_WIDTH)
        self._draw_label(painter, pull, place, arrow, step)

    def _draw_label(self, painter: QPainter, pull: Pull, ball: QPointF, arrow: QLineF,
                    step: QLineF | None) -> None:
        theme = self.plot.theme
        across, up = (number_text(part, DIGITS) for part in pull.gradient)
        text = self.tr("gradient ({across}, {up})").format(across=across, up=up)
        metrics = QFontMetricsF(self.plot.font())
        size = metrics.horizontalAdvance(text) + 4, metrics.height()
        view = self.plot.box.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        lines = [arrow, QLineF(ball, arrow.p2())] + ([step] if step else [])
        crowd = np.concatenate([np.linspace(line.p1().toTuple(), line.p2().toTuple(), PROBES)
                                for line in lines])
        middles = [other.place_on(self.plot.scale_now) for other in self._all_balls
                   if other.racer not in self.plot.hidden]
        taken = [self.reserved, *(QRectF(at.x() - RIM, at.y() - RIM, 2 * RIM, 2 * RIM) for at in middles)]
        places = [*around(arrow.p2(), *size, LABEL_GAP), *around(ball, *size, LABEL_GAP + RIM)]
        painter.setFont(self.plot.font())
        draw_words(painter, self._label.place(places, crowd, taken, view), text, theme.gradient, theme.window)

    def _step(self, pull: Pull, place: QPointF) -> QLineF | None:
        """From the rim of the ball to where the step leads, or to the edge of the view."""
        if not all(map(isfinite, pull.target)):
            return None
        scale = self.plot.scale_now
        target = QPointF(float(scale.x_pixels(pull.target[0])), float(scale.y_pixels(pull.target[1])))
        return way_from(place, target, scale)
