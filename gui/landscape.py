"""The landscape: the loss in one of several views, behind tabs."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from engine import Loss, Run
from engine.bench import SEED_BENCH, Bench
from engine.explain import StepLine
from engine.losses.stationary import StationaryPoint
from gui.settings import settings
from gui.theme import LIGHT, Theme
from gui.views import VIEWS
from gui.views.contour import ContourView
from gui.views.curve import CurveView
from gui.views.plot import Plot
from gui.views.view import View

KEY = "window/landscape"
NARROWEST = 190     # pixels
# How close the tabs are set, and the pixels beside their words; what fits first is taken.
TIGHTNESS = (("", 41), ("true", 17), ("most", 5))


class Landscape(QWidget):
    """Shows the view that suits the loss until the person picks one; only what is seen is kept up to date."""

    start_dragged = Signal(tuple)
    start_picked = Signal(tuple)
    own_start_dragged = Signal(int, tuple)
    own_start_picked = Signal(int, tuple)
    step_picked = Signal(int)
    data_dragged = Signal(object)
    data_picked = Signal(object, str)
    sample_pointed = Signal(object)
    bench_dragged = Signal(object)
    bench_picked = Signal(object, str)
    export_requested = Signal()

    def __init__(self, key: str = KEY, deep: type[View] = ContourView) -> None:
        """What is picked is remembered as `key`; `deep` is the view that suits two parameters and more."""
        super().__init__()
        self._key = key
        self._deep = deep
        self._views: dict[int, View] = {}   # made when they are first turned to: a start has no time for all
        self._theme: Theme = LIGHT
        self._hidden: frozenset[int] = frozenset()
        self._made: StepLine | None = None
        self._sample: int | None = None
        self._bench = SEED_BENCH
        self._runs: tuple[Loss, Sequence[float], Sequence[Run], int] | None = None
        self._step = (0, 0.0)
        self._focus = 0
        self._stationary: tuple[Sequence[StationaryPoint], StationaryPoint | None] = ((), None)
        self._behind: set[View] = set()     # views that do not know of the present runs
        self._picked = ""
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(NARROWEST)
        self._tabs.setAccessibleName(self.tr("View of the loss"))
        self._stack = QStackedWidget()
        for kind in VIEWS:
            self._tabs.addTab(QCoreApplication.translate(kind.__name__, kind.title))
        # Nobody begins with the bench: it is turned to.
        self._tabs.setCurrentIndex(VIEWS.index(CurveView))
        self._tabs.currentChanged.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._tabs)

    @property
    def current(self) -> View:
        """The view that is seen."""
        number = self._tabs.currentIndex()
        if number not in self._views:
            self._views[number] = self._make(VIEWS[number])
        return self._views[number]

    def _make(self, kind: type[View]) -> View:
        view = kind()
        for signal, forwarded in ((view.start_dragged, self.start_dragged),
                                  (view.start_picked, self.start_picked),
                                  (view.own_start_dragged, self.own_start_dragged),
                                  (view.own_start_picked, self.own_start_picked),
                                  (view.step_picked, self.step_picked),
                                  (view.data_dragged, self.data_dragged),
                                  (view.data_picked, self.data_picked),
                                  (view.sample_pointed, self.sample_pointed),
                                  (view.bench_dragged, self.bench_dragged),
                                  (view.bench_picked, self.bench_picked),
                                  (view.export_requested, self.export_requested)):
            signal.connect(forwarded)
        view.set_theme(self._theme)
        view.show_hidden(self._hidden)
        view.show_made(self._made)
        self._behind.add(view)
        self._stack.addWidget(view)
        return view

    @property
    def plot(self) -> Plot:
        """The canvas of the view that is seen."""
        return self.current.plot

    def turn_to(self, view: type[View]) -> None:
        """Show the view of this kind; it does not count as picked by the person."""
        picked = self._picked
        self._tabs.setCurrentIndex(VIEWS.index(view))
        self._picked = picked

    def show_runs(self, loss: Loss, start: Sequence[float], runs: Sequence[Run], steps: int) -> None:
        """Show an experiment, as `View.show_runs` does."""
        other_kind = self._runs is None or loss.dimension != self._runs[0].dimension
        self._runs = (loss, start, runs, steps)
        self._behind = set(self._views.values())
        self._focus = min(self._focus, len(runs) - 1)
        if other_kind and not self._picked:
            self.turn_to(CurveView if loss.dimension == 1 else self._deep)
        self._catch_up()

    def show_bench(self, bench: Bench) -> None:
        """Show the samples and criteria of the loss bench, where it is seen."""
        self._bench = bench
        self.current.show_bench(bench)

    def show_step(self, step: int, fraction: float = 0.0) -> None:
        self._step = (step, fraction)
        self.current.show_step(step, fraction)

    def show_focus(self, racer: int) -> None:
        """Show the racer with this number in more detail."""
        self._focus = racer
        self.current.show_focus(racer)

    def show_made(self, line: StepLine | None) -> None:
        """Draw what one equation of the coming update makes, where the view can."""
        self._made = line
        for view in self._views.values():
            view.show_made(line)

    def show_sample(self, sample: int | None) -> None:
        """Let what belongs to the sample with this number stand out, where the view can."""
        self._sample = sample
        self.current.show_sample(sample)

    def show_stationary(self, points: Sequence[StationaryPoint], picked: StationaryPoint | None) -> None:
        """Mark these points without slope of the loss, and the one among them that was picked."""
        self._stationary = (points, picked)
        self.current.show_stationary(points, picked)

    def show_hidden(self, racers: frozenset[int]) -> None:
        """Draw all racers but those with these numbers, from 0."""
        self._hidden = racers
        for view in self._views.values():
            view.show_hidden(racers)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for view in self._views.values():
            view.set_theme(theme)

    def fit(self) -> None:
        """Bring everything into view."""
        self.current.fit()

    def remember(self) -> None:
        settings().setValue(self._key, self._picked)

    def restore(self) -> None:
        names = [view.__name__ for view in VIEWS]
        picked = settings().value(self._key)
        if picked in names:
            self._tabs.setCurrentIndex(names.index(picked))
            self._picked = picked

    def reset(self) -> None:
        """Choose by the loss again."""
        self._picked = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = [self._tabs.fontMetrics().horizontalAdvance(self._tabs.tabText(number))
                 for number in range(self._tabs.count())]
        fitting = (name for name, room in TIGHTNESS if sum(words) + room * len(words) <= self.width())
        tight = next(fitting, TIGHTNESS[-1][0])
        if tight != self._tabs.property("tight"):
            self._tabs.setProperty("tight", tight)
            self._tabs.style().polish(self._tabs)
            # Tabs keep the room they had until the style says that it changed.
            QCoreApplication.sendEvent(self._tabs, QEvent(QEvent.Type.StyleChange))

    def _pick(self, number: int) -> None:
        self._picked = VIEWS[number].__name__
        focused = QApplication.focusWidget()
        held_focus = focused is not None and self._stack.isAncestorOf(focused)
        self._stack.setCurrentWidget(self.current)
        if held_focus:
            self.plot.setFocus()
        self._catch_up()
        self.current.show_focus(self._focus)
        self.current.show_sample(self._sample)
        self.current.show_step(*self._step)

    def _catch_up(self) -> None:
        """Tell the view that is seen what it has missed."""
        view = self.current
        if self._runs is not None and view in self._behind:
            self._behind.remove(view)
            view.show_runs(*self._runs)
        view.show_bench(self._bench)
        view.show_stationary(*self._stationary)
