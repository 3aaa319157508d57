"""The gradient all over the view."""
from __future__ import annotations

from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from engine.losses.loss import Differentiable
from gui.views.canvas.layer import Layer
from gui.views.canvas.scale import Array, Scale
from gui.views.canvas.sheet import Sheet
from gui.views.items.arrows import direction, draw_arrow
from gui.views.plane import Plane
from gui.views.plot import Plot
from gui.views.refinement import Refinement, is_quick, preview

Key: TypeAlias = tuple[Plane, Scale]

# In pixels.
SPACING = 44.0
LONGEST, SHORTEST = 34.0, 7.0
WIDTH = 1.3
# A gradient so many powers of ten below the usual one has the shortest arrow.
DECADES = 2.0


class GradientField(Layer):
    """An arrow uphill every few pixels, the longer the steeper; steepness counts by its logarithm.

    The arrows of a loss that takes long are those of its preview, until a thread has found their own.
    """

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._plane: Plane | None = None
        self._sheet = Sheet()
        self._found: tuple[Key, Array] | None = None     # the gradients of a view, exactly
        self._sought: Key | None = None
        self._refinement = Refinement(self)
        self._refinement.finished.connect(self._take_exact)
        self.hide()
        plot.scale_changed.connect(self.update)

    def show_plane(self, plane: Plane) -> None:
        self._plane = plane
        self.update()

    def settle(self) -> bool:
        """Begin at once with what takes long, and wait a moment for it; whether it is there."""
        if self.isVisible() and self._plane is not None:
            self._seek(self._plane)
        return self._refinement.settle()

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        if self._plane is None:
            return
        self._seek(self._plane)
        if widget is None:
            self._refinement.finish()
            self._draw_arrows(painter, self._plane)
            return
        key = (self._plane, self.plot.scale_now, self.plot.theme, self._refinement.is_busy)
        if self._sheet.wiped(widget, self.plot.box.size(), key):
            with self._sheet.painter() as on_sheet:
                on_sheet.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._draw_arrows(on_sheet, self._plane)
        self._sheet.lay_on(painter)

    def _seek(self, plane: Plane) -> None:
        """See to it that the gradients of the present view are found, if that takes long."""
        scale = self.plot.scale_now
        if is_quick(plane.loss):
            self._refinement.give_up()
        elif self._sought != (plane, scale):
            self._sought = plane, scale
            self._refinement.begin(plane.loss, plane.box(scale[:2], scale[2:4]), len(_grid(scale)[0]),
                                   lambda exact: _gradients(plane, scale, exact))

    def _take_exact(self, gradients: Array) -> None:
        assert self._sought is not None
        self._found = self._sought, gradients
        self.update()

    def _draw_arrows(self, painter: QPainter, plane: Plane) -> None:
        scale = self.plot.scale_now
        across, down = _grid(scale)
        if self._found is not None and self._found[0] == (plane, scale):
            gradients = self._found[1]
        else:
            gradients = _gradients(plane, scale, preview(plane.loss))
        with np.errstate(all="ignore"):
            steepness = np.log10(np.hypot(*gradients.T))
        known = np.isfinite(steepness)
        if not known.any():
            return
        top = np.percentile(steepness[known], 90)
        shares = np.clip(1 + (steepness - top) / DECADES, 0.0, 1.0)
        for x, y, gradient, share in zip(across[known], down[known], gradients[known], shares[known],
                                         strict=True):
            length = SHORTEST + (LONGEST - SHORTEST) * share
            half = direction(gradient[0], gradient[1], scale) * (length / 2)
            middle = QPointF(x, y)
            draw_arrow(painter, QLineF(middle - half, middle + half), self.plot.theme.contour, WIDTH)


def _grid(scale: Scale) -> tuple[Array, Array]:
    """The pixels of all arrows, (n,) across and (n,) down."""
    across, down = np.meshgrid(_spread(scale.width), _spread(scale.height))
    return across.ravel(), down.ravel()


def _gradients(plane: Plane, scale: Scale, function: Differentiable) -> Array:
    across, down = _grid(scale)
    return plane.gradients(np.interp(across, [0, scale.width], [scale.left, scale.right]),
                           np.interp(down, [0, scale.height], [scale.top, scale.bottom]), function)


def _spread(length: float) -> Array:
    """Pixels with the usual spacing, as far from one end as from the other."""
    count = max(int(length / SPACING), 1)
    middle = length / 2
    reach = (count - 1) / 2 * SPACING
    return np.linspace(middle - reach, middle + reach, count)
