"""The loss per step of every racer."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QTabBar, QToolButton, QVBoxLayout, QWidget

from engine import Loss, Run
from gui.controls.heading import Heading
from gui.views.canvas.numerals import number_text
from gui.views.framing import padded, rounded_out
from gui.views.items.batch_losses import BatchLosses
from gui.views.items.history_lines import HistoryLines
from gui.views.items.readout import Line, Readout
from gui.views.items.time_cursor import TimeCursor
from gui.views.view import View

# Depths of the layers.
CURSOR, BATCHES, LINES, READOUT = range(1, 5)
# Shares of the range left free around the lines.
BESIDE, ABOVE, BELOW = 0.05, 0.04, 0.06


class HistoryView(View):
    """A line for each racer, on a linear or logarithmic scale; a click or the cursor asks for a step.

    The x axis counts steps, or gradient evaluations: a fair race between rules that compute more of them.
    The range follows the runs until the user zooms or moves it; "Fit view" lets it follow again.
    """

    log_changed = Signal(bool)
    count_changed = Signal(bool)    # whether gradient evaluations are counted

    name = "history"
    title = str(QT_TRANSLATE_NOOP("HistoryView", "Loss per step"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loss: Loss | None = None
        self._runs: Sequence[Run] = ()
        self._strides: list[int] = []   # how many units of the x axis a step of each racer is long
        self._steps = 1
        self._step = 0
        self._fraction = 0.0
        self._follows = True
        self._mouse: tuple[float, float] | None = None
        self._cursor = TimeCursor(self.plot, CURSOR)
        self._batches = BatchLosses(self.plot, BATCHES)
        self._batches.computed.connect(self._keep_in_view)
        self._lines = HistoryLines(self.plot, LINES)
        self.readout = Readout(self.plot, READOUT)
        self._cursor.dragged.connect(self._pick)
        self.plot.clicked.connect(self._pick_at)
        self.plot.hovered.connect(self._read_out)
        self.plot.left.connect(self._leave)
        self.plot.moved_by_hand.connect(self._keep_range)
        self.plot.hidden_changed.connect(self._show_others)
        self.plot.setAccessibleName(QCoreApplication.translate("HistoryView", self.title))
        self.plot.set_names(self.tr("step"), self.tr("loss"))
        self._lay_out()

    def _lay_out(self) -> None:
        self._scale_switch = QTabBar()
        self._scale_switch.setProperty("tight", True)
        self._scale_switch.addTab(self.tr("Linear"))
        self._scale_switch.addTab(self.tr("Log"))
        self._scale_switch.setDrawBase(False)
        self._scale_switch.setExpanding(False)
        self._scale_switch.setUsesScrollButtons(False)
        self._scale_switch.setAccessibleName(self.tr("Scale of the loss"))
        self._scale_switch.currentChanged.connect(self._choose_scale)
        self._note = QLabel()
        self._note.setProperty("role", "hint")
        self._note.setWordWrap(True)
        self._note.hide()
        self._heading = Heading(QCoreApplication.translate("HistoryView", self.title))
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count_switch = _switch(
            "∇", self.tr("Count gradient evaluations"),
            self.tr("Fair race: count gradient evaluations in place of steps"))
        self._count_switch.toggled.connect(self._choose_count)
        self._batch_switch = _switch(
            self.tr("Batch"), self.tr("Loss of each batch"),
            self.tr("Show the loss of each step's batch, too: dots beside the loss of all samples"))
        self._batch_switch.toggled.connect(self._choose_batches)
        header = QHBoxLayout()
        header.addWidget(self._heading, 1)
        header.addWidget(self._batch_switch)
        header.addWidget(self._count_switch)
        header.addWidget(self._scale_switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(header)
        column.addWidget(self.plot, 1)
        column.addWidget(self._note)
        self._show_scale()

    @property
    def is_log(self) -> bool:
        return self._scale_switch.currentIndex() == 1

    def set_log(self, log: bool) -> None:
        """Choose the logarithmic or the linear scale."""
        self._scale_switch.setCurrentIndex(int(log))

    @property
    def counts_evaluations(self) -> bool:
        """Whether the x axis counts gradient evaluations, not steps."""
        return self._count_switch.isChecked()

    def count_evaluations(self, count: bool) -> None:
        """Count gradient evaluations, or steps."""
        self._count_switch.setChecked(count)

    def show_runs(self, loss: Loss, start: Sequence[float], runs: Sequence[Run], steps: int) -> None:
        if loss != self._loss:
            self._follows = True
        self._loss, self._runs, self._steps = loss, runs, steps
        self._batch_switch.setVisible(loss.is_stochastic)
        self._show_scale()
        self.show_step(self._step, self._fraction)

    def show_step(self, step: int, fraction: float = 0.0) -> None:
        self._step, self._fraction = step, fraction
        self._lines.take_in()
        self._batches.take_in()
        if self.is_log and not self._lines.log and np.nanmax(self._lines.extremes(), initial=0) > 0:
            self._show_scale()
        self._lines.show_time(step + fraction)
        self._cursor.show_time((step + fraction) * self._longest_stride)
        self._say_what_is_missing()
        self._keep_in_view()
        if self._mouse:
            self._read_out(*self._mouse)

    def fit(self) -> None:
        self._follows = True
        across = padded(np.array([0.0, max(self._steps, 1) * self._longest_stride]), BESIDE, BESIDE)
        # Rounded, so that a range that grows with a run changes now and then, not at every step.
        heights = np.concatenate([self._lines.extremes(), self._batches.extremes()])
        self.plot.show_range(*across, *rounded_out(*padded(heights, BELOW, ABOVE)))

    def _show_others(self) -> None:
        self.show_step(self._step, self._fraction)

    def _choose_scale(self) -> None:
        self._show_scale()
        self._follows = True
        self.show_step(self._step, self._fraction)
        self.log_changed.emit(self.is_log)

    def _choose_count(self) -> None:
        counts = self.counts_evaluations
        self._heading.show_words(self.tr("Loss per ∇") if counts else (
            QCoreApplication.translate("HistoryView", self.title)))
        self.plot.set_names(self.tr("gradient evaluations") if counts else self.tr("step"), self.tr("loss"))
        self._show_scale()
        self._follows = True
        self.show_step(self._step, self._fraction)
        self.count_changed.emit(counts)

    def _choose_batches(self, shown: bool) -> None:
        self._batches.setVisible(shown)
        self._show_scale()
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        if self._follows:
            self.fit()

    def _show_scale(self) -> None:
        """Draw the runs on the scale that is chosen, if any loss has a place on it."""
        counts = self.counts_evaluations
        self._strides = [max(run.racer.evaluations, 1) if counts else 1 for run in self._runs]
        log = self.is_log and any(np.any(run.losses > 0) for run in self._runs)
        self._lines.show_runs(self._runs, log, self._strides)
        self._batches.show_runs(self._runs, self._steps, log, self._strides)
        self.plot.set_kinds(whole_x=True, log_y=log)

    @property
    def _longest_stride(self) -> int:
        drawn = (stride for racer, stride in enumerate(self._strides) if racer not in self.plot.hidden)
        return max(drawn, default=1)

    def _say_what_is_missing(self) -> None:
        words = ""
        if self._lines.log and self._lines.missing:
            words = self.tr("Losses at or below 0 have no place on a logarithmic scale: {count} left out.")
            words = words.format(count=f"{self._lines.missing:,}")
        elif self.is_log and not self._lines.log and self._runs:
            words = self.tr("No loss is above 0, so the scale stays linear.")
        if words != self._note.text():
            self._note.setText(words)
            self._note.setVisible(bool(words))

    def _keep_range(self) -> None:
        self._follows = False
        self._leave()

    # Asking for a step

    def _pick_at(self, x: float, y: float) -> None:
        self._pick(self.plot.scale_now.x_at(x))

    def _pick(self, time: float) -> None:
        step = min(max(round(time / self._longest_stride), 0), self._steps)
        if step != self._step or self._fraction:
            self.step_picked.emit(step)

    # The mouse

    def _leave(self) -> None:
        self._mouse = None
        self.readout.clear()

    def _read_out(self, x: float, y: float) -> None:
        """Show the losses of all racers at the step, or after the gradient evaluations, under the mouse."""
        self._mouse = (x, y)
        scale = self.plot.scale_now
        count = min(max(round(scale.x_at(x)), 0), self._steps * self._longest_stride)
        counted = self.tr("gradients") if self.counts_evaluations else self.tr("step")
        lines, points = [Line(counted, f"{count:,}")], []
        for racer, run in enumerate(self._runs):
            if racer in self.plot.hidden:
                continue
            name, step = run.racer.title, count // self._strides[racer]
            if step <= run.last:
                lines.append(Line(name, number_text(float(run.losses[step])), racer))
                time, loss = self._lines.place_at(racer, step)
                points.append((scale.x_pixel(time), scale.y_pixel(loss)))
            else:
                lines.append(Line(name, self.tr("ended") if run.ended else self.tr("not yet known"), racer))
        self.readout.show_lines(lines, x, y, [point for point in points if scale.holds(*point)])


def _switch(text: str, name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setProperty("role", "switch")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setToolTip(tip)
    button.setAccessibleName(name)
    return button


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    from engine import SEED_EXPERIMENT
    from gui.theme import Appearance

    app = QApplication([])
    view = HistoryView()
    view.set_theme(Appearance(app).theme)
    runs = SEED_EXPERIMENT.runs()
    runs[0].extend_to(20)
    view.show_runs(SEED_EXPERIMENT.loss, SEED_EXPERIMENT.start, runs, SEED_EXPERIMENT.steps)
    view.step_picked.connect(view.show_step)
    view.show()
    app.exec()
