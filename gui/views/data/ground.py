"""What is predicted over two features: the ground in the colours of classes or targets, and lines on it."""
from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QWidget

from gui.theme import Theme
from gui.views.canvas.layer import Layer
from gui.views.canvas.numerals import compact_text
from gui.views.canvas.scale import Array, Scale
from gui.views.canvas.strokes import line_pen
from gui.views.canvas.ticks import linear_ticks
from gui.views.data.looks import target_range
from gui.views.data.moment import Moment
from gui.views.data.sight import Sight, Target
from gui.views.items.labels import draw_words
from gui.views.plot import Plot

# Pixels between places where predictions are made; between them the picture is smooth.
STRIDE = 9.0
# The borders of several classes bend where three meet, which a coarser grid would blur.
CLASSES_STRIDE = 3.0
# How strong a region, or the ground of targets, is at most.
REGION, TARGETS = 0.3, 0.45
LOUD, QUIET, MARGIN = 2.6, 1.6, 1.2
MARGIN_DASH = (4.0, 3.0)
LEVELS = 8
DIGITS = 3
EDGE = 4.0


class _Field(Layer):
    """Knows what is predicted on a grid over the view."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._moment: Moment | None = None

    def show_moment(self, moment: Moment | None) -> None:
        self._moment = moment if moment is not None and moment.sight.is_plane else None
        self.update()

    @staticmethod
    def _grid(scale: Scale, sight: Sight, stride: float = STRIDE) -> Array:
        """Features (rows, columns, k) from the upper left to the lower right corner of the view."""
        columns, rows = (max(int(length / stride), 2) for length in (scale.width, scale.height))
        x, y = np.linspace(scale.left, scale.right, columns), np.linspace(scale.top, scale.bottom, rows)
        return sight.features(x, y[:, np.newaxis])


class Ground(_Field):
    """Under the samples: which class the racer in focus sees where, and how surely; or which target."""

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        moment = self._moment
        if moment is None or moment.focus in self.plot.hidden:
            return
        scale, theme = self.plot.scale_now, self.plot.theme
        features = self._grid(scale, moment.sight)
        colours = (_target_colours if moment.sight.target is Target.NUMBER else _class_colours)(
            moment, features, theme)
        pixels = np.ascontiguousarray(colours)
        rows, columns = pixels.shape
        image = QImage(pixels.data, columns, rows, QImage.Format.Format_RGB32)
        # The middles of the outermost pixels are the corners of the view.
        across, down = scale.width / (columns - 1) / 2, scale.height / (rows - 1) / 2
        painter.save()
        painter.setClipRect(self.boundingRect(), Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(-across, -down, scale.width + 2 * across, scale.height + 2 * down), image)
        painter.restore()


class Borders(_Field):
    """Above the samples: where each racer draws the line, its margins, or lines of equal prediction."""

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        moment = self._moment
        if moment is None:
            return
        scale, theme = self.plot.scale_now, self.plot.theme
        is_of_classes = moment.sight.target is Target.CLASSES
        features = self._grid(scale, moment.sight, CLASSES_STRIDE if is_of_classes else STRIDE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for racer in moment.in_order(self.plot.hidden):
            look, in_focus = theme.look(racer), racer == moment.focus
            pen = line_pen(look.colour, LOUD if in_focus else QUIET, look.dash)
            for border in moment.sight.borders(moment.points[racer], features):
                painter.setPen(pen)
                _draw_level(painter, scale, border, 0.0)
                if in_focus and moment.sight.target is Target.SCORE:
                    painter.setPen(line_pen(look.colour, MARGIN, MARGIN_DASH))
                    for side in (-1.0, 1.0):
                        _draw_level(painter, scale, border, side)
            if in_focus and moment.sight.target is Target.NUMBER:
                self._draw_levels(painter, moment, features, look.colour)

    def _draw_levels(self, painter: QPainter, moment: Moment, features: Array, colour: str) -> None:
        """Draw lines of equal prediction, and write what is predicted on each."""
        scale, theme = self.plot.scale_now, self.plot.theme
        told = moment.sight.told(moment.sight.fit.predict(moment.point, features))
        finite = told[np.isfinite(told)]
        if not finite.size or finite.min() == finite.max():
            return
        levels = linear_ticks(float(finite.min()), float(finite.max()), LEVELS, 1.0).major
        metrics = QFontMetricsF(self.plot.font())
        painter.setFont(self.plot.font())
        for level in levels:
            painter.setPen(line_pen(colour, QUIET))
            line = _draw_level(painter, scale, told, level)
            if len(line):
                words = compact_text(level, DIGITS)
                width, height = metrics.horizontalAdvance(words) + 4.0, metrics.height()
                x, y = line[len(line) // 2].tolist()
                place = QRectF(x - width / 2, y - height / 2, width, height)
                if self.plot.box.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE).contains(place):
                    draw_words(painter, place, words, colour, theme.window)


def _draw_level(painter: QPainter, scale: Scale, heights: Array, level: float) -> Array:
    """Draw the line on which a field (rows, columns) over the view has this height; its pixels (m, 2)."""
    from contourpy import LineType, contour_generator

    rows, columns = heights.shape
    across, down = np.linspace(0, scale.width, columns), np.linspace(0, scale.height, rows)
    tracer = contour_generator(across, down, heights, line_type=LineType.ChunkCombinedNan)
    (found,), *_ = tracer.lines(level)
    if found is None:
        return np.empty((0, 2))
    line: Array = found
    painter.drawPath(pg.arrayToQPath(line[:, 0], line[:, 1], connect="finite"))
    return line[np.isfinite(line[:, 0])]


def _class_colours(moment: Moment, features: Array, theme: Theme) -> npt.NDArray[np.uint32]:
    """Pixels 0xffRRGGBB: the class that is most likely, the stronger the surer."""
    shares = np.nan_to_num(moment.sight.shares(moment.point, features))
    count = shares.shape[-1]
    strength = REGION * (shares.max(axis=-1, keepdims=True) - 1 / count) / (1 - 1 / count)
    colours = np.array([_parts(theme.classes[number % len(theme.classes)]) for number in range(count)])
    # Where two are as likely as each other the ground is that of the window.
    weights = np.clip(shares - 1 / count, 0.0, None)
    weights /= np.maximum(weights.sum(axis=-1, keepdims=True), 1e-12)
    return _packed(weights @ colours * strength + np.array(_parts(theme.window)) * (1.0 - strength))


def _target_colours(moment: Moment, features: Array, theme: Theme) -> npt.NDArray[np.uint32]:
    """Pixels 0xffRRGGBB: the target that is predicted, on the scale of the samples' colours."""
    told = moment.sight.told(moment.sight.fit.predict(moment.point, features))
    low, high = target_range(moment.sight)
    shares = np.clip(np.nan_to_num((told - low) / (high - low)), 0.0, 1.0)
    places = np.linspace(0.0, 1.0, len(theme.targets))
    colours = np.array([_parts(colour) for colour in theme.targets])
    mixed = np.stack([np.interp(shares, places, part) for part in colours.T], axis=-1)
    return _packed(mixed * TARGETS + np.array(_parts(theme.window)) * (1.0 - TARGETS))


def _parts(colour: str) -> tuple[float, float, float]:
    known = QColor(colour)
    return float(known.red()), float(known.green()), float(known.blue())


def _packed(colours: Array) -> npt.NDArray[np.uint32]:
    parts = colours.round().astype(np.uint32)
    return np.asarray(0xFF000000 | parts[..., 0] << 16 | parts[..., 1] << 8 | parts[..., 2], np.uint32)
