"""A bench that takes what is asked of it, as the window does, and remembers the words for undo."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui.theme import LIGHT, apply_theme
from gui.views.bench.view import BenchView


class Bench:
    """A view of the bench, and a person before it."""

    def __init__(self, view, qtbot):
        self.view, self.qtbot = view, qtbot
        self.words, self.dragged = [], []
        view.bench_dragged.connect(self._drag)
        view.bench_picked.connect(self._take)

    @property
    def bench(self):
        return self.view._costs.bench

    @property
    def sample(self):
        return self.view._costs.sample

    @property
    def table(self):
        return self.view.table

    @property
    def sentence(self):
        return self.view._sheet.sentence

    def card(self, place):
        return self.view.cards.cards[place]

    def cell(self, row, column):
        return self.table.model().index(row, column).data()

    def click_cell(self, row, column):
        place = self.table.visualRect(self.table.model().index(row, column)).center()
        self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def type_cell(self, row, column, text, key=Qt.Key.Key_Return):
        """Begin to type over a number, and end with a key."""
        self.click_cell(row, column)
        self.qtbot.keyClick(self.table, text[0])
        editor = QApplication.focusWidget()
        self.qtbot.keyClicks(editor, text[1:])
        self.qtbot.keyClick(editor, key)
        QApplication.processEvents()

    def place_of(self, sample):
        """Where the ball of a sample is, in data of the plot."""
        return sample + 1.0, self.bench.predictions[sample]

    def choose(self, place, words):
        """Pick an entry from the list of a card."""
        choice = self.card(place).chooser.choice
        choice.setCurrentIndex(choice.findText(words))
        choice.activated.emit(choice.currentIndex())

    def _drag(self, bench):
        self.dragged.append(bench)
        self.view.show_bench(bench)

    def _take(self, bench, words):
        self.words.append(words)
        self.view.show_bench(bench)


@pytest.fixture
def bench(stage, qtbot, qapp):
    apply_theme(qapp, LIGHT)
    view = stage(BenchView(), 600, 680)
    view.set_theme(LIGHT)
    QApplication.processEvents()
    return Bench(view, qtbot)


