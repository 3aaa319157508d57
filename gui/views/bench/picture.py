"""The bench as a figure: the samples, and beside them the curves of each criterion under its value."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.theme import Theme
from gui.views.bench.costs import Costs
from gui.views.bench.criterion_curves import CriterionCurves
from gui.views.bench.sample_plot import SamplePlot
from gui.views.canvas.numerals import compact_text
from gui.views.canvas.strokes import marker_path
from gui.views.plot import Plot

HEAD: Final = 22.0
GAP: Final = 10.0
MARKER: Final = 10.0
# The share of the width that belongs to the samples, and that of a column's height to its upper plot.
SAMPLES_SHARE: Final = {1: 0.58, 2: 0.45, 3: 0.38, 4: 0.34}
UPPER_SHARE: Final = 0.46
DIGITS: Final = 6


class BenchPicture(QWidget):
    """Holds the plots of a bench while it is drawn; answers to what a figure asks of a plot."""

    def __init__(self, costs: Costs, samples: SamplePlot, curves: Sequence[CriterionCurves],
                 theme: Theme) -> None:
        super().__init__()
        self._costs, self._samples, self._curves, self._theme = costs, samples, curves, theme
        self._plots: list[Plot] = [samples]
        for criterion, each in zip(costs.bench.criteria, curves, strict=True):
            self._plots.extend(each.plots[: 1 if criterion.no_slope else 2])
        for plot in self._plots:
            plot.setParent(self)
            plot.show()

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Draw everything into `target`, as lines and words that stay sharp in SVG and PDF."""
        corner = target.topLeft()
        for plot in self._plots:
            plot.draw(painter, QRectF(plot.geometry()).translated(corner))
        for place in range(len(self._curves)):
            self._draw_head(painter, place, corner)

    def _draw_head(self, painter: QPainter, place: int, corner: QPointF) -> None:
        """The criterion's mark, name and value above its curves."""
        criterion, account = self._costs.bench.criteria[place], self._costs.account(place)
        look, column = self._theme.look(place), self._column(place)
        line = QRectF(column.left(), 0, column.width(), HEAD).translated(corner)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.colour))
        painter.translate(line.left() + GAP, line.center().y())
        painter.drawPath(marker_path(look.marker, MARKER))
        painter.restore()
        bold = QFont(self.font())
        bold.setBold(True)
        value = "" if account is None else compact_text(account.value, DIGITS)
        painter.setFont(bold)
        painter.setPen(QColor(look.colour))
        words = line.adjusted(2 * GAP, 0, -GAP, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | middle, value)
        room = words.width() - QFontMetricsF(bold).horizontalAdvance(value) - GAP
        painter.setFont(self.font())
        painter.setPen(QColor(self._theme.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, QFontMetricsF(self.font()).elidedText(
            criterion.title, Qt.TextElideMode.ElideRight, room))

    def _column(self, place: int) -> QRectF:
        count = len(self._curves)
        left = SAMPLES_SHARE[count] * self.width() + GAP
        width = (self.width() - left - GAP * (count - 1)) / count
        return QRectF(left + (width + GAP) * place, HEAD, width, self.height() - HEAD)

    def _place(self) -> None:
        count = len(self._curves)
        self._samples.setGeometry(QRectF(0, 0, SAMPLES_SHARE[count] * self.width(), self.height()).toRect())
        for place, curves in enumerate(self._curves):
            column, (upper, lower) = self._column(place), curves.plots
            alone = lower not in self._plots
            height = column.height() * (1 if alone else UPPER_SHARE)
            upper.setGeometry(QRectF(column.left(), column.top(), column.width(), height).toRect())
            lower.setGeometry(column.adjusted(0, height, 0, 0).toRect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
