"""The loss along one parameter, drawn."""
from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from engine.losses.loss import Differentiable
from gui.views.canvas.layer import Layer
from gui.views.canvas.scale import Array, Scale
from gui.views.canvas.sheet import Sheet
from gui.views.canvas.strokes import FULL_WIDTH_LENGTH, draw_polyline, line_pen
from gui.views.plot import Plot
from gui.views.refinement import Counted, Refinement, is_quick, preview
from gui.views.sampling import sample
from gui.views.slice import Slice

WIDTH = 2.0
# Pixels between the places at which others look where the curve is.
PROBE_DISTANCE = 4.0


class LossLine(Layer):
    """Samples its slice of the loss anew for every view of it; one that takes long, in a thread."""

    refined = Signal()          # what is drawn is no preview any more
    progressed = Signal(float)  # how much of a loss that takes long is computed, from 0 to 1

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._slice: Slice | None = None
        self._traced: tuple[Slice, Scale] | None = None
        self._refinement = Refinement(self)
        self._refinement.progressed.connect(self.progressed)
        self._refinement.finished.connect(self._take_exact)
        self._sheet = Sheet()
        self._version = 0
        self._across = self._down = np.empty(0)  # pixels of the curve
        plot.scale_changed.connect(self._trace)

    def show_slice(self, of_loss: Slice) -> None:
        if of_loss != self._slice:
            self._slice = of_loss
            self._trace()

    def ends(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """The pixels where the curve enters the view and leaves it again; None when it is not in view."""
        inside = np.flatnonzero((self._down >= 0) & (self._down <= self.plot.scale_now.height))
        if not len(inside):
            return None
        first, last = inside[0], inside[-1]
        places = np.column_stack([self._across, self._down])[[first, last]].tolist()
        return tuple(places[0]), tuple(places[1])

    def near(self, x: float, reach: float) -> Array:
        """Pixels (n, 2), evenly along the curve, at most `reach` to the left or right of x."""
        first, last = np.searchsorted(self._across, [x - reach, x + reach])
        across = self._across[first:last]
        down = np.clip(self._down[first:last], 0, self.plot.scale_now.height)
        across, down = across[np.isfinite(down)], down[np.isfinite(down)]
        if len(across) < 2:
            return np.empty((0, 2))
        lengths = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(across), np.diff(down)))])
        places = np.arange(0.0, lengths[-1], PROBE_DISTANCE)
        return np.column_stack([np.interp(places, lengths, across), np.interp(places, lengths, down)])

    @property
    def is_refined(self) -> bool:
        return not self._refinement.is_busy

    def settle(self) -> bool:
        """Begin at once with what takes long, and wait a moment for it; whether it is there."""
        return self._refinement.settle()

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        if widget is None:
            self._refinement.finish()
            self._draw_line(painter)
            return
        if self._sheet.wiped(widget, self.plot.box.size(), (self._version, self.plot.theme)):
            with self._sheet.painter() as on_sheet:
                on_sheet.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._draw_line(on_sheet)
        self._sheet.lay_on(painter)

    def _trace(self) -> None:
        """Find the pixels of the curve in the present view."""
        if self._slice is None or self._traced == (self._slice, self.plot.scale_now):
            return
        shown, scale = self._traced = self._slice, self.plot.scale_now
        quick = Counted(preview(shown.loss))
        self._show(scale, _sampled(shown, scale, quick))
        if is_quick(shown.loss):
            self._refinement.give_up()
        else:
            box = shown.box(scale.left, scale.right)
            self._refinement.begin(shown.loss, box, quick.done, lambda exact: _sampled(shown, scale, exact))

    def _take_exact(self, points: tuple[Array, Array]) -> None:
        self._show(self.plot.scale_now, points)
        self.refined.emit()

    def _show(self, scale: Scale, points: tuple[Array, Array]) -> None:
        x, y = points
        self._across = scale.x_pixels(x)
        # Infinity is no place to draw a line to, and between such close samples a wall need not be higher.
        down = scale.y_pixels(np.where(np.isfinite(y), y, np.nan))
        self._down = np.clip(down, -scale.height, 2 * scale.height)
        self._version += 1
        self.update()

    def _draw_line(self, painter: QPainter) -> None:
        # One width from end to end.
        length = np.nansum(np.hypot(np.diff(self._across), np.diff(self._down)))
        before = 0.0 if length < FULL_WIDTH_LENGTH else FULL_WIDTH_LENGTH + 1
        draw_polyline(painter, self._across, self._down, line_pen(self.plot.theme.curve, WIDTH), before)


def _sampled(shown: Slice, scale: Scale, function: Differentiable) -> tuple[Array, Array]:
    return sample(lambda values: shown.losses(values, function), scale)
