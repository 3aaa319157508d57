"""The samples on their plot: a dash for each true value, a ball for each prediction."""
from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.views.bench.costs import Costs
from gui.views.bench.still_layer import StillLayer
from gui.views.canvas.scale import Array, Scale
from gui.views.canvas.strokes import draw_bars, draw_lines, draw_marks, line_pen

Numbers = npt.NDArray[np.intp]

# In pixels. Balls are smaller where many samples stand close to each other.
BALL, SMALLEST_BALL, SELECTED = 12.0, 3.0, 15.0
RIM = 1.5
DASH, DASH_WIDTH = 22.0, 2.5
REACH = 12.0
# From so many samples on the balls are too small to be more than points.
CROWD: Final = 100
KEY_GAP, KEY_MARK = 8.0, 14.0
KEY_HEIGHT: Final = 24.0


class SampleMarks(StillLayer):
    """Balls in the colour of the criterion in focus; a thin line from each true value to its prediction."""

    def sample_at(self, x: float, y: float) -> int | None:
        """The number of the prediction under these pixels, if any; the selected one before the others."""
        if self._costs is None:
            return None
        places = self._places(self._costs.bench.p)
        distances = np.hypot(places[:, 0] - x, places[:, 1] - y)
        if distances[self._costs.sample] <= REACH:
            return self._costs.sample
        nearest = int(distances.argmin())
        return nearest if distances[nearest] <= REACH else None

    def column_at(self, x: float) -> int | None:
        """The number of the sample in whose column a pixel is."""
        if self._costs is None:
            return None
        number = round(self.plot.scale_now.x_at(x)) - 1
        return number if 0 <= number < len(self._costs.bench) else None

    def place_of(self, sample: int) -> tuple[float, float]:
        """Pixels of a prediction."""
        assert self._costs is not None
        x, y = self._places(self._costs.bench.p)[sample].tolist()
        return x, y

    def draw_still(self, painter: QPainter, costs: Costs) -> None:
        self._draw_key(painter, costs)
        others = np.delete(np.arange(len(costs.bench)), costs.sample)
        self._draw(painter, costs, others, self._ball_size())

    def draw_moving(self, painter: QPainter, costs: Costs) -> None:
        self._draw(painter, costs, np.array([costs.sample]), SELECTED)

    def _draw(self, painter: QPainter, costs: Costs, chosen: Numbers, size: float) -> None:
        theme = self.plot.theme
        truths, predictions = (self._places(values)[chosen] for values in (costs.bench.y, costs.bench.p))
        draw_lines(painter, np.column_stack([truths, predictions]), line_pen(theme.muted, 1.0))
        dash = min(DASH, max(1.4 * size, 2.0))
        ends = np.column_stack([truths[:, 0] - dash / 2, truths[:, 1], truths[:, 0] + dash / 2, truths[:, 1]])
        draw_lines(painter, ends, line_pen(theme.text, DASH_WIDTH if size >= BALL else 1.0))
        look = theme.look(costs.focus)
        if len(chosen) > CROWD:
            half = size / 2
            bars = np.column_stack([predictions - half, np.full((len(chosen), 2), size)])
            draw_bars(painter, bars, QColor(look.colour))
            return
        painter.setPen(QPen(QColor(theme.window), RIM if size >= BALL / 2 else 0.5))
        painter.setBrush(QColor(look.colour))
        draw_marks(painter, "o", predictions, size)

    def _draw_key(self, painter: QPainter, costs: Costs) -> None:
        """Say at the top which mark is which."""
        theme, metrics = self.plot.theme, QFontMetricsF(self.plot.font())
        right = self.boundingRect().width() - KEY_GAP
        middle = metrics.height() / 2 + 2
        for words, is_truth in ((self.tr("prediction"), False), (self.tr("true value"), True)):
            width = metrics.horizontalAdvance(words)
            place = QRectF(right - width, middle - metrics.height() / 2, width + 1, metrics.height())
            mark = QPointF(place.left() - KEY_GAP / 2 - KEY_MARK / 2, middle)
            if is_truth:
                painter.setPen(line_pen(theme.text, DASH_WIDTH))
                painter.drawLine(mark - QPointF(KEY_MARK / 2, 0), mark + QPointF(KEY_MARK / 2, 0))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.look(costs.focus).colour))
                painter.drawEllipse(mark, KEY_MARK / 3, KEY_MARK / 3)
            painter.setFont(self.plot.font())
            painter.setPen(QColor(theme.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            right = mark.x() - KEY_MARK / 2 - 2 * KEY_GAP

    def _ball_size(self) -> float:
        scale = self.plot.scale_now
        return min(BALL, max(SMALLEST_BALL, 0.7 * _spacing(scale)))

    def _places(self, values: Array) -> Array:
        """Pixels of these values of all samples, (n, 2)."""
        scale = self.plot.scale_now
        return np.column_stack([scale.x_pixels(np.arange(1, len(values) + 1)), scale.y_pixels(values)])


def _spacing(scale: Scale) -> float:
    return abs(scale.x_pixel(1.0) - scale.x_pixel(0.0))
