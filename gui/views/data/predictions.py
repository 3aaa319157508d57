"""What is predicted along one feature: a curve for each racer, and where one class ends."""
from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from engine.losses.loss import Point
from gui.views.canvas.layer import Layer
from gui.views.canvas.scale import Array, Scale
from gui.views.canvas.strokes import draw_lines, draw_polyline, line_pen, mixed, unbent
from gui.views.data.crowd import Crowd, thinned
from gui.views.data.looks import class_look
from gui.views.data.moment import Moment
from gui.views.data.sight import HALF, Sight, Target
from gui.views.items.labels import draw_words
from gui.views.plot import Plot

# Pixels from one place of a curve to the next.
STRIDE = 3.0
LOUD, QUIET, THIN = 2.6, 1.6, 1.0
GHOST_WIDTH = 1.2
# Of the colour of the racer: the oldest and the newest of earlier fits, and a residual.
OLDEST, NEWEST, RESIDUAL = 0.18, 0.5, 0.55
# Samples whose residuals are drawn.
FEW = 400
BEST_DASH = (5.0, 4.0)
BORDER_DASH = (3.0, 3.0)
EDGE = 6.0


class _Curves(Layer):
    """Draws along the feature across."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._moment: Moment | None = None

    def show_moment(self, moment: Moment | None) -> None:
        self._moment = None if moment is None or moment.sight.is_plane else moment
        self.update()

    def _across(self) -> tuple[Array, Array]:
        """Places across, as pixels and as data."""
        scale = self.plot.scale_now
        pixels = np.linspace(0.0, scale.width, max(int(scale.width / STRIDE), 2))
        return pixels, np.linspace(scale.left, scale.right, len(pixels))

    def _draw_curve(self, painter: QPainter, y: Array, colour: QColor | str, width: float,
                    dash: tuple[float, ...] = ()) -> None:
        pixels, _ = self._across()
        line = unbent(np.column_stack([pixels, self.plot.scale_now.y_pixels(y)]))
        draw_polyline(painter, line[:, 0], line[:, 1], line_pen(colour, width, dash))


class Residuals(_Curves):
    """Under the samples: how far the racer in focus is from each of them, and where its curve has been."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._crowd: tuple[Sight, Scale, Crowd] | None = None

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        moment = self._moment
        if moment is None or moment.focus in self.plot.hidden or moment.sight.target is Target.CLASSES:
            return
        theme = self.plot.theme
        colour = theme.look(moment.focus).colour
        _, x = self._across()
        for age, point in enumerate(moment.earlier, 1):
            share = OLDEST + (NEWEST - OLDEST) * age / len(moment.earlier)
            self._draw_curve(painter, moment.sight.curve(point, x), mixed(colour, theme.window, share),
                             GHOST_WIDTH)
        if moment.sight.target is Target.NUMBER:
            self._draw_residuals(painter, moment, mixed(colour, theme.window, RESIDUAL))

    def _draw_residuals(self, painter: QPainter, moment: Moment, colour: QColor) -> None:
        sight, scale = moment.sight, self.plot.scale_now
        samples, places = self._in_view(sight, scale)
        ends = scale.y_pixels(sight.predicted(moment.point, samples))
        bars = np.column_stack([places, places[:, 0], ends])
        draw_lines(painter, bars[np.isfinite(ends)], line_pen(colour, THIN))


    def _in_view(self, sight: Sight, scale: Scale) -> Crowd:
        """The samples whose residuals are drawn, which are the same from frame to frame."""
        if self._crowd is None or self._crowd[0] is not sight or self._crowd[1] != scale:
            crowd = thinned(scale, *sight.places, sight.numbers, few=FEW)
            every = slice(None, None, -(-len(crowd.samples) // FEW) or 1)
            crowd = Crowd(crowd.samples[every], crowd.places[every])
            self._crowd = (sight, scale, crowd)
        return self._crowd[2]


class Predictions(_Curves):
    """Above the samples: the curve of each racer, loud for the one in focus, and the best one, if known."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._covered = QRectF()

    def keep_clear(self, covered: QRectF) -> None:
        """Write nothing where something else covers the box, in its pixels."""
        self._covered = covered
        self.update()

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        moment = self._moment
        if moment is None:
            return
        sight, theme = moment.sight, self.plot.theme
        _, x = self._across()
        if sight.target in (Target.PROBABILITY, Target.SCORE):
            self._draw_level(painter, 0.0 if sight.target is Target.SCORE else HALF)
        for minimum in sight.fit.minima:
            self._draw_best(painter, sight.curve(minimum.point, x))
        for racer in moment.in_order(self.plot.hidden):
            look, width = theme.look(racer), LOUD if racer == moment.focus else QUIET
            if sight.target is not Target.CLASSES:
                self._draw_curve(painter, sight.curve(moment.points[racer], x), look.colour, width, look.dash)
            elif racer == moment.focus:
                self._draw_classes(painter, sight.curve(moment.points[racer], x))
            self._draw_borders(painter, moment, racer)

    def _draw_classes(self, painter: QPainter, shares: Array) -> None:
        """Draw the probability of each class."""
        for number, share in enumerate(shares.T):
            self._draw_curve(painter, share, class_look(self.plot.theme, number).edge, QUIET)

    def _draw_level(self, painter: QPainter, level: float) -> None:
        scale = self.plot.scale_now
        down = scale.y_pixel(level)
        painter.setPen(line_pen(self.plot.theme.future, THIN, BORDER_DASH))
        painter.drawLine(QLineF(0.0, down, scale.width, down))

    def _draw_borders(self, painter: QPainter, moment: Moment, racer: int) -> None:
        """Draw upright lines where a racer passes from one class to another."""
        scale, look = self.plot.scale_now, self.plot.theme.look(racer)
        width = QUIET if racer == moment.focus else THIN
        painter.setPen(line_pen(look.colour, width, BORDER_DASH))
        for x in self._crossings(moment, moment.points[racer]):
            across = scale.x_pixel(x)
            painter.drawLine(QLineF(across, 0.0, across, scale.height))

    def _crossings(self, moment: Moment, point: Point) -> list[float]:
        _, x = self._across()
        found = []
        for border in moment.sight.borders(point, moment.sight.features(x)):
            with np.errstate(all="ignore"):
                turns = np.flatnonzero(border[:-1] * border[1:] < 0.0)
                shares = border[turns] / (border[turns] - border[turns + 1])
            found += (x[turns] + shares * (x[turns + 1] - x[turns])).tolist()
        return found

    def _draw_best(self, painter: QPainter, y: Array) -> None:
        theme = self.plot.theme
        self._draw_curve(painter, y, theme.text, THIN, BEST_DASH)
        scale = self.plot.scale_now
        down = scale.y_pixels(y)
        inside = np.flatnonzero((down > 2 * EDGE) & (down < scale.height - 2 * EDGE))
        if not len(inside):
            return
        words, metrics = self.tr("best"), QFontMetricsF(self.plot.font())
        width, height = metrics.horizontalAdvance(words) + 4.0, metrics.height()
        pixels, _ = self._across()
        # Below a line that rises, above one that falls: on the side that the line leaves free.
        rises = down[inside[-1]] < down[inside[0]]
        for last in inside[::-1]:
            at = QPointF(pixels[last], down[last])
            left = min(at.x() - width / 2, scale.width - width - EDGE)
            top = at.y() + EDGE + height if rises else at.y() - 2 * EDGE - height
            top = min(max(top, EDGE), scale.height - height - EDGE)
            place = QRectF(left, top, width, height)
            if not place.intersects(self._covered):
                break
        painter.setFont(self.plot.font())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        draw_words(painter, place, words, theme.text, theme.window)
