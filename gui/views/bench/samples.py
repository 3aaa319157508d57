"""The samples: the table and the plot beside each other, showing and asking for the same."""
from __future__ import annotations

from math import floor, log10
from typing import Final

from PySide6.QtCore import QObject, Signal

from engine.bench import LARGEST, Bench
from gui.views.bench.costs import Costs
from gui.views.bench.model import error_of
from gui.views.bench.piece_shapes import MOST_WITH_MEAN, PieceShapes
from gui.views.bench.pieces import Shape, reach_of, shape_of
from gui.views.bench.sample_handle import SampleHandle
from gui.views.bench.sample_marks import KEY_HEIGHT, SampleMarks
from gui.views.bench.sample_plot import SamplePlot
from gui.views.canvas.numerals import compact_text
from gui.views.framing import padded, rounded_out
from gui.views.items.readout import Line, Readout

PIECES, MARKS, READOUT = range(1, 4)
BEFORE, AFTER, WITH_MEAN = 0.5, 0.5, 0.95   # samples beside the first and the last one
ABOVE, BELOW = 0.05, 0.08
# A key moves a prediction by about this share of what is in view.
KEY_SHARE: Final = 0.02
# The range is reckoned in units of so much, and stays below half of the largest double.
UNIT: Final = 1024.0


class Samples(QObject):
    """What is on the plot of samples, and what a person does there."""

    bench_dragged = Signal(object)
    bench_picked = Signal(object, str)
    sample_picked = Signal(int)
    settled = Signal()      # the mouse let go of a prediction

    def __init__(self, plot: SamplePlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self._costs: Costs | None = None
        self._follows = True
        self._height = 0.0
        self._pieces = PieceShapes(plot, PIECES)
        self.marks = SampleMarks(plot, MARKS)
        self.readout = Readout(plot, READOUT)
        self._handle = SampleHandle(plot, self.marks)
        self._handle.sample_held.connect(self.sample_picked)
        self._handle.dragged.connect(self.bench_dragged)
        self._handle.released.connect(self._take)
        plot.set_kinds(whole_x=True)
        plot.set_names(self.tr("sample"), self.tr("value"))
        plot.hovered.connect(self._read_out)
        plot.left.connect(self.readout.clear)
        plot.clicked.connect(self._select_at)
        plot.moved_by_hand.connect(self._keep_range)
        plot.scale_changed.connect(self._follow_size)
        plot.selection_moved.connect(self._move_selection)
        plot.prediction_nudged.connect(self._nudge)

    @property
    def is_dragging(self) -> bool:
        return self._handle.is_held

    def show_costs(self, costs: Costs) -> None:
        before, self._costs = self._costs, costs
        for part in (self._pieces, self.marks, self._handle):
            part.show_costs(costs)
        if before is not None and len(before.bench) != len(costs.bench):
            self._follows = True
        if self._follows:
            self._show_range()

    def fit(self) -> None:
        """Bring all samples into view."""
        self._follows = True
        if self._costs is not None:
            self._show_range()

    def _show_range(self) -> None:
        """Show everything; while a ball is dragged, also what was in view before."""
        assert self._costs is not None
        bench = self._costs.bench
        account = self._costs.account(self._costs.focus)
        shape = shape_of(self._costs.criterion, bench)
        bottom, top = padded(reach_of(shape, bench, account), BELOW, ABOVE)
        # The key to the marks stands above them.
        height = max(self._plot.scale_now.height, 3 * KEY_HEIGHT)
        top = min(top + (top / UNIT - bottom / UNIT) * KEY_HEIGHT / (height - KEY_HEIGHT) * UNIT, LARGEST / 2)
        if self.is_dragging:
            scale = self._plot.scale_now
            if scale.bottom <= bottom and top <= scale.top:
                return
            bottom, top = min(bottom, scale.bottom), max(top, scale.top)
        has_mean = account is not None and shape is not Shape.HEIGHT and len(bench) <= MOST_WITH_MEAN
        right = len(bench) + (WITH_MEAN if has_mean else AFTER)
        self._plot.show_range(1 - BEFORE, right, *rounded_out(bottom, top))

    def _follow_size(self) -> None:
        """The key takes another share of a plot that is higher."""
        height = self._plot.scale_now.height
        if height != self._height:
            self._height = height
            if self._follows and self._costs is not None:
                self._show_range()

    def _keep_range(self) -> None:
        self._follows = False
        self.readout.clear()

    # What is asked for

    def _take(self, bench: Bench | None) -> None:
        if bench is not None:
            self.bench_picked.emit(bench, self.tr("Move prediction"))
        self.settled.emit()

    def _select_at(self, x: float, y: float) -> None:
        sample = self.marks.column_at(x)
        if sample is not None:
            self.sample_picked.emit(sample)

    def _move_selection(self, by: int) -> None:
        assert self._costs is not None
        self.sample_picked.emit(min(max(self._costs.sample + by, 0), len(self._costs.bench) - 1))

    def _nudge(self, steps: int, every: bool) -> None:
        """Move the selected prediction, or all of them, by a round number."""
        assert self._costs is not None
        scale, bench, sample = self._plot.scale_now, self._costs.bench, self._costs.sample
        exponent = floor(log10((scale.top - scale.bottom) * KEY_SHARE) + 0.3)
        unit = 10.0**exponent
        if every:
            self.bench_picked.emit(bench.shifted(steps * unit), self.tr("Move all predictions"))
            return
        low, high = bench.limits
        value = round(bench.predictions[sample] + steps * unit, max(-exponent, 0) + 3)
        moved = bench.with_prediction(sample, min(max(value, low), high))
        self.bench_picked.emit(moved, self.tr("Move prediction"))

    # The mouse

    def _read_out(self, x: float, y: float) -> None:
        sample = self.marks.sample_at(x, y)
        if sample is None:
            sample = self.marks.column_at(x)
        if sample is None or self._costs is None:
            self.readout.clear()
            return
        self.readout.show_lines(self._lines(sample), x, y)

    def _lines(self, sample: int) -> list[Line]:
        """The numbers of a sample."""
        assert self._costs is not None
        bench, account = self._costs.bench, self._costs.account(self._costs.focus)
        lines = [
            Line(self.tr("sample"), f"{sample + 1:,}"),
            Line(self.tr("true value"), compact_text(bench.truths[sample])),
            Line(self.tr("prediction"), compact_text(bench.predictions[sample])),
            Line(self.tr("error"), compact_text(error_of(bench, sample))),
        ]
        if account is None:
            return lines
        lines.append(Line(self.tr("piece"), compact_text(float(account.pieces[sample]))))
        lines.append(Line(self.tr("share of the loss"), f"{account.shares[sample]:.1%}"))
        if account.slopes is not None:
            lines.append(Line(self.tr("slope dL/dp"), compact_text(float(account.slopes[sample]))))
            lines.append(Line(self.tr("share of the gradient"), f"{account.pulls[sample]:.1%}"))
        return lines
