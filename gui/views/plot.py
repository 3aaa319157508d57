"""The canvas of every plot: themed axes, zoom, pan, things to hold, and a menu."""
from __future__ import annotations

import sys

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gui.theme import LIGHT, Theme
from gui.views.canvas.axes import Axes
from gui.views.canvas.grip import Grip
from gui.views.canvas.menu import picture_menu
from gui.views.canvas.scale import Scale

# One notch of the wheel shows this share of the former range.
ZOOM_PER_NOTCH = 0.85
NOTCH = 120
# The narrowest range that can be shown, by itself and in proportion to its numbers.
SMALLEST, FINEST = 1e-300, 1e-13
KEYS_THAT_MOVE_FOCUS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
# Pixels that the mouse may move between press and release of a click.
CLICK_SLACK = 4


class Plot(pg.GraphicsView):
    """A plot with a left and a bottom axis. Its layers draw in pixels of its `box`, on `scale_now`.

    The wheel zooms (over an axis: along it), dragging moves the view, unless the press takes hold of one of
    the `grips`; the first that reaches the mouse wins.
    """

    scale_changed = Signal()
    theme_changed = Signal()
    hidden_changed = Signal()
    moved_by_hand = Signal()            # the user zoomed or moved the view
    clicked = Signal(float, float)      # pixels of the box
    double_clicked = Signal(float, float)   # pixels of the box
    menu_asked = Signal(float, float)   # pixels of the box that the menu, which is about to open, is about
    hovered = Signal(float, float)      # pixels of the box
    left = Signal()                     # the mouse is no longer over the box
    fit_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=LIGHT.window)
        self.theme = LIGHT
        self.hidden: frozenset[int] = frozenset()   # the numbers of the racers that are not drawn
        self.grips: list[Grip] = []
        self._axes = Axes(self.theme, self.font())
        self.box: pg.ViewBox = self._axes.box
        self.setCentralItem(self._axes)
        self._axes.laid_out.connect(self._take_scale)
        self.scale_now: Scale = self._axes.scale_now()
        self._held: Grip | None = None
        self._pressed_at: QPointF | None = None
        self._panned_to: QPointF | None = None
        self._focus_by_key = False
        self.menu = picture_menu(
            self, self.image, self.fit_requested.emit, self.export_requested.emit)
        self.setMinimumSize(160, 120)

    def sizeHint(self) -> QSize:
        return QSize(480, 420)

    # What is shown

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.setBackground(theme.window)
        self._axes.set_theme(theme)
        self.theme_changed.emit()
        self.viewport().update()

    def set_hidden(self, racers: frozenset[int]) -> None:
        """Draw all racers but those with these numbers, from 0."""
        if racers != self.hidden:
            self.hidden = racers
            self.hidden_changed.emit()

    def set_names(self, x: str, y: str) -> None:
        """Write these beside the axes."""
        self._axes.set_names(x, y)

    def set_kinds(self, *, whole_x: bool = False, log_y: bool = False) -> None:
        """Whether x counts in whole numbers, and whether y is the decimal logarithm of what is written."""
        self._axes.set_kinds(whole_x=whole_x, log_y=log_y)

    def set_frame(self, *, least_margin: float, foot: bool, tick_gaps: tuple[float, float]) -> None:
        """How much room there is for words around the box, as `Axes.set_frame` has it."""
        self._axes.set_frame(least_margin=least_margin, foot=foot, tick_gaps=tick_gaps)

    def show_range(self, left: float, right: float, bottom: float, top: float) -> None:
        """Show this range of data; nothing happens where doubles are too coarse or too small for it."""
        if not (_can_be_shown(left, right) and _can_be_shown(bottom, top)):
            return
        self.box.setRange(xRange=(left, right), yRange=(bottom, top), padding=0)

    def image(self) -> QImage:
        """The plot as it is on the screen."""
        return self.grab().toImage()

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Draw the plot into `target`, as lines and words that stay sharp in SVG and PDF."""
        self.ensurePolished()
        self.render(painter, target, self.viewport().rect(), Qt.AspectRatioMode.KeepAspectRatio)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # noqa: N802
        if self._focus_by_key and self.hasFocus():
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def _take_scale(self) -> None:
        self.scale_now = self._axes.scale_now()
        self.scale_changed.emit()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = self._in_box(event)
        self._held = self._grip_at(place)
        if self._held:
            self.left.emit()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._held.held.emit(place.x(), place.y())
        elif self.box.rect().contains(place):
            self._pressed_at = self._panned_to = place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        place = self._in_box(event)
        if self._held:
            self._held.moved.emit(place.x(), place.y())
        elif self._pressed_at is not None and self._panned_to is not None:
            if self._panned_to is self._pressed_at and _near(place, self._pressed_at):
                return
            self._move_view(place - self._panned_to)
            self._panned_to = place
        else:
            self._hover(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = self._in_box(event)
        held, self._held = self._held, None
        pressed_at, self._pressed_at = self._pressed_at, None
        if held:
            held.released.emit()
        elif pressed_at is not None and self._panned_to is pressed_at:
            self.clicked.emit(place.x(), place.y())
        self._hover(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        place = self._in_box(event)
        if event.button() == Qt.MouseButton.LeftButton and self.box.rect().contains(place):
            self.double_clicked.emit(place.x(), place.y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        notches = event.angleDelta().y() / NOTCH
        share = ZOOM_PER_NOTCH**notches
        place = self._in_box(event)
        scale = self.scale_now
        x, y = scale.x_at(place.x()), scale.y_at(place.y())
        left, right, bottom, top = scale[:4]
        if place.y() <= scale.height:
            bottom, top = y + (bottom - y) * share, y + (top - y) * share
        if place.x() >= 0:
            left, right = x + (left - x) * share, x + (right - x) * share
        self.show_range(left, right, bottom, top)
        self.moved_by_hand.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = QPointF(event.pos()) - self.box.pos()
        self.menu_asked.emit(place.x(), place.y())
        self.menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus_by_key = event.reason() in KEYS_THAT_MOVE_FOCUS
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._axes.set_font(self.font())

    def _in_box(self, event: QMouseEvent | QWheelEvent) -> QPointF:
        return event.position() - self.box.pos()

    def _grip_at(self, place: QPointF) -> Grip | None:
        return next((grip for grip in self.grips if grip.reaches(place.x(), place.y())), None)

    def _hover(self, place: QPointF) -> None:
        if not self.box.rect().contains(place):
            self.viewport().unsetCursor()
            self.left.emit()
            return
        grip = self._grip_at(place)
        self.viewport().setCursor(grip.cursor if grip else Qt.CursorShape.CrossCursor)
        self.hovered.emit(place.x(), place.y())

    def _move_view(self, shift: QPointF) -> None:
        scale = self.scale_now
        left, right = scale.x_at(-shift.x()), scale.x_at(scale.width - shift.x())
        bottom, top = scale.y_at(scale.height - shift.y()), scale.y_at(-shift.y())
        self.show_range(left, right, bottom, top)
        self.moved_by_hand.emit()


def _can_be_shown(low: float, high: float) -> bool:
    """Whether sum and difference of the ends are doubles, and the range is not too narrow for them."""
    sizes = abs(low) + abs(high)
    return sizes < sys.float_info.max and high - low > max(FINEST * sizes, SMALLEST)


def _near(first: QPointF, second: QPointF) -> bool:
    return (first - second).manhattanLength() <= CLICK_SLACK
