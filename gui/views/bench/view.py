"""The loss bench: what a loss function is, on samples that can be held in the hand."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from engine import Loss, Run
from engine.bench import MOST_CRITERIA, SEED_BENCH, Bench
from engine.worked import worked_latex
from gui.theme import LIGHT, Theme
from gui.typeset import FormulaLabel
from gui.views.bench.cards import CriterionCards
from gui.views.bench.costs import Costs
from gui.views.bench.head import BenchHead
from gui.views.bench.picture import BenchPicture
from gui.views.bench.sample_plot import SamplePlot
from gui.views.bench.samples import Samples
from gui.views.bench.sheet import SampleSheet
from gui.views.bench.table import SampleTable
from gui.views.plot import Plot
from gui.views.view import View

# Pixels from which on there is room for the criteria beside the samples, for the table beside the plot, and
# for samples and criteria at once.
WIDE: Final = 900
NARROW: Final = 500
LOW: Final = 520
SAMPLES, CRITERIA = range(2)
GAP, UNIT = 8, 1000


class BenchView(View):
    """A table of samples, a plot on which predictions are dragged, and criteria side by side.

    The criterion in focus gives the pieces on the plot, the columns of the table and the formula.
    """

    name = "bench"
    title = str(QT_TRANSLATE_NOOP("BenchView", "Bench"))
    shows_runs = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._costs = Costs(SEED_BENCH)
        self._theme = LIGHT
        self._is_compact = False
        self.samples = Samples(self.sample_plot)
        self.table = SampleTable(self._costs)
        self.cards = CriterionCards()
        self.readout = self.samples.readout
        self._formula = FormulaLabel(size=1.15)
        self._head, self._sheet = BenchHead(), SampleSheet(self.table)
        self.sample_plot.setAccessibleName(self.tr("Samples: true values and predictions"))
        self._lay_out()
        for part in (self.samples, self.table, self.cards):
            part.bench_picked.connect(self._pick)
            part.sample_picked.connect(self._select)
        self.samples.bench_dragged.connect(self.bench_dragged)
        self.samples.settled.connect(self._show)
        self.sample_plot.row_requested.connect(self._change_rows)
        self._head.example_picked.connect(self._pick)
        self._head.criterion_requested.connect(self.cards.add_criterion)
        self._head.part_picked.connect(self._arrange)
        self.cards.focus_picked.connect(self._look_at)
        self.cards.fit_requested.connect(self.fit)
        self.cards.export_requested.connect(self.export_requested)
        self._show()

    def _make_plot(self) -> Plot:
        self.sample_plot = SamplePlot(self)
        return self.sample_plot

    def _lay_out(self) -> None:
        self._split = _splitter((self._sheet, 6), (self.sample_plot, 5))
        self._upper = QWidget()
        upper = QVBoxLayout(self._upper)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(6)
        upper.addWidget(self._split, 1)
        upper.addWidget(self._formula)
        self._body = _splitter((self._upper, 48), (self.cards, 52))
        self._body.setOrientation(Qt.Orientation.Vertical)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self._head)
        whole.addWidget(self._body, 1)

    # What is shown

    def show_runs(self, loss: Loss, start: Sequence[float], runs: Sequence[Run], steps: int) -> None:
        """The bench is about predictions, whatever makes them."""

    def show_step(self, step: int, fraction: float = 0.0) -> None:
        """Nothing of it moves with the steps."""

    def show_bench(self, bench: Bench) -> None:
        before = self._costs
        if bench == before.bench:
            return
        focus = min(before.focus, len(bench.criteria) - 1)
        self._costs = Costs(bench, focus, min(before.sample, len(bench) - 1))
        self._show()

    def detached_plot(self) -> Plot:
        """The plots of the samples and of the criteria, without what is there to be typed into."""
        curves = [card.curves for card in self.cards.cards[: len(self._costs.bench.criteria)]]
        # Not a plot, but it answers to whatever a figure asks of one.
        return cast(Plot, BenchPicture(self._costs, self.sample_plot, curves, self._theme))

    def fit(self) -> None:
        self.samples.fit()
        self.cards.show_costs(self._costs)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._theme = theme
        self.cards.set_theme(theme)
        self._head.set_theme(theme)
        self._sheet.set_theme(theme)

    def _show(self) -> None:
        self.table.show_costs(self._costs)
        self.samples.show_costs(self._costs)
        self.cards.show_costs(self._costs, growing=self.samples.is_dragging)
        self._head.show_addable(len(self._costs.bench.criteria) < MOST_CRITERIA)
        self._show_formula()

    def _show_formula(self) -> None:
        account = self._costs.account(self._costs.focus)
        lines: tuple[str, ...] = ()
        if account is not None:
            symbols, numbers = worked_latex(self._costs.bench, self._costs.criterion, account)
            # Cases are high; where they take the room of the samples, the numbers alone have to do.
            is_short = self._is_compact or (r"\begin{cases}" in symbols and self.width() < WIDE)
            lines = (f"L {numbers}",) if is_short else (symbols, numbers)
        self._formula.show_latex(lines, hurried=self.samples.is_dragging)

    def _select(self, sample: int) -> None:
        if sample != self._costs.sample:
            self._costs = Costs(self._costs.bench, self._costs.focus, sample)
            self._show()

    def _look_at(self, criterion: int) -> None:
        if criterion != self._costs.focus:
            self._costs = Costs(self._costs.bench, criterion, self._costs.sample)
            self._show()

    # What is asked for

    def _pick(self, bench: Bench, words: str) -> None:
        self._sheet.clear_fault()
        self.bench_picked.emit(bench, words)

    def _change_rows(self, more: bool) -> None:
        if more:
            self.table.add_row()
        else:
            self.table.remove_rows()

    def event(self, event: QEvent) -> bool:
        # Pasted on the bench are samples; elsewhere the window takes it as data.
        if (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
                and event.matches(QKeySequence.StandardKey.Paste)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste works wherever no field takes it."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.table.paste()
        else:
            event.ignore()

    # Where things are

    def _arrange(self) -> None:
        """Everything at once where there is room for it, or samples and criteria in turns."""
        wide = self.width() >= WIDE
        compact = not wide and self.height() < LOW
        self._is_compact = compact
        self._show_formula()
        self._head.show_compact(compact)
        turn = self._head.parts.currentIndex()
        self._upper.setHidden(compact and turn == CRITERIA)
        self.cards.setHidden(compact and turn == SAMPLES)
        beside = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if beside != self._body.orientation():
            self._body.setOrientation(beside)
            self._body.setSizes([(42 if wide else 48) * UNIT, (58 if wide else 52) * UNIT])
        # Beside the criteria, and where it is narrow, the table is below the plot.
        below = Qt.Orientation.Vertical if wide or self.width() < NARROW else Qt.Orientation.Horizontal
        if below != self._split.orientation():
            self._split.setOrientation(below)
            is_below = below == Qt.Orientation.Vertical
            self._split.insertWidget(int(is_below), self._sheet)
            self._split.setSizes([6 * UNIT, (4 if is_below else 5) * UNIT])

    def minimumSizeHint(self) -> QSize:
        # Two landscapes beside each other leave little; what does not fit then is cut.
        return QSize(190, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _splitter(*parts: tuple[QWidget, int]) -> QSplitter:
    """A splitter of parts with their shares, whose handles are gaps."""
    splitter = QSplitter()
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(GAP)
    splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
    for place, (part, share) in enumerate(parts):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, share)
    splitter.setSizes([UNIT * share for _, share in parts])
    return splitter


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    from gui.theme import Appearance

    app = QApplication([])
    view = BenchView()
    view.set_theme(Appearance(app).theme)
    view.bench_dragged.connect(view.show_bench)
    view.bench_picked.connect(view.show_bench)
    view.resize(900, 700)
    view.show()
    app.exec()
