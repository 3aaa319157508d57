"""What is folded away on a racer's card: its hyperparameters, clipping, schedule and start."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import Experiment, Racer, Schedule
from engine.losses.loss import Point
from engine.optimizers.clipping import unclipped
from engine.optimizers.unrolled import LEARNING_RATE
from gui.controls.hyper import hyper_title
from gui.panels.clipping_settings import ClippingSettings
from gui.panels.hyper_row import HyperRow
from gui.panels.own_start import OwnStart
from gui.panels.schedule_settings import ScheduleSettings
from gui.theme import Theme


class RacerSettings(QWidget):
    """Shows racers of one rule, clipped or not."""

    racer_picked = Signal(object, str)  # Racer, and what was done in words for undo

    def __init__(self, racer: Racer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._racer = racer
        self._rows = {hyper.name: HyperRow(hyper)
                      for hyper in unclipped(racer.rule).hyper if hyper.name != LEARNING_RATE}
        self._clipping = ClippingSettings(racer.rule)
        self._schedule = ScheduleSettings()
        self._start = OwnStart()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for name, row in self._rows.items():
            row.value_picked.connect(partial(self._pick_value, name))
            column.addWidget(row)
        for part in (self._clipping, self._schedule, self._start):
            column.addWidget(part)
        self._clipping.clipping_picked.connect(self._pick_clipping)
        self._clipping.value_picked.connect(self._pick_value)
        self._schedule.schedule_picked.connect(self._pick_schedule)
        self._start.start_picked.connect(self._pick_start)

    def show_racer(self, racer: Racer, experiment: Experiment) -> None:
        """A racer, and the experiment it takes part in."""
        self._racer = racer
        for name, row in self._rows.items():
            row.show_value(racer.value(name))
        self._clipping.show_racer(racer)
        self._schedule.show_schedule(racer.schedule, racer.lr, experiment.steps)
        self._start.show_start(experiment.loss.parameters, experiment.start, racer.start)

    def show_step(self, step: int) -> None:
        self._schedule.show_step(step)

    def set_theme(self, theme: Theme, colour: str) -> None:
        """`colour` is that of the racer, as "#rrggbb"."""
        self._schedule.set_theme(theme, colour)
        self._start.set_theme(theme)
        self._clipping.set_theme(theme)
        for row in self._rows.values():
            row.set_theme(theme)

    def _pick_value(self, name: str, value: float) -> None:
        title = hyper_title(self._racer.rule.hyperparameter(name))
        self._pick(self._racer.replace(**{name: value}),
                   self.tr("Change {setting}").format(setting=title.lower()))

    def _pick_clipping(self, names: tuple[str, ...]) -> None:
        self._pick(self._racer.clipped(*names), self.tr("Change gradient clipping"))

    def _pick_schedule(self, schedule: Schedule | None) -> None:
        self._pick(self._racer.scheduled(schedule), self.tr("Change schedule"))

    def _pick_start(self, start: Point | None) -> None:
        self._pick(self._racer.started(start), self.tr("Change start of {optimizer}").format(
            optimizer=self._racer.title))

    def _pick(self, racer: Racer, words: str) -> None:
        self.racer_picked.emit(racer, words)
