"""The card of one racer: its rule, its learning rate and other settings, and how it is doing."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine import Experiment, Racer
from engine.diagnosis import Kind
from engine.optimizers.unrolled import LEARNING_RATE
from gui.controls.fault import Fault
from gui.controls.fold import Fold
from gui.controls.hyper import HyperField
from gui.controls.slider import LogSlider
from gui.panels.fork_row import ForkRow
from gui.panels.racer_menu import RacerMenu
from gui.panels.racer_settings import RacerSettings
from gui.panels.racer_standing import RacerStanding, Standing
from gui.panels.racer_title import RacerTitle
from gui.theme import LIGHT, Theme

LOWEST_RATE, HIGHEST_RATE = 1e-5, 10.0  # of the slider; the field takes whatever is allowed
_INDENT = 8  # pixels inside a quiet field before its text: the text ends where the slider does


class RacerCard(QFrame):
    """Shows racers of one rule, clipped or not: from one to the next only values change."""

    racer_dragged = Signal(object, str)  # Racer, and the name of the hyperparameter that moves
    racer_picked = Signal(object, str)  # Racer, and what was done in words for undo

    def __init__(self, racer: Racer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = LIGHT
        self._number = 0
        self._racer = racer
        self._shown: Racer | None = None
        self._limit: float | None = None
        self._limit_here: float | None = None
        self._frame: tuple[object, ...] = ()
        self.title = RacerTitle()
        self.menu = RacerMenu(racer.rule, self.title.menu_button)
        self.title.set_menu(self.menu)
        self.addActions(self.menu.actions())
        self._standing = RacerStanding()
        declared = racer.rule.hyperparameter(LEARNING_RATE)
        self._rate = HyperField(declared)
        self._slider = LogSlider(LOWEST_RATE, HIGHEST_RATE)
        self._slider.setAccessibleName(self.tr("Learning rate"))
        self._fault = Fault()
        self.fork = ForkRow(declared)
        self._settings = RacerSettings(racer)
        self._more = Fold(self.tr("More settings"), self._settings)

        self._lay_out()
        self.menu.rename_requested.connect(self.title.rename)
        self.menu.fork_requested.connect(self._begin_fork)
        self.title.label_picked.connect(self._pick_label)
        self._rate.value_picked.connect(self._pick_rate)
        self._rate.error_changed.connect(self._fault.show_fault)
        self._slider.value_dragged.connect(self._drag_rate)
        self._slider.value_picked.connect(self._pick_rate)
        self._settings.racer_picked.connect(self._pick)
        # The tab order of a card as a whole can be set when it knows its first part.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocusProxy(self.title.eye)
        self._show()

    @property
    def racer(self) -> Racer:
        """The racer on the card."""
        return self._racer

    def show_racer(self, racer: Racer, experiment: Experiment) -> None:
        """Show another racer of the same rule, and the experiment it takes part in."""
        frame = experiment.loss.parameters, experiment.start, experiment.steps
        if racer == self._shown and frame == self._frame:
            return
        self._racer = self._shown = racer
        self._frame = frame
        self._show()
        self._settings.show_racer(racer, experiment)

    def show_place(self, number: int, count: int, most: int) -> None:
        """The racer's number from 0 among `count` racers, of `most` there can be."""
        self.menu.show_place(number, count, most)
        if number != self._number:
            self._number = number
            self.set_theme(self._theme)

    def show_step(self, step: int) -> None:
        """The step from which on a fork would go its own way."""
        self.fork.show_step(step)
        self._settings.show_step(step)

    def show_status(self, kind: Kind, sentence: str) -> None:
        self._standing.show_status(kind, sentence)

    def show_standing(self, standing: Standing) -> None:
        self._standing.show_standing(standing)
        self._limit_here = standing.limit
        self._show_limit_here()

    def show_limit(self, limit: float | None) -> None:
        """The learning rate up to which the racer is known to be stable; None if there is none known."""
        words = "" if limit is None else self.tr("Not stable above η = {limit}").format(limit=f"{limit:.5g}")
        self._slider.show_limit(limit, words)
        self._limit = limit
        self._show_limit_here()

    def _show_limit_here(self) -> None:
        """Where no limit is known for the whole way, the one of the place where the racer is."""
        limit = self._limit_here if self._limit is None else None
        words = self.tr("Not stable in a valley bent as here above η = {limit}")
        self._slider.show_limit_here(limit, "" if limit is None else words.format(limit=f"{limit:.5g}"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        colour = theme.look(self._number).colour
        self.title.show_place(self._number)
        self.title.set_theme(theme)
        self._slider.set_theme(theme, colour)
        self._settings.set_theme(theme, colour)
        for part in (self._fault, self.fork, self._more):
            part.set_theme(theme)

    def _show(self) -> None:
        self.title.show_racer(self._racer)
        self._rate.show_value(self._racer.lr)
        self._slider.show_value(self._racer.lr)

    # How it is made

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Learning rate η"))
        label.setProperty("role", "hint")
        label.setBuddy(self._rate)
        rate = QHBoxLayout()
        rate.setContentsMargins(0, 0, -_INDENT, 0)
        rate.addWidget(label, 1)
        rate.addWidget(self._rate)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self._standing)
        column.addLayout(rate)
        column.addWidget(self._slider)
        for part in (self._fault, self.fork, self._more):
            column.addWidget(part)

    # What a person does

    def _drag_rate(self, rate: float) -> None:
        self._racer = self._racer.replace(lr=rate)
        self._show()
        self.racer_dragged.emit(self._racer, LEARNING_RATE)

    def _pick_rate(self, rate: float) -> None:
        self._pick(self._racer.replace(lr=rate), self.tr("Change learning rate"))

    def _pick_label(self, label: str) -> None:
        self._pick(self._racer.labelled("" if label == self._racer.rule.title else label), self.tr("Rename"))

    def _pick(self, racer: Racer, words: str) -> None:
        self._racer = racer
        self._show()
        self.racer_picked.emit(racer, words)

    def _begin_fork(self) -> None:
        self.fork.begin(self._racer.lr)
