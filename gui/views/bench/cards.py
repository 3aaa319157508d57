"""The criteria side by side, or below each other where there is no room."""
from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from engine import Criterion
from engine.bench import MOST_CRITERIA, Bench
from engine.criteria import CRITERIA
from gui.theme import LIGHT, Theme
from gui.views.bench.card import CriterionCard
from gui.views.bench.costs import Costs
from gui.views.bench.windows import Window, windows

NARROWEST: Final = 184
SPACING: Final = 8


class CriterionCards(QScrollArea):
    """One card for each criterion. What is drawn against the same shows the same part of it."""

    bench_picked = Signal(object, str)
    focus_picked = Signal(int)
    sample_picked = Signal(int)
    fit_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._costs: Costs | None = None
        self._windows: tuple[Window, ...] = ()
        self.cards: list[CriterionCard] = []
        self._columns = 0
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACING)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(NARROWEST)

    def show_costs(self, costs: Costs, growing: bool = False) -> None:
        """Show all criteria; while a view is `growing` it shows at least what it did before."""
        self._costs = costs
        count = len(costs.bench.criteria)
        while len(self.cards) < count:
            self._add_card()
        wanted = windows(costs)
        if growing:
            wanted = tuple(map(Window.joined, wanted, self._windows))
        self._windows = wanted
        for card, window in zip(self.cards, wanted, strict=False):
            card.show_costs(costs, window)
        for place, card in enumerate(self.cards):
            card.setHidden(place >= count)
        self._place_cards()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for card in self.cards:
            card.set_theme(theme)

    def add_criterion(self) -> None:
        """One more, which is not there yet."""
        assert self._costs is not None
        bench = self._costs.bench
        more = bench.with_criterion(len(bench.criteria), _another(bench))
        self.bench_picked.emit(more, self.tr("Add criterion"))

    def _add_card(self) -> None:
        place = len(self.cards)
        card = CriterionCard(place, self.widget())
        card.set_theme(self._theme)
        card.criterion_picked.connect(partial(self._exchange, place))
        card.samples_requested.connect(partial(self._take_samples, place))
        card.removed.connect(partial(self._remove, place))
        card.focus_picked.connect(partial(self.focus_picked.emit, place))
        card.sample_picked.connect(self.sample_picked)
        for plot in card.curves.plots:
            plot.fit_requested.connect(self.fit_requested)
            plot.export_requested.connect(self.export_requested)
        self.cards.append(card)
        self._columns = 0

    def _exchange(self, place: int, criterion: Criterion) -> None:
        assert self._costs is not None
        before = self._costs.bench.criteria[place]
        bench = self._costs.bench.with_criterion(place, criterion)
        same = (before.name, before.formula) == (criterion.name, criterion.formula)
        if not same and bench.is_example and Costs(bench).account(place) is None:
            bench = bench.suited_to(criterion)
        self.bench_picked.emit(bench, self.tr("Change hyperparameter of criterion") if same else (
            self.tr("Change criterion")))

    def _take_samples(self, place: int) -> None:
        assert self._costs is not None
        bench = self._costs.bench
        self.bench_picked.emit(bench.suited_to(bench.criteria[place]), self.tr("Take samples that fit"))

    def _remove(self, place: int) -> None:
        assert self._costs is not None
        self.bench_picked.emit(self._costs.bench.without_criterion(place), self.tr("Remove criterion"))

    # Where they are

    def _place_cards(self) -> None:
        shown = [card for card in self.cards if not card.isHidden()]
        if not shown:
            return
        room = max((self.viewport().width() + SPACING) // (NARROWEST + SPACING), 1)
        # Four cards in two rows of two, not of three and one.
        columns = len(shown) if room >= len(shown) else min(room, (len(shown) + 1) // 2)
        key = columns * (MOST_CRITERIA + 1) + len(shown)
        if key == self._columns:
            return
        self._columns = key
        for card in self.cards:
            self._grid.removeWidget(card)
        for number in range(MOST_CRITERIA):
            self._grid.setColumnStretch(number, int(number < columns))
        for number, card in enumerate(shown):
            self._grid.addWidget(card, number // columns, number % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()


def _another(bench: Bench) -> Criterion:
    """A criterion that the bench does not have yet, and whose samples are like those that it has."""
    names = {criterion.name for criterion in bench.criteria}
    others = [criterion for criterion in CRITERIA if criterion.name not in names]
    tried = (Costs(bench.with_criterion(0, criterion)) for criterion in others)
    return next((costs.criterion for costs in tried if costs.account(0) is not None), others[0])
