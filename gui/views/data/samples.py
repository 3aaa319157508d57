"""The samples, those of a batch, and the one that is meant."""
from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.views.canvas.layer import Layer
from gui.views.canvas.scale import Array, Scale
from gui.views.canvas.sheet import Sheet
from gui.views.canvas.strokes import draw_bars, draw_marks
from gui.views.data.crowd import FEW, Crowd, thinned
from gui.views.data.looks import Look, kinds, looks
from gui.views.data.sight import Numbers, Sight
from gui.views.plot import Plot

# All in pixels.
SIZE = 8.0
EDGE_WIDTH = 1.4
GRAIN = 2.0
RING = 8.5
RING_WIDTH = 2.0
# From the mouse to the sample that it means.
REACH = 9.0
# How much is left of the samples that a step does not look at, and of many close together.
DIMMED = 0.3
MANY = 0.7
# Samples of a batch that a frame may draw.
BATCH_FEW = 300


class Samples(Layer):
    """Stand still from frame to frame, on a sheet, those of the batch on another; only a ring moves."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._sight: Sight | None = None
        self._kinds: Numbers = np.empty(0, np.intp)
        self._batch: Numbers | None = None
        self._marked: int | None = None
        self._places: tuple[Scale, Array, Array] | None = None
        self._sheet, self._batch_sheet = Sheet(), Sheet()
        self._version = self._batch_version = 0
        plot.scale_changed.connect(self._draw_anew)

    def show_sight(self, sight: Sight | None) -> None:
        self._sight = sight
        if sight is not None:
            self._kinds = kinds(sight, len(self.plot.theme.targets))
        self._draw_anew()

    def show_batch(self, rows: Numbers | None) -> None:
        """Let the samples with these numbers stand out; None for all alike."""
        if rows is None or self._batch is None or not np.array_equal(rows, self._batch):
            self._batch = rows
            self._batch_version += 1
            self.update()

    def mark(self, sample: int | None) -> None:
        """Draw a ring around the sample with this number, from 0."""
        self._marked = sample
        self.update()

    def sample_at(self, x: float, y: float) -> int | None:
        """The number of the sample under these pixels, if there is one; of several the nearest."""
        if self._sight is None:
            return None
        across, down = self._pixels(self._sight)
        across, down = across - x, down - y
        near = np.flatnonzero((np.abs(across) <= REACH) & (np.abs(down) <= REACH))
        if not len(near):
            return None
        apart = np.hypot(across[near], down[near])
        # The one that lies above the others.
        nearest = len(near) - 1 - int(apart[::-1].argmin())
        return int(near[nearest]) if apart[nearest] <= REACH else None

    def place_of(self, sample: int) -> QPointF:
        """The pixels of a sample."""
        assert self._sight is not None
        across, up = self._sight.places
        scale = self.plot.scale_now
        return QPointF(scale.x_pixel(float(across[sample])), scale.y_pixel(float(up[sample])))

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        if self._sight is None:
            return
        opacity = 1.0 if self._batch is None else DIMMED
        if widget is None:
            self._draw_all(painter, opacity)
        else:
            key = (self._version, self.plot.theme, opacity)
            if self._sheet.wiped(widget, self.plot.box.size(), key):
                with self._sheet.painter() as on_sheet:
                    on_sheet.setRenderHint(QPainter.RenderHint.Antialiasing)
                    self._draw_all(on_sheet, opacity)
            self._sheet.lay_on(painter)
        if self._batch is not None:
            self._draw_batch(painter, widget)
        if self._marked is not None and self._marked < len(self._sight.fit.data):
            self._draw_ring(painter, self.place_of(self._marked))

    def _draw_anew(self) -> None:
        self._version += 1
        self._places = None
        self.update()

    def _pixels(self, sight: Sight) -> tuple[Array, Array]:
        """The pixels of all samples."""
        scale = self.plot.scale_now
        if self._places is None or self._places[0] != scale:
            across, up = sight.places
            self._places = scale, scale.x_pixels(across), scale.y_pixels(up)
        return self._places[1:]

    def _draw_batch(self, painter: QPainter, widget: QWidget | None) -> None:
        assert self._sight is not None
        if widget is None:
            self._draw_crowd(painter, self._crowd(self._sight, self._batch, BATCH_FEW))
            return
        key = (self._version, self._batch_version, self.plot.theme)
        if self._batch_sheet.wiped(widget, self.plot.box.size(), key):
            with self._batch_sheet.painter() as on_sheet:
                on_sheet.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._draw_crowd(on_sheet, self._crowd(self._sight, self._batch, BATCH_FEW))
        self._batch_sheet.lay_on(painter)

    def _crowd(self, sight: Sight, among: Numbers | None, few: int) -> Crowd:
        return thinned(self.plot.scale_now, *sight.places, self._kinds, among, few)

    def _draw_all(self, painter: QPainter, opacity: float) -> None:
        assert self._sight is not None
        crowd = self._crowd(self._sight, None, FEW)
        painter.save()
        painter.setOpacity(opacity)
        if len(crowd.samples) <= FEW:
            self._draw_crowd(painter, crowd)
        else:
            painter.setOpacity(opacity * MANY)
            self._draw_grains(painter, crowd)
        painter.restore()

    def _draw_crowd(self, painter: QPainter, crowd: Crowd) -> None:
        if len(crowd.samples) > FEW:
            self._draw_grains(painter, crowd)
            return
        for kind, look in enumerate(self._looks()):
            painter.setPen(QPen(look.edge, EDGE_WIDTH))
            painter.setBrush(look.inside)
            draw_marks(painter, look.marker, crowd.places[self._kinds[crowd.samples] == kind], SIZE)

    def _draw_grains(self, painter: QPainter, crowd: Crowd) -> None:
        """Draw so many that their shapes cannot be seen."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for kind, look in enumerate(self._looks()):
            places = crowd.places[self._kinds[crowd.samples] == kind] - GRAIN / 2
            bars = np.column_stack([places, np.full((len(places), 2), GRAIN)])
            draw_bars(painter, bars, look.inside if self._is_coloured_by_target else look.edge)
        painter.restore()

    def _draw_ring(self, painter: QPainter, place: QPointF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.plot.theme.text), RING_WIDTH))
        painter.drawEllipse(place, RING, RING)

    def _looks(self) -> list[Look]:
        assert self._sight is not None
        return looks(self.plot.theme, self._sight)

    @property
    def _is_coloured_by_target(self) -> bool:
        assert self._sight is not None
        return self._sight.is_plane and not self._sight.classes
