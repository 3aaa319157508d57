"""The landscape from above: shaded, with contour lines."""
from __future__ import annotations

from math import hypot

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.views.canvas.numerals import number_text
from gui.views.canvas.scale import Array
from gui.views.canvas.sheet import Sheet
from gui.views.hatching import hatching
from gui.views.heights import Spot, opened, spots
from gui.views.items.annotated import Annotated
from gui.views.plane import Plane
from gui.views.plot import Plot
from gui.views.refinement import Refinement, is_quick
from gui.views.survey import (
    Pieces,
    Survey,
    coarse_survey,
    exact_heights,
    fine_survey,
    long_sides,
    traced_survey,
)

LINE_WIDTH = 1.0
POINTED_WIDTH = 2.0
# Pixels from one line of the hatching to the next.
HATCH = 9.0
# Pixels from the mouse to the line that it means.
REACH = 4.0
DIGITS = 3
WORD_SIZE = 0.9
SHADES = 256


class Terrain(Annotated):
    """Shades, contour lines and their heights; hatched where the loss has no finite value.

    Every new view is drawn roughly at once, and in detail piece by piece while nothing else happens; the
    heights of a loss that takes long come from a thread. Both stand on a sheet: a frame only lays it down.
    """

    refined = Signal()          # the details of the view are there
    progressed = Signal(float)  # how much of a loss that takes long is computed, from 0 to 1

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._plane: Plane | None = None
        self._survey: Survey | None = None
        self._pieces: Pieces | None = None
        self._spots: list[Spot] = []
        self._pointed: int | None = None
        self._sheet = Sheet()
        self._version = 0
        self._when_idle = QTimer(self, interval=0)
        self._when_idle.timeout.connect(self._go_on)
        self._refinement = Refinement(self)
        self._refinement.progressed.connect(self.progressed)
        self._refinement.finished.connect(self._take_heights)
        plot.scale_changed.connect(self._begin)

    def show_plane(self, plane: Plane) -> None:
        if plane != self._plane:
            self._plane = plane
            self._begin()

    def clear(self) -> None:
        """Show no landscape."""
        self._plane = self._survey = self._pieces = None
        self._when_idle.stop()
        self._refinement.give_up()
        self._show_news()

    @property
    def is_refined(self) -> bool:
        return self._survey is not None and self._pieces is None and not self._refinement.is_busy

    def settle(self) -> bool:
        """Begin at once with what takes long, and wait a moment for it; whether it is there."""
        return self._refinement.settle()

    def finish(self) -> None:
        """Work out all details now."""
        self._refinement.finish()
        while self._pieces is not None:
            self._go_on()

    def level_at(self, x: float, y: float) -> float | None:
        """The height of the contour line under these pixels, if there is one."""
        number = self._line_at(x, y)
        return None if number is None else self.levels[number]

    def point_at(self, x: float, y: float) -> None:
        """Make the whole line under these pixels stand out."""
        self._point(self._line_at(x, y))

    def point_nowhere(self) -> None:
        self._point(None)

    @property
    def levels(self) -> tuple[float, ...]:
        """The heights that have a line, from the lowest."""
        return self._survey.relief.levels if self._survey else ()

    def _line_at(self, x: float, y: float) -> int | None:
        if self._plane is None or not self.levels:
            return None
        scale = self.plot.scale_now
        place = scale.x_at(x), scale.y_at(y)
        loss, (across, up) = self._plane.loss_at(*place), self._plane.gradient_at(*place)
        steepness = hypot(across * (scale.right - scale.left) / scale.width,
                          up * (scale.top - scale.bottom) / scale.height)
        apart = np.abs(np.array(self.levels) - loss)
        nearest = int(apart.argmin()) if np.isfinite(loss) else 0
        return nearest if apart[nearest] <= REACH * steepness else None

    def _point(self, number: int | None) -> None:
        if number != self._pointed:
            self._pointed = number
            self.update()

    # Surveying

    def _begin(self) -> None:
        before, scale = self._survey, self.plot.scale_now
        if self._plane is None or (before and (before.plane, before.scale) == (self._plane, scale)):
            return
        self._pointed = None
        self._survey = survey = coarse_survey(self._plane, scale)
        self._spots = []
        self._when_idle.stop()
        if is_quick(self._plane.loss):
            self._refinement.give_up()
            self._pieces = fine_survey(survey)
        else:
            self._pieces = None
            columns, rows = long_sides(survey.scale)
            box = self._plane.box(survey.scale[:2], survey.scale[2:4])
            self._refinement.begin(self._plane.loss, box, columns * rows,
                                   lambda exact: exact_heights(survey, exact))
        self._show_news()

    def _take_heights(self, heights: Array) -> None:
        assert self._survey is not None
        self._pieces = traced_survey(self._survey, heights)
        self.update()

    def _go_on(self) -> None:
        """Do the next piece of work."""
        assert self._pieces is not None
        try:
            next(self._pieces)
        except StopIteration as end:
            self._survey = end.value
            self._pieces = None
            self._when_idle.stop()
            self._spots = self._find_spots(end.value)
            self._show_news()
            self.refined.emit()

    def _find_spots(self, survey: Survey) -> list[Spot]:
        metrics = self._metrics()
        widths = [metrics.horizontalAdvance(words) for words in map(self._words, survey.relief.levels)]
        return spots(survey.lines, widths, survey.scale, self.reserved)

    def _show_news(self) -> None:
        self._version += 1
        self.update()

    # Drawing

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        if widget is None:
            self.finish()
            self._draw_all(painter)
            return
        if self._sheet.wiped(widget, self.plot.box.size(), (self._version, self.plot.theme)):
            with self._sheet.painter() as on_sheet:
                on_sheet.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._draw_all(on_sheet)
        self._sheet.lay_on(painter)
        self._draw_pointed(painter)
        if self._pieces is not None and not self._when_idle.isActive():
            self._when_idle.start()

    def _draw_all(self, painter: QPainter) -> None:
        survey = self._survey
        if survey is None:
            return
        painter.save()
        painter.setClipRect(self.boundingRect(), Qt.ClipOperation.IntersectClip)
        self._draw_shades(painter, survey)
        self._draw_gaps(painter, survey)
        self._draw_lines(painter, survey)
        self._draw_words(painter, survey)
        painter.restore()

    def _draw_shades(self, painter: QPainter, survey: Survey) -> None:
        rows, columns = survey.shades.shape
        pixels = _pixels(survey.shades, self.plot.theme.landscape)
        image = QImage(pixels.data, columns, rows, QImage.Format.Format_ARGB32_Premultiplied)
        scale = survey.scale
        # The middles of the outermost pixels are the corners of the view.
        across, down = scale.width / (columns - 1) / 2, scale.height / (rows - 1) / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(-across, -down, scale.width + 2 * across, scale.height + 2 * down), image)

    def _draw_gaps(self, painter: QPainter, survey: Survey) -> None:
        if not survey.gaps:
            return
        path = QPainterPath()
        for ring in survey.gaps:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
        painter.setPen(QPen(QColor(self.plot.theme.future), LINE_WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        # Lines of its own: a pattern of Qt is as fine as the paper can print.
        painter.drawLines([QLineF(*line) for line in hatching(survey.gaps, HATCH).tolist()])

    def _draw_lines(self, painter: QPainter, survey: Survey) -> None:
        metrics = self._metrics()
        written = {spot.level: spot for spot in self._spots}
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.plot.theme.contour), LINE_WIDTH))
        for number, line in enumerate(survey.lines):
            if number in written:
                words = self._words(survey.relief.levels[number])
                line = opened(line, written[number], metrics.horizontalAdvance(words))
            painter.drawPath(_path(line))

    def _draw_pointed(self, painter: QPainter) -> None:
        if self._survey is not None and self._pointed is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.plot.theme.text), POINTED_WIDTH))
            painter.drawPath(_path(self._survey.lines[self._pointed]))

    def _draw_words(self, painter: QPainter, survey: Survey) -> None:
        font = self.plot.font()
        font.setPointSizeF(font.pointSizeF() * WORD_SIZE) if font.pointSizeF() > 0 else font.setPixelSize(
            round(font.pixelSize() * WORD_SIZE))
        painter.setFont(font)
        painter.setPen(QColor(self.plot.theme.text))
        for spot in self._spots:
            words = self._words(survey.relief.levels[spot.level])
            painter.save()
            painter.translate(spot.x, spot.y)
            painter.rotate(spot.angle)
            painter.drawText(QRectF(-100, -20, 200, 40), Qt.AlignmentFlag.AlignCenter, words)
            painter.restore()

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.plot.font())

    @staticmethod
    def _words(level: float) -> str:
        words = number_text(level, DIGITS)
        # Levels are round numbers: 2, not 2.00.
        return words.rstrip("0").rstrip(".") if "." in words and "×" not in words else words


def _path(line: Array) -> QPainterPath:
    if len(line) < 2:
        return QPainterPath()
    path: QPainterPath = pg.arrayToQPath(line[:, 0], line[:, 1], connect="finite")
    return path


def _pixels(shades: Array, colours: tuple[str, ...]) -> npt.NDArray[np.uint32]:
    """Premultiplied pixels 0xAARRGGBB (rows, columns) for shades; transparent where nan."""
    stops = [QColor(colour) for colour in colours]
    parts = np.array([(stop.red(), stop.green(), stop.blue()) for stop in stops], float)
    places = np.linspace(0, 1, len(colours))
    red, green, blue = (np.interp(np.linspace(0, 1, SHADES), places, part).round().astype(np.uint32)
                        for part in parts.T)
    table = np.append(0xFF000000 | red << 16 | green << 8 | blue, 0).astype(np.uint32)
    numbers = np.where(np.isnan(shades), SHADES, np.nan_to_num(shades) * (SHADES - 1) + 0.5)
    return table[numbers.astype(np.intp)]
