"""What a criterion makes of an error: the loss, and below it the slope, which is how hard a sample pulls."""
from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import Criterion
from engine.bench import pieces_of
from gui.theme import Theme
from gui.views.bench.axis import Axis, axis_of
from gui.views.bench.costs import Costs
from gui.views.bench.curve_layer import CurveLayer
from gui.views.bench.windows import Window, curves, depends_on_truth, sample_slopes
from gui.views.canvas.numerals import compact_text
from gui.views.items.readout import Line, Readout
from gui.views.plot import Plot

CURVES, READOUT = 1, 2
LEAST_MARGIN: Final = 60.0
TICK_GAPS: Final = (44.0, 20.0)
HEIGHTS: Final = (82, 102)
NOWHERE: Final = np.empty(0)


class CurvePlot(Plot):
    """A small plot, which grows where there is room; what part of a curve it shows is not for the mouse."""

    def __init__(self, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._height = height
        self.setMinimumSize(110, height)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(160, self._height)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the cards

    def _move_view(self, shift: QPointF) -> None:
        """All criteria show the same, which follows from the samples."""


class CriterionCurves(QWidget):
    """Two plots with the same x axis; the dots on them are the samples."""

    sample_picked = Signal(int)

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        """`place` is the criterion's number, from 0."""
        super().__init__(parent)
        self._place = place
        self._costs: Costs | None = None
        self._axis = Axis.ERROR
        self.plots = tuple(CurvePlot(height, self) for height in HEIGHTS)
        self._layers = tuple(CurveLayer(plot, CURVES, place) for plot in self.plots)
        self.readouts = tuple(Readout(plot, READOUT) for plot in self.plots)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, (plot, height) in enumerate(zip(self.plots, HEIGHTS, strict=True)):
            plot.set_frame(least_margin=LEAST_MARGIN, foot=bool(number), tick_gaps=TICK_GAPS)
            column.addWidget(plot, height)
        self.plots[0].setAccessibleName(self.tr("Loss of a sample"))
        self.plots[1].setAccessibleName(self.tr("Slope of the loss of a sample"))
        for plot, layer, readout in zip(self.plots, self._layers, self.readouts, strict=True):
            plot.hovered.connect(partial(self._read_out, plot, layer, readout))
            plot.clicked.connect(partial(self._pick, layer))
            plot.left.connect(readout.clear)

    def show_costs(self, costs: Costs, window: Window) -> None:
        """Show the criterion's curves in this window, and the samples if it admits them."""
        criterion = costs.bench.criteria[self._place]
        self._costs, self._axis = costs, axis_of(criterion, costs.bench)
        x_name = {Axis.ERROR: self.tr("error p − y"), Axis.PROBABILITY: self.tr("probability p"),
                  Axis.SCORE: self.tr("score p"), Axis.MARGIN: self.tr("margin y · p")}[self._axis]
        if self._axis is Axis.ERROR and depends_on_truth(criterion):
            x_name = self.tr("error at y = {truth}").format(
                truth=compact_text(costs.bench.truths[costs.sample], 4))
        drawn = curves(criterion, self._axis, window, costs)
        account = costs.account(self._place)
        at = self._axis.places(costs.bench.y, costs.bench.p)
        for number, (plot, layer) in enumerate(zip(self.plots, self._layers, strict=True)):
            of_slopes = bool(number)
            plot.set_names(x_name, self.tr("slope") if of_slopes else self.tr("loss"))
            plot.show_range(window.left, window.right, *(window.slope if of_slopes else window.loss))
            layer.show_curves(drawn, of_slopes)
            if account is None or (of_slopes and criterion.no_slope):
                layer.show_dots(NOWHERE, NOWHERE)
            elif of_slopes:
                layer.show_dots(at, sample_slopes(criterion, self._axis, costs))
            else:
                layer.show_dots(at, account.pieces)
            layer.show_costs(costs)
        # A criterion without a slope has one plot, with the words below it.
        self.plots[1].setHidden(bool(criterion.no_slope))
        self.plots[0].set_frame(least_margin=LEAST_MARGIN, foot=bool(criterion.no_slope), tick_gaps=TICK_GAPS)

    def set_theme(self, theme: Theme) -> None:
        for plot in self.plots:
            plot.set_theme(theme)

    # The mouse

    def _pick(self, layer: CurveLayer, x: float, y: float) -> None:
        sample = layer.dot_at(x, y)
        if sample is not None:
            self.sample_picked.emit(sample)

    def _read_out(self, plot: Plot, layer: CurveLayer, readout: Readout, x: float, y: float) -> None:
        """Tell of the sample under the mouse, or of the curve above or below it."""
        assert self._costs is not None
        criterion = self._costs.bench.criteria[self._place]
        sample = layer.dot_at(x, y)
        if sample is not None:
            lines = self._sample_lines(criterion, sample)
            readout.show_lines(lines, x, y, [layer.pixels_of(sample)])
        else:
            readout.show_lines(self._curve_lines(criterion, plot.scale_now.x_at(x)), x, y)

    def _sample_lines(self, criterion: Criterion, sample: int) -> list[Line]:
        assert self._costs is not None
        bench, account = self._costs.bench, self._costs.account(self._place)
        assert account is not None
        at = float(self._axis.places(bench.y, bench.p)[sample])
        lines = [Line(self.tr("sample"), f"{sample + 1:,}"),
                 Line(self._short_name, compact_text(round(at, 12))),
                 Line(self.tr("loss"), compact_text(float(account.pieces[sample])))]
        if not criterion.no_slope:
            slope = float(sample_slopes(criterion, self._axis, self._costs)[sample])
            lines.append(Line(self.tr("slope"), compact_text(slope)))
        return lines

    def _curve_lines(self, criterion: Criterion, at: float) -> list[Line]:
        assert self._costs is not None
        if self._axis is Axis.PROBABILITY:
            at = min(max(at, 0.0), 1.0)
        truths = self._axis.truths or (self._costs.bench.truths[self._costs.sample],)
        lines = [Line(self._short_name, compact_text(at, 3))]
        for truth in truths:
            of_class = self.tr(", true {value}").format(value=compact_text(truth)) if len(truths) > 1 else ""
            here = self._axis.predictions(truth, np.array([at]))
            pieces, slopes = pieces_of(criterion, np.array([truth]), here)
            lines.append(Line(self.tr("loss") + of_class, compact_text(float(pieces[0]))))
            if slopes is not None:
                slope = float(self._axis.slopes(np.array([truth]), slopes)[0])
                lines.append(Line(self.tr("slope") + of_class, compact_text(slope)))
        return lines

    @property
    def _short_name(self) -> str:
        return {Axis.ERROR: self.tr("error"), Axis.PROBABILITY: self.tr("p"), Axis.SCORE: self.tr("score"),
                Axis.MARGIN: self.tr("margin")}[self._axis]
