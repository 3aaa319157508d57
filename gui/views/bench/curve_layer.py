"""The curve of a criterion, or of its slope, with every sample at its place on it."""
from __future__ import annotations

from math import hypot
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.views.bench.costs import Costs
from gui.views.bench.still_layer import StillLayer
from gui.views.bench.windows import Curve
from gui.views.canvas.numerals import compact_text
from gui.views.canvas.scale import Array
from gui.views.canvas.strokes import draw_marks, draw_polyline, line_pen, mixed
from gui.views.items.labels import draw_words
from gui.views.plot import Plot

LINE: Final = 2.0
DOT, SMALL_DOT, SELECTED, RIM = 8.0, 5.0, 13.0, 1.2
CROWD: Final = 40
ZERO_DASH: Final = (5.0, 3.0)
REACH: Final = 9.0
# How strong a curve is under its dots.
CURVE_SHARE: Final = 0.55
# Pixels from the curve of a class to its name.
NAME_GAP: Final = 9.0


class CurveLayer(StillLayer):
    """Draws curves and dots in the colour of the criterion with this number."""

    def __init__(self, plot: Plot, depth: int, place: int) -> None:
        super().__init__(plot, depth)
        self._place = place
        self._curves: tuple[tuple[Array, Array, float], ...] = ()
        self._of_slopes = False
        self._dots: Array = np.empty((0, 2))

    def show_curves(self, curves: tuple[Curve, ...], of_slopes: bool) -> None:
        """Draw the pieces along these curves, or their slopes."""
        drawn = tuple((curve.x, y, curve.truth) for curve in curves
                      if (y := curve.slopes if of_slopes else curve.pieces) is not None)
        if len(drawn) != len(self._curves) or any(
                new[1] is not old[1] for new, old in zip(drawn, self._curves, strict=True)):
            self.draw_anew()
        self._of_slopes = of_slopes
        self._curves = drawn

    def show_dots(self, x: Array, y: Array) -> None:
        """Where the samples are, in data (n,); none where the criterion does not admit them."""
        if len(x) != len(self._dots):
            self.draw_anew()
        self._dots = np.column_stack([x, y])
        self.update()

    def dot_at(self, x: float, y: float) -> int | None:
        """The number of the sample under these pixels, if any; the selected one before the others."""
        places = self._pixels()
        if not len(places) or self._costs is None:
            return None
        distances = np.hypot(places[:, 0] - x, places[:, 1] - y)
        if hypot(*(places[self._costs.sample] - (x, y))) <= REACH:
            return self._costs.sample
        nearest = int(np.nanargmin(distances)) if np.isfinite(distances).any() else 0
        return nearest if distances[nearest] <= REACH else None

    def pixels_of(self, sample: int) -> tuple[float, float]:
        x, y = self._pixels()[sample].tolist()
        return x, y

    def draw_still(self, painter: QPainter, costs: Costs) -> None:
        theme, scale = self.plot.theme, self.plot.scale_now
        look = theme.look(self._place)
        zero = scale.y_pixel(0.0)
        painter.setPen(QPen(QColor(theme.axis), 1))
        painter.drawLine(QPointF(0, int(zero) + 0.5), QPointF(scale.width, int(zero) + 0.5))
        colour = mixed(look.colour, theme.window, CURVE_SHARE)
        for x, y, truth in self._curves:
            dash = ZERO_DASH if truth == 0.0 and len(self._curves) > 1 else ()
            draw_polyline(painter, scale.x_pixels(x), scale.y_pixels(y), line_pen(colour, LINE, dash))
        others = np.delete(self._pixels(), costs.sample, axis=0) if len(self._dots) else self._dots
        # Of many that lie on one pixel one is enough. (numpy's unique loads masked arrays, which takes time.)
        pixels = np.round(others[np.isfinite(others).all(axis=1)]).tolist()
        others = np.array(sorted({(x, y) for x, y in pixels})).reshape(-1, 2)
        # Rims tell a few dots apart; of many they would be all that is seen.
        crowd = len(others) > CROWD
        painter.setPen(Qt.PenStyle.NoPen if crowd else QPen(QColor(theme.window), RIM))
        painter.setBrush(QColor(look.colour))
        draw_marks(painter, look.marker, others, SMALL_DOT if crowd else DOT)
        if len(self._curves) > 1 and not self._of_slopes:
            self._name_classes(painter)

    def draw_moving(self, painter: QPainter, costs: Costs) -> None:
        if not len(self._dots) or not np.isfinite(self._dots[costs.sample]).all():
            return
        theme = self.plot.theme
        look = theme.look(self._place)
        painter.setPen(QPen(QColor(theme.window), RIM))
        painter.setBrush(QColor(look.colour))
        draw_marks(painter, look.marker, self._pixels()[costs.sample : costs.sample + 1], SELECTED)

    def _name_classes(self, painter: QPainter) -> None:
        """Say beside each curve for which class it is."""
        theme, scale = self.plot.theme, self.plot.scale_now
        metrics = QFontMetricsF(self.plot.font())
        painter.setFont(self.plot.font())
        for x, y, truth in self._curves:
            seen = np.flatnonzero((y <= scale.top) & (y >= scale.bottom))
            if not len(seen):
                continue
            # Where a curve of losses is high: that of class 1 on the left, that of class 0 on the right.
            end = seen[0] if truth else seen[-1]
            words = f"y = {compact_text(truth)}"
            width = metrics.horizontalAdvance(words)
            across, down = scale.x_pixel(float(x[end])), scale.y_pixel(float(y[end]))
            left = across + NAME_GAP if truth else across - NAME_GAP - width
            place = QRectF(left, max(down - metrics.height(), 0.0), width, metrics.height())
            draw_words(painter, place, words, theme.muted, theme.window)

    def _pixels(self) -> Array:
        scale = self.plot.scale_now
        return np.column_stack([scale.x_pixels(self._dots[:, 0]), scale.y_pixels(self._dots[:, 1])])

