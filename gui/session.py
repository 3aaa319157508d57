"""The experiment on the table: its runs, which step is shown, and undo."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from engine import Experiment, Run

# How long the window may wait for steps at once, and how often growing runs are announced, in seconds.
PATIENCE = 0.008
ANNOUNCEMENT = 0.05
# How many steps of a formula are computed in one go, and how far ahead of the cursor in idle time.
SLICE = 2_000
# The same on data: so many samples in one go, where each step takes as long as some more of them.
SAMPLES_AT_ONCE = 200_000
SAMPLES_PER_STEP = 1_000
AHEAD = 200_000


class Session(QObject):
    """The only maker of runs. Everything that is seen follows from `experiment`, `runs` and `cursor`."""

    opened = Signal()  # an experiment took the place of another one, which it has nothing to do with
    runs_changed = Signal()  # another experiment, and with it the runs that its changes made new
    runs_grown = Signal()  # the same runs have more rows
    cursor_changed = Signal()  # another step is shown

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.experiment = experiment
        self.cursor = 0
        self.runs: tuple[Run, ...] = experiment.runs()
        self._past: list[tuple[str, Experiment]] = []
        self._future: list[tuple[str, Experiment]] = []
        self._gesture = ""
        self._announced = 0.0
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._compute_ahead)
        self._compute()

    @property
    def computed(self) -> int:
        """The last step that every run has, or has ended before."""
        open_runs = [run.last for run in self.runs if not run.ended]
        return min(open_runs, default=self.experiment.steps)

    @property
    def finished(self) -> bool:
        """Whether no racer moves any more after the cursor."""
        last = max(run.last for run in self.runs)
        return self.cursor >= self.experiment.steps or (
            all(run.ended for run in self.runs) and self.cursor >= last
        )

    # Time

    def seek(self, step: int) -> None:
        """Show this step, or the nearest there is."""
        step = min(max(step, 0), self.experiment.steps)
        if step == self.cursor:
            return
        self.cursor = step
        self._compute()
        self.cursor_changed.emit()

    # The experiment

    def open(self, experiment: Experiment) -> None:
        """Put another experiment on the table, without a way back to the one before."""
        self._past.clear()
        self._future.clear()
        self._gesture = ""
        self.cursor = 0
        self._adopt(experiment)
        self.opened.emit()

    def change(self, experiment: Experiment, words: str, gesture: str = "") -> None:
        """Put a changed experiment on the table; `words` name the change for undo.

        Changes with the same `gesture`, such as those of one drag, are undone as one until it is settled.
        """
        if experiment == self.experiment:
            return
        if not gesture or gesture != self._gesture:
            self._past.append((words, self.experiment))
        self._gesture = gesture
        self._future.clear()
        self._adopt(experiment)

    def settle(self, experiment: Experiment, words: str) -> None:
        """Put the outcome of a gesture on the table, or, if none is under way, a change of its own."""
        was_dragged = bool(self._gesture)
        self.change(experiment, words, self._gesture)
        self._gesture = ""
        if was_dragged and self._past and self._past[-1][1] == self.experiment:
            # Dragged away and back again: nothing is left to undo.
            self._past.pop()
            self.runs_changed.emit()

    @property
    def undo_words(self) -> str:
        """What undo would take back; empty if nothing."""
        return self._past[-1][0] if self._past else ""

    @property
    def redo_words(self) -> str:
        """What redo would bring back; empty if nothing."""
        return self._future[-1][0] if self._future else ""

    def undo(self) -> None:
        """Back to the experiment before the last change."""
        self._trade(self._past, self._future)

    def redo(self) -> None:
        """Forward again to what was undone."""
        self._trade(self._future, self._past)

    def _trade(self, source: list[tuple[str, Experiment]], target: list[tuple[str, Experiment]]) -> None:
        if source:
            words, experiment = source.pop()
            target.append((words, self.experiment))
            self._gesture = ""
            self._adopt(experiment)

    def _adopt(self, experiment: Experiment) -> None:
        """Make the runs of an experiment, keeping those whose question did not change."""
        kept = {run.question: run for run in self.runs}
        self.experiment = experiment
        self.runs = tuple(kept.get(run.question, run) for run in experiment.runs())
        moved = self.cursor > experiment.steps
        self.cursor = min(self.cursor, experiment.steps)
        self._compute()
        self.runs_changed.emit()
        if moved:
            self.cursor_changed.emit()

    # Computing

    @property
    def _target(self) -> int:
        return min(self.experiment.steps, self.cursor + AHEAD)

    def _compute(self) -> None:
        """Compute what is needed for the cursor as far as patience lasts; the rest follows in idle time."""
        self._extend(self.cursor)
        self._idle.start()

    def _extend(self, target: int) -> bool:
        """Extend the runs towards a step for a few milliseconds; whether they have arrived."""
        deadline = perf_counter() + PATIENCE
        samples = self.experiment.loss.samples
        steps = SLICE if samples == 1 else max(1, SAMPLES_AT_ONCE // (SAMPLES_PER_STEP + samples))
        for run in self.runs:
            while run.last < target and not run.ended:
                run.extend_to(min(target, run.last + steps))
                if perf_counter() > deadline:
                    return False
        return True

    def _compute_ahead(self) -> None:
        arrived = self._extend(self._target)
        if arrived:
            self._idle.stop()
        if arrived or perf_counter() - self._announced > ANNOUNCEMENT:
            self._announced = perf_counter()
            self.runs_grown.emit()
