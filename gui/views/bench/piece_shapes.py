"""The pieces of the loss on the plot of samples, and their mean, which is the loss."""
from __future__ import annotations

from math import sqrt
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from engine.bench import Account
from gui.views.bench.costs import Costs
from gui.views.bench.pieces import Shape, bar_width, rectangles, shape_of
from gui.views.bench.still_layer import StillLayer
from gui.views.canvas.numerals import compact_text
from gui.views.canvas.scale import Array
from gui.views.canvas.strokes import draw_bars, line_pen
from gui.views.items.labels import Label, draw_words
from gui.views.plot import Plot

FILL, SELECTED_FILL, EDGE = 0.18, 0.34, 0.75    # opacities
# With more samples there is no room for the mean beside them.
MOST_WITH_MEAN: Final = 20
MEAN_DASH: Final = (4.0, 3.0)
# More shapes than this have no edges: these would be all that is seen.
MOST_EDGES: Final = 60
ABOVE = 3.0     # pixels between the mean and its name


class PieceShapes(StillLayer):
    """Squares or bars in the colour of the criterion in focus."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._label = Label()

    def stands_still(self, costs: Costs, before: Costs) -> bool:
        shapes = [(shape_of(each.criterion, each.bench), each.account(each.focus) is None)
                  for each in (costs, before)]
        return super().stands_still(costs, before) and shapes[0] == shapes[1]

    def draw_still(self, painter: QPainter, costs: Costs) -> None:
        shown = self._rectangles(costs)
        if shown is not None:
            self._fill(painter, costs, np.delete(shown, costs.sample, axis=0), FILL)

    def draw_moving(self, painter: QPainter, costs: Costs) -> None:
        shown, account = self._rectangles(costs), costs.account(costs.focus)
        if shown is None or account is None:
            return
        self._fill(painter, costs, shown[costs.sample : costs.sample + 1], SELECTED_FILL)
        if shape_of(costs.criterion, costs.bench) is Shape.HEIGHT:
            self._draw_level(painter, costs, account)
        elif len(costs.bench) <= MOST_WITH_MEAN:
            self._draw_mean(painter, costs, account)

    def _rectangles(self, costs: Costs) -> Array | None:
        account = costs.account(costs.focus)
        if account is None:
            return None
        return rectangles(shape_of(costs.criterion, costs.bench), costs.bench, account, self.plot.scale_now)

    def _fill(self, painter: QPainter, costs: Costs, shown: Array, opacity: float) -> None:
        colour = QColor(self.plot.theme.look(costs.focus).colour)
        fill, edge = QColor(colour), QColor(colour)
        fill.setAlphaF(opacity)
        edge.setAlphaF(EDGE)
        half = shape_of(costs.criterion, costs.bench) is Shape.HALF
        if not half:
            draw_bars(painter, shown, fill)
        if not half and len(shown) > MOST_EDGES:
            return
        painter.setPen(QPen(edge, 1))
        for left, top, width, height in shown.tolist():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if half:
                painter.setBrush(fill)
                painter.drawPolygon(QPolygonF([QPointF(left, top), QPointF(left, top + height),
                                               QPointF(left + width, top + height)]))
            else:
                painter.drawRect(QRectF(left, top, width, height))

    def _draw_level(self, painter: QPainter, costs: Costs, account: Account) -> None:
        """The mean of bars that all begin at 0 is a level."""
        colour = self.plot.theme.look(costs.focus).colour
        y = self.plot.scale_now.y_pixel(float(account.pieces.mean()))
        painter.setPen(line_pen(colour, 1.5, MEAN_DASH))
        painter.drawLine(QPointF(0, y), QPointF(self.boundingRect().width(), y))
        width = self.boundingRect().width()
        self._name_mean(painter, costs, account, QRectF(0, y, width, 0))

    def _draw_mean(self, painter: QPainter, costs: Costs, account: Account) -> None:
        """The mean square or bar, behind the last sample."""
        scale, mean = self.plot.scale_now, float(account.pieces.mean())
        unit = abs(scale.y_pixel(0.0) - scale.y_pixel(1.0))
        square = shape_of(costs.criterion, costs.bench) in (Shape.SQUARE, Shape.HALF)
        half = shape_of(costs.criterion, costs.bench) is Shape.HALF
        height = unit * (sqrt(max(2 * mean if half else mean, 0.0)) if square else abs(mean))
        # What is far larger than the plot is drawn larger than it: dashes of a long line take their time.
        height = min(height, 2 * max(scale.width, scale.height))
        width = height if square else bar_width(scale)
        right = self.boundingRect().width() - 4
        place = QRectF(right - width, self.boundingRect().height() - height - 1, width, height)
        painter.setPen(line_pen(self.plot.theme.look(costs.focus).colour, 1.5, MEAN_DASH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        self._name_mean(painter, costs, account, place)

    def _name_mean(self, painter: QPainter, costs: Costs, account: Account, drawn: QRectF) -> None:
        """Write what the mean is above or below where it is drawn, at either end, clear of the balls."""
        metrics, scale = QFontMetricsF(self.plot.font()), self.plot.scale_now
        words = self.tr("mean {value}").format(value=compact_text(float(account.pieces.mean()), 4))
        width, height = metrics.horizontalAdvance(words) + 2, metrics.height()
        places = [QRectF(x, y, width, height)
                  for x in (drawn.right() - width - 2, max(drawn.left() + 2, 0.0))
                  for y in (drawn.top() - ABOVE - height, drawn.bottom() + ABOVE)]
        crowd = np.column_stack([scale.x_pixels(np.arange(1, len(costs.bench) + 1)),
                                 scale.y_pixels(costs.bench.p)])
        around = np.concatenate([crowd + np.array([x, y]) for x in (-8, 0, 8) for y in (-8, 0, 8)])
        place = self._label.place(places, around, (), self.boundingRect())
        painter.setFont(self.plot.font())
        theme = self.plot.theme
        draw_words(painter, place, words, theme.look(costs.focus).colour, theme.window)
