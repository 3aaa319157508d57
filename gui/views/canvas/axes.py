"""The ground of a plot: grid, axes, their numbers and names."""
from __future__ import annotations

import sys
from math import ceil

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gui.theme import Theme
from gui.views.canvas.scale import Scale
from gui.views.canvas.sheet import Sheet
from gui.views.canvas.strokes import mixed
from gui.views.canvas.ticks import Ticks, linear_ticks, log_ticks

# In pixels.
GAP_TO_TEXT = 5.0
TOP_MARGIN = 8.0
RIGHT_MARGIN = 14.0
X_TICK_GAP = 72.0
Y_TICK_GAP = 52.0
LOG_TICK_GAP = 30.0
# The left margin grows in such strides, so that the plot stays in place while the numbers beside it change.
MARGIN_STRIDE = 10.0


class Axes(pg.GraphicsWidget):
    """A view box with a grid behind it, and the left and the bottom axis around it.

    The place of everything follows at once from range and size. pyqtgraph's own axes find their width only
    while they are painted, and move the plot one event later.
    """

    laid_out = Signal()

    def __init__(self, theme: Theme, font: QFont) -> None:
        super().__init__()
        self.box = pg.ViewBox(parent=self, enableMenu=False, enableMouse=False)
        self.box.disableAutoRange()
        largest = sys.float_info.max
        self.box.setLimits(xMin=-largest, xMax=largest, yMin=-largest, yMax=largest)
        self._theme = theme
        self._font = font
        self._names = ("", "")
        self._whole_x = False
        self._log_y = False
        self._least_margin = 0.0
        self._has_foot = True
        self._tick_gaps = X_TICK_GAP, Y_TICK_GAP
        self._x_ticks = self._y_ticks = Ticks([], [], [])
        self._sheet = Sheet()
        self._version = 0
        self.box.sigRangeChanged.connect(self._lay_out)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._lay_out()

    def set_font(self, font: QFont) -> None:
        self._font = font
        self._lay_out()

    def set_names(self, x: str, y: str) -> None:
        if (x, y) != self._names:
            self._names = (x, y)
            self._lay_out()

    def set_kinds(self, *, whole_x: bool, log_y: bool) -> None:
        """Whether x counts in whole numbers, and whether y is the decimal logarithm of what is written."""
        self._whole_x, self._log_y = whole_x, log_y
        self._lay_out()

    def set_frame(self, *, least_margin: float, foot: bool, tick_gaps: tuple[float, float]) -> None:
        """The least width beside the box on the left, whether there are words below it, and gaps of ticks.

        For plots that stand above each other and share their x axis, and for small ones.
        """
        frame = least_margin, foot, tick_gaps
        if frame != (self._least_margin, self._has_foot, self._tick_gaps):
            self._least_margin, self._has_foot, self._tick_gaps = frame
            self._lay_out()

    def scale_now(self) -> Scale:
        (left, right), (bottom, top) = self.box.viewRange()
        return Scale(left, right, bottom, top, max(self.box.width(), 1.0), max(self.box.height(), 1.0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        metrics = QFontMetricsF(self._font)
        line = metrics.height()
        (left, right), (bottom, top) = self.box.viewRange()
        foot = 2 * line + 2 * GAP_TO_TEXT if self._has_foot else GAP_TO_TEXT
        height = self.size().height() - TOP_MARGIN - foot
        if height < line:
            return
        self._y_ticks = (log_ticks(bottom, top, height, LOG_TICK_GAP) if self._log_y
                         else linear_ticks(bottom, top, height, self._tick_gaps[1]))
        beside = line + 2 * GAP_TO_TEXT + _widest(metrics, self._y_ticks)
        margin = max(ceil(beside / MARGIN_STRIDE) * MARGIN_STRIDE, self._least_margin)
        width = self.size().width() - margin - RIGHT_MARGIN
        if width < line:
            return
        gap = self._tick_gaps[0]
        for _ in range(2):
            self._x_ticks = linear_ticks(left, right, width, gap, whole=self._whole_x)
            gap = max(gap, _widest(metrics, self._x_ticks) + 2 * GAP_TO_TEXT)
        self.box.setGeometry(QRectF(margin, TOP_MARGIN, width, float(int(height))))
        self._version += 1
        self.update()
        self.laid_out.emit()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem,
              widget: QWidget | None = None) -> None:
        if widget is None:
            self._draw(painter)
            return
        if self._sheet.wiped(widget, self.size(), self._version):
            with self._sheet.painter() as on_sheet:
                self._draw(on_sheet)
        self._sheet.lay_on(painter)

    def _draw(self, painter: QPainter) -> None:
        box = self.box.geometry()
        scale = self.scale_now()
        xs = [x + box.left() for x in scale.x_pixels(self._x_ticks.major)]
        ys = [y + box.top() for y in scale.y_pixels(self._y_ticks.major)]
        faint = mixed(self._theme.grid, self._theme.window, 0.5)
        self._draw_lines(painter, faint, [x + box.left() for x in scale.x_pixels(self._x_ticks.minor)],
                         [y + box.top() for y in scale.y_pixels(self._y_ticks.minor)])
        self._draw_lines(painter, QColor(self._theme.grid), xs, ys)
        painter.setPen(QPen(QColor(self._theme.axis), 1))
        painter.drawLine(_crisp(box.left() - 1, box.top()), _crisp(box.left() - 1, box.bottom()))
        painter.drawLine(_crisp(box.left() - 1, box.bottom()), _crisp(box.right(), box.bottom()))
        self._draw_words(painter, xs, ys)

    def _draw_lines(self, painter: QPainter, colour: QColor, xs: list[float], ys: list[float]) -> None:
        box = self.box.geometry()
        painter.setPen(QPen(colour, 1))
        for x in xs:
            painter.drawLine(_crisp(x, box.top()), _crisp(x, box.bottom()))
        for y in ys:
            painter.drawLine(_crisp(box.left(), y), _crisp(box.right(), y))

    def _draw_words(self, painter: QPainter, xs: list[float], ys: list[float]) -> None:
        box = self.box.geometry()
        metrics = QFontMetricsF(self._font)
        line = metrics.height()
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.muted))
        under = box.bottom() + GAP_TO_TEXT
        for x, text in zip(xs, self._x_ticks.texts, strict=True) if self._has_foot else ():
            half = metrics.horizontalAdvance(text) / 2 + 1
            if x + half <= self.size().width():
                painter.drawText(QRectF(x - half, under, 2 * half, line), Qt.AlignmentFlag.AlignCenter, text)
        beside = box.left() - 1 - GAP_TO_TEXT
        for y, text in zip(ys, self._y_ticks.texts, strict=True):
            painter.drawText(QRectF(0, y - line / 2, beside, line),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        x_name, y_name = self._names
        if self._has_foot:
            painter.drawText(QRectF(box.left(), under + line, box.width(), line),
                             Qt.AlignmentFlag.AlignCenter, x_name)
        painter.save()
        painter.rotate(-90)
        painter.drawText(QRectF(-box.bottom(), 2, box.height(), line), Qt.AlignmentFlag.AlignCenter, y_name)
        painter.restore()


def _widest(metrics: QFontMetricsF, ticks: Ticks) -> float:
    return max((metrics.horizontalAdvance(text) for text in ticks.texts), default=0.0)


def _crisp(x: float, y: float) -> QPointF:
    """The middle of the pixel that holds this point, where a line one pixel wide is sharp."""
    return QPointF(int(x) + 0.5, int(y) + 0.5)
