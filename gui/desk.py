"""The desk: panels at the side, views on the stage, the timeline below, and what they show."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from engine.diagnosis import verdict
from engine.losses.loss import Point
from engine.stability import stable_limit
from gui.controls.notice import Notice
from gui.landscape import Landscape
from gui.panels.loss import LossPanel
from gui.panels.numbers import NumbersPanel
from gui.panels.racer_standing import standing
from gui.panels.racers import RacersPanel
from gui.panels.start import StartPanel
from gui.panels.timeline import Timeline
from gui.player import Player
from gui.session import Session
from gui.stage import Stage
from gui.theme import Theme
from gui.views.history import HistoryView
from gui.views.surface import SurfaceView

PANEL_WIDTH = 290
# Words and typeset numbers that change faster cannot be read.
TELL_MS = 100
BESIDE_KEY = "window/landscape_beside"


class Desk(QWidget):
    """Shows a session; what a person does there is in the signals of its parts, wired by the window."""

    def __init__(self, session: Session, player: Player) -> None:
        super().__init__()
        self._session = session
        self._player = player
        self._focus = 0
        self.notice = Notice()
        self.loss = LossPanel()
        self.start = StartPanel()
        self.racers = RacersPanel()
        self.landscape = Landscape()
        self.beside = Landscape(BESIDE_KEY, SurfaceView)
        self.landscapes = (self.landscape, self.beside)
        self.history = HistoryView()
        self.numbers = NumbersPanel()
        self.timeline = Timeline()
        self.stage = Stage(self.landscape, self.beside, self.history, self.numbers)
        self._tell_soon = QTimer(self, singleShot=True, interval=TELL_MS)
        self._tell_soon.timeout.connect(self.tell)
        self.stage.arranged.connect(self.show_runs)
        self._place()

    def _place(self) -> None:
        panels = QWidget()
        panels.setProperty("role", "panel")
        column = QVBoxLayout(panels)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(18)
        for panel in (self.loss, self.start, self.racers):
            column.addWidget(panel)
        column.addStretch(1)
        side = QScrollArea()
        side.setProperty("role", "panel")
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFixedWidth(PANEL_WIDTH)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setWidget(panels)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(side)
        body.addWidget(self.stage, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notice)
        whole.addLayout(body, 1)
        whole.addWidget(self.timeline)

    @property
    def focus(self) -> int:
        """The number of the racer that is shown in more detail, from 0."""
        return self._focus

    @property
    def views_shown(self) -> tuple[str, ...]:
        """The names of the views that are seen."""
        seen = self.landscape.current
        return (seen.name, self.history.name) if seen.shows_runs else (seen.name,)

    def show_runs(self) -> None:
        """Everything that follows from the experiment, on all views in sight."""
        experiment = self._session.experiment
        self._focus = min(self._focus, len(experiment.racers) - 1)
        self.loss.show_loss(experiment.loss)
        self.loss.show_seed(experiment.seed)
        self.start.show_start(experiment.loss.parameters, experiment.start)
        self.start.show_suggestion(self._better_start())
        self.racers.show_experiment(experiment)
        for number, racer in enumerate(experiment.racers):
            self.racers.show_limit(number, stable_limit(experiment.loss, racer, experiment.start))
        self.numbers.show_racers([racer.title for racer in experiment.racers])
        self.numbers.show_focus(self._focus)
        self.show_hidden()
        for view in self._seen:
            view.show_runs(experiment.loss, experiment.start, self._session.runs, experiment.steps)
        for landscape in self.landscapes:
            if self.stage.shows(landscape):
                landscape.show_bench(experiment.bench)
        self._focus_landscapes()
        self.show_step()

    @property
    def _seen(self) -> list[Landscape | HistoryView]:
        """The views in sight; the others wait until they are."""
        views = (*self.landscapes, self.history)
        return [view for view in views if self.stage.shows(view)]

    def _focus_landscapes(self) -> None:
        for landscape in self.landscapes:
            if self.stage.shows(landscape):
                landscape.show_focus(self._focus)

    def show_hidden(self) -> None:
        """Which racers are drawn is a way of looking: no part of the experiment, and nothing to undo."""
        for view in self._seen:
            view.show_hidden(self.racers.hidden_racers)

    def show_step(self) -> None:
        """What moves: the balls at once, words and numbers as fast as they can be read."""
        for view in self._seen:
            view.show_step(self._session.cursor, self._player.fraction)
        self.timeline.show_position(
            self._session.cursor, self._session.computed, self._session.experiment.steps
        )
        if not self._player.playing:
            self.tell()
        elif not self._tell_soon.isActive():
            self._tell_soon.start()

    def tell(self) -> None:
        """Each racer's loss and how it does, and this step in numbers."""
        self.racers.show_step(self._session.cursor)
        for number, run in enumerate(self._session.runs):
            step = min(self._session.cursor, run.last)
            judgement = verdict(run, step)
            self.racers.show_status(number, judgement.kind, judgement.sentence)
            self.racers.show_standing(number, standing(run, step))
        if self.stage.shows(self.numbers):
            run = self._session.runs[self._focus]
            self.numbers.show_step(run, self._session.cursor, self._player.playing)

    def show_focus(self, number: int) -> None:
        """Show the racer with this number in more detail."""
        self._focus = number
        self._focus_landscapes()
        self.tell()

    def fit(self) -> None:
        """Bring the whole loss and every ball into view."""
        for view in self._seen:
            view.fit()

    def set_theme(self, theme: Theme) -> None:
        for part in (
            self.notice, self.loss, self.start, self.racers, *self.landscapes, self.history, self.numbers,
            self.timeline, self.stage,
        ):  # fmt: skip
            part.set_theme(theme)

    def _better_start(self) -> Point | None:
        """The catalogue's start, if the present one lies outside what the view shows."""
        loss, start = self._session.experiment.loss, self._session.experiment.start
        inside = all(low <= value <= high for value, (low, high) in zip(start, loss.view, strict=True))
        return None if inside or loss.start == start else loss.start
