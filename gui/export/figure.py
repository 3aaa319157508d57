"""A figure of an experiment: the window's views side by side, drawn on whatever takes a painter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor, log, sqrt
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from gui.controls.symbol import symbol_text
from gui.export.heading import Heading
from gui.export.legend import Legend
from gui.export.pixels import Pixels
from gui.export.request import VIEWS as LOOKED_ALONG
from gui.export.request import Request
from gui.theme import DARK, LIGHT, PRINT, Theme
from gui.typeset import plain_text
from gui.views.bench.view import BenchView
from gui.views.contour import ContourView
from gui.views.curve import CurveView
from gui.views.data.view import DataView
from gui.views.history import HistoryView
from gui.views.plot import Plot
from gui.views.surface import SurfaceView
from gui.views.view import View

# All lengths are in units: pixels of a figure that gives each view 600 x 400 of them, 100 to the inch.
VIEW_AREA: Final = 600.0 * 400.0
VIEW_SHAPE: Final = 600.0 / 400.0
UNITS_TO_INCH: Final = 100.0
SMALLEST_SCALE: Final = 0.6
FONT: Final = 12
MARGIN: Final = 12.0
GAP: Final = 20.0
HEADING: Final = 36.0
# Seconds that are waited at once for what another thread makes.
PATIENCE: Final = 0.02


THEMES: Final[Mapping[str, Theme]] = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}
VIEWS: Final[Mapping[str, type[View]]] = {
    view.name: view
    for view in (BenchView, CurveView, ContourView, SurfaceView, DataView, HistoryView)
}


class Figure:
    """Draws a request at any step, in pixels of the request's size.

    The plots are those of the window, so that what is seen is what is exported; they are never on a screen.
    Close a figure when it is done with: what Qt made must not be left to Python's collector, which may
    come by in any thread.
    """

    def __init__(self, request: Request) -> None:
        experiment = request.experiment
        width, height = request.size
        self.scale = max(sqrt(width * height / (VIEW_AREA * len(request.views_shown))), SMALLEST_SCALE)
        self.theme = THEMES[request.theme]
        self._request = request
        self._area = QRectF(0, 0, width / self.scale, height / self.scale)
        self.font = QFont(QGuiApplication.font())
        self.font.setPixelSize(FONT)
        self._shows_runs = any(VIEWS[name].shows_runs for name in request.views_shown)
        self._heading = Heading(
            experiment.loss if self._shows_runs else experiment.bench, self.theme, self.font
        )
        drawn = {
            number: racer
            for number, racer in enumerate(experiment.racers)
            if self._shows_runs and number not in request.hidden
        }
        self._legend = Legend(drawn, self.theme, self.font, self._area.width() - 2 * MARGIN)
        self._step = request.at
        self._stage = QWidget()
        self._views: list[View] = []
        self._plots: list[Plot] = []

    def prepare(self) -> Iterator[None]:
        """Make what the figure is drawn with, piece by piece; it can be drawn when all is made."""
        request, experiment = self._request, self._request.experiment
        for name, place in zip(request.views_shown, self._places(), strict=True):
            view = VIEWS[name]()
            self._views.append(view)
            view.setParent(self._stage)
            view.set_theme(self.theme)
            view.show_hidden(request.hidden)
            view.show_focus(request.focus)
            view.set_log(request.log)
            view.show_bench(experiment.bench)
            # Out of its view, without the controls there; painted once, a plot knows its size.
            plot = view.detached_plot()
            self._plots.append(plot)
            plot.setParent(self._stage)
            plot.setFont(self.font)
            plot.resize(place.size().toSize())
            plot.grab()
            yield
            view.show_runs(experiment.loss, experiment.start, request.runs, experiment.steps)
            view.show_step(request.at)
            view.fit()
            yield
            yield from self.settle()
        while not self._heading.wait(PATIENCE):
            yield

    def settle(self) -> Iterator[None]:
        """Wait, piece by piece, for what takes long of the picture as it is now."""
        for view in self._views:
            while not view.settle():
                yield

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self._request.size

    @property
    def title(self) -> str:
        """What the figure shows, in words for a reader program."""
        if self._shows_runs:
            return plain_text(self._request.experiment.loss.formula_latex)
        return self._heading.text

    def close(self) -> None:
        """Give up what the figure is drawn with."""
        delete(self._stage)

    def show_step(self, step: int, fraction: float = 0.0) -> None:
        """Go to another place in time; what is in view stays."""
        self._step = step
        for view in self._views:
            view.show_step(step, fraction)

    def draw(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.scale, self.scale)
        painter.fillRect(self._area, QColor(self.theme.window))
        for plot, place in zip(self._plots, self._places(), strict=True):
            plot.draw(painter, place)
        # Whatever rises out of a plot is clipped, but not every reader of SVG can do that.
        painter.fillRect(QRectF(0, 0, self._area.width(), HEADING), QColor(self.theme.window))
        self._draw_headings(painter)
        self._legend.draw(painter, QPointF(MARGIN, self._area.height() - self._legend.height - MARGIN / 2))
        painter.restore()

    def image(self) -> QImage:
        width, height = self._request.size
        image = QImage(width, height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self.draw(painter)
        painter.end()
        return image

    def pixels(self) -> Pixels:
        """The image as an array, (height, width)."""
        image = self.image()
        # A copy: the memory is Qt's, and goes with the image.
        return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()

    def _places(self) -> list[QRectF]:
        """Where each plot goes: side by side or one above the other, whichever gives it the better shape."""
        count = len(self._request.views_shown)
        width = self._area.width() - MARGIN
        height = self._area.height() - HEADING - self._legend.height - MARGIN
        # Whole units, for lines as sharp as on the screen.
        beside, above = (floor((length - GAP * (count - 1)) / count) for length in (width, height))
        if _misshape(width, above) < _misshape(beside, height):
            return [
                QRectF(MARGIN / 2, HEADING + (above + GAP) * place, floor(width), above)
                for place in range(count)
            ]
        return [
            QRectF(MARGIN / 2 + (beside + GAP) * place, HEADING, beside, floor(height))
            for place in range(count)
        ]

    def _draw_headings(self, painter: QPainter) -> None:
        """Above the plots: the loss, what the curve leaves out of it, and which step this is."""
        first, last = self._places()[0], self._places()[-1]
        line = QRectF(first.left() + MARGIN, MARGIN / 2, first.width() - 2 * MARGIN, HEADING - MARGIN / 2)
        steps = self._request.experiment.steps
        step = QCoreApplication.translate("Figure", "step {step} of {steps}").format(
            step=f"{self._step:,}", steps=f"{steps:,}"
        )
        if not self._shows_runs:
            step = QCoreApplication.translate("Figure", "{count} samples").format(
                count=f"{len(self._request.experiment.bench):,}"
            )
        notes = [self._cut(), step]
        if last.left() > first.left():
            notes.pop()
            self._draw_note(painter, line.translated(last.left() - first.left(), 0), step)
        room = self._draw_note(painter, line, " · ".join(filter(None, notes)))
        self._heading.draw(painter, line.adjusted(0, 0, -room, 0))

    def _draw_note(self, painter: QPainter, place: QRectF, words: str) -> float:
        """Write at the right of `place`; the width that this takes."""
        painter.setFont(self.font)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        return QFontMetricsF(self.font).horizontalAdvance(words) + GAP if words else 0.0

    def _cut(self) -> str:
        """Which cut through a loss with many parameters the views show; empty for a whole one."""
        experiment = self._request.experiment
        seen = max(LOOKED_ALONG[view] for view in self._request.views_shown)
        if not 0 < seen < experiment.loss.dimension:
            return ""
        parameters = [symbol_text(name) for name in experiment.loss.parameters[:seen]]
        return QCoreApplication.translate("Figure", "cut along {parameters}, where {racer} is").format(
            parameters=", ".join(parameters), racer=experiment.racers[self._request.focus].title
        )


def _misshape(width: float, height: float) -> float:
    """How far a plot of this size is from its usual shape; 0 for none."""
    return abs(log(max(width, 1) / max(height, 1) / VIEW_SHAPE))
