"""What the marks of samples mean: the classes, or the colours of targets."""
from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.views.canvas.layer import Layer
from gui.views.canvas.numerals import number_text
from gui.views.canvas.sheet import Sheet
from gui.views.canvas.strokes import draw_marks
from gui.views.data.looks import class_look, target_range
from gui.views.data.samples import EDGE_WIDTH, SIZE
from gui.views.data.sight import Sight
from gui.views.plot import Plot

# All in pixels.
INSET = 8.0
PADDING = 7.0
GAP = 6.0
CORNER = 5.0
BAR = 110.0, 9.0
WIDEST = 160.0
MOST = 8
OPACITY = 0.88
DIGITS = 3


class Key(Layer):
    """A small card in the upper left corner of the plot; none where the axis says it all."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._sight: Sight | None = None
        self._sheet = Sheet()

    def show_sight(self, sight: Sight | None) -> None:
        self._sight = sight
        self.update()

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        if self._sight is None:
            return
        if widget is None:
            self._draw_all(painter, self._sight)
            return
        if self._sheet.wiped(widget, self.plot.box.size(), (self._sight, self.plot.theme)):
            with self._sheet.painter() as on_sheet:
                on_sheet.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._draw_all(on_sheet, self._sight)
        self._sheet.lay_on(painter)

    def _draw_all(self, painter: QPainter, sight: Sight) -> None:
        painter.setFont(self.plot.font())
        if sight.classes:
            self._draw_classes(painter, sight)
        elif sight.is_plane:
            self._draw_targets(painter, sight)

    def _draw_classes(self, painter: QPainter, sight: Sight) -> None:
        metrics = QFontMetricsF(self.plot.font())
        names = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, WIDEST) for name in sight.classes]
        if len(names) > MOST:
            names = [*names[:MOST - 1], "…"]
        height = metrics.height() + 2.0
        width = SIZE + GAP + max(metrics.horizontalAdvance(name) for name in names)
        card = self._draw_card(painter, width, height * len(names))
        for number, name in enumerate(names):
            look, middle = class_look(self.plot.theme, number), card.top() + PADDING + height * (number + 0.5)
            painter.setPen(QPen(look.edge, EDGE_WIDTH))
            painter.setBrush(look.inside)
            if name != "…":
                place = np.array([[card.left() + PADDING + SIZE / 2, middle]])
                draw_marks(painter, look.marker, place, SIZE)
            painter.setPen(QColor(self.plot.theme.text))
            left = card.left() + PADDING + SIZE + GAP
            painter.drawText(QRectF(left, middle - height / 2, WIDEST + 2.0, height),
                             Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def _draw_targets(self, painter: QPainter, sight: Sight) -> None:
        theme, metrics = self.plot.theme, QFontMetricsF(self.plot.font())
        low, high = (number_text(value, DIGITS) for value in target_range(sight))
        height = metrics.height()
        card = self._draw_card(painter, BAR[0], 2 * height + BAR[1] + 2.0)
        inside = card.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        bar = QRectF(inside.left(), inside.top() + height + 1.0, *BAR)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for place, colour in zip(np.linspace(0, 1, len(theme.targets)).tolist(), theme.targets, strict=True):
            gradient.setColorAt(place, QColor(colour))
        painter.setPen(QPen(QColor(theme.sample), 1.0))
        painter.setBrush(gradient)
        painter.drawRect(bar)
        painter.setPen(QColor(theme.text))
        name = metrics.elidedText(sight.fit.data.target, Qt.TextElideMode.ElideRight, BAR[0])
        painter.drawText(QRectF(inside.left(), inside.top(), BAR[0], height),
                         Qt.AlignmentFlag.AlignCenter, name)
        below = QRectF(inside.left(), bar.bottom() + 1.0, BAR[0], height)
        painter.setPen(QColor(theme.muted))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, low)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, high)

    def _draw_card(self, painter: QPainter, width: float, height: float) -> QRectF:
        theme = self.plot.theme
        card = QRectF(INSET + 0.5, INSET + 0.5, width + 2 * PADDING, height + 2 * PADDING)
        ground = QColor(theme.card)
        ground.setAlphaF(OPACITY)
        painter.setPen(QPen(QColor(theme.border), 1.0))
        painter.setBrush(ground)
        painter.drawRoundedRect(card, CORNER, CORNER)
        return card
