"""What every view has in common."""
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine import Loss, Run
from engine.bench import Bench
from engine.explain import StepLine
from engine.losses.stationary import StationaryPoint
from gui.theme import Theme
from gui.views.plot import Plot


class View(QWidget):
    """Draws runs and a place in time, and owns neither; what the user asks for goes out as a signal."""

    name: ClassVar[str]     # in commands
    title: ClassVar[str]
    shows_runs: ClassVar[bool] = True   # whether there is anything of the racers to see

    start_dragged = Signal(tuple)       # the start moves with the mouse
    start_picked = Signal(tuple)        # the mouse let go of the start
    own_start_dragged = Signal(int, tuple)  # that of the racer with this number, from 0
    own_start_picked = Signal(int, tuple)
    step_picked = Signal(int)
    data_dragged = Signal(object)       # Data; a sample moves with the mouse
    data_picked = Signal(object, str)   # Data, and what was done to it, for undo
    sample_pointed = Signal(object)     # the number of a sample, from 0; None for none any more
    bench_dragged = Signal(object)      # Bench, while a prediction moves
    bench_picked = Signal(object, str)  # Bench, and what was done to it
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = self._make_plot()
        self.plot.fit_requested.connect(self.fit)
        self.plot.export_requested.connect(self.export_requested)

    def _make_plot(self) -> Plot:
        return Plot(self)

    def show_runs(self, loss: Loss, start: Sequence[float], runs: Sequence[Run], steps: int) -> None:
        """Show an experiment: its loss, start and number of steps, and a run for each racer."""
        raise NotImplementedError

    def show_bench(self, bench: Bench) -> None:
        """Show these samples and criteria, if the view is about them."""

    def show_step(self, step: int, fraction: float = 0.0) -> None:
        """Show the balls after so many steps, and that share of the way towards the next, from 0 to below 1.

        A run that is shorter stays at its last row. Rows that runs gained since the last call are taken in.
        """
        raise NotImplementedError

    def detached_plot(self) -> Plot:
        """What a figure shows, to be taken out of the view, which is not seen then."""
        return self.plot

    def show_hidden(self, racers: frozenset[int]) -> None:
        """Draw all racers but those with these numbers, from 0."""
        self.plot.set_hidden(racers)

    def show_focus(self, racer: int) -> None:
        """Show the racer with this number, from 0, in more detail, if the view has more to show."""

    def set_log(self, log: bool) -> None:
        """Show the loss on a logarithmic scale, if the view has a scale of it that can be so."""

    def show_made(self, line: StepLine | None) -> None:
        """Draw what one equation of the coming update makes of the racer in focus, if it can be drawn."""

    def show_sample(self, sample: int | None) -> None:
        """Let what belongs to the sample with this number, from 0, stand out, where it can be seen."""

    def show_stationary(self, points: Sequence[StationaryPoint], picked: StationaryPoint | None) -> None:
        """Mark these points without slope, and the one among them that was picked, where it can be done."""

    def settle(self) -> bool:
        """Begin at once with what takes long, and wait a moment for it; whether no preview is left."""
        return True

    def fit(self) -> None:
        """Bring everything into view."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        self.plot.set_theme(theme)
