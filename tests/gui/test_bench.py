"""The bench in the window: dragged, undone, saved, and turned to by the person alone."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTabBar

import engine
from engine.bench import SEED_BENCH, SEED_CLASSIFICATION
from gui.dialogs.shortcuts import Shortcuts
from gui.landscape import Landscape
from gui.views import VIEWS, BenchView
from gui.views.curve import CurveView
from tests.gui.person import press
from tests.gui.views.conftest import hand

__all__ = ["hand"]


@pytest.fixture
def bench(window, qtbot):
    """The bench of a window, turned to with the mouse."""
    tabs = window.desk.landscape.findChild(QTabBar)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    view = window.desk.landscape.current
    assert isinstance(view, BenchView)
    QApplication.processEvents()
    return view


def test_the_bench_is_first_and_nobody_begins_with_it(window):
    assert VIEWS[0] is BenchView
    assert type(window.desk.landscape.current) is CurveView
    assert not window.desk.findChildren(BenchView)


def test_a_drag_is_undone_in_one_step(bench, window, hand, qtbot):
    runs = window.session.runs
    hand(bench.sample_plot).drag((5, 5.0), (5, 7.0))
    after = window.session.experiment.bench
    assert after.predictions[4] == pytest.approx(7.0, abs=0.1)
    assert window.session.undo_words == "Move prediction"
    assert window.session.runs == runs
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.experiment.bench == SEED_BENCH and window.session.undo_words == ""
    assert bench._costs.bench == SEED_BENCH
    press(qtbot, window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert bench._costs.bench == after


def test_dragged_there_and_back_again_leaves_nothing_to_undo(bench, window, hand):
    mouse = hand(bench.sample_plot)
    start = mouse.point(5, 5.0)
    mouse.press(5, 5.0)
    mouse.move(mouse.point(5, 7.0))
    mouse.move(start)
    mouse.release(start)
    assert window.session.undo_words == ""


def test_a_bench_is_saved_and_opened_with_its_experiment(bench, window, tmp_path, qtbot):
    path = tmp_path / "bench.json"
    engine.save(engine.SEED_EXPERIMENT.replace(bench=SEED_CLASSIFICATION), path)
    window.document.open(path)
    qtbot.waitUntil(lambda: bench._costs.bench == SEED_CLASSIFICATION)
    assert bench.cards.cards[0]._value.text() == "0.164252"


def test_who_comes_from_the_plot_of_another_view_is_on_that_of_the_samples(window):
    window.desk.landscape.plot.setFocus()
    window.desk.landscape.turn_to(BenchView)
    assert QApplication.focusWidget() is window.desk.landscape.current.sample_plot


def test_keys_of_the_bench_are_no_commands_of_the_window(bench, window, qtbot):
    window.session.seek(7)
    for part in (bench.sample_plot, bench.table):
        part.setFocus()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down):
            press(qtbot, window, key)
    assert window.session.cursor == 7
    bench.sample_plot.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    assert window.player.playing
    window.player.pause()


def test_a_bench_that_was_picked_is_there_next_time(qtbot):
    landscape = Landscape()
    qtbot.addWidget(landscape)
    landscape.findChild(QTabBar).setCurrentIndex(0)
    landscape.remember()
    another = Landscape()
    qtbot.addWidget(another)
    another.restore()
    another.show_bench(SEED_CLASSIFICATION)
    assert isinstance(another.current, BenchView)
    assert another.current._costs.bench == SEED_CLASSIFICATION


def test_a_bench_behind_learns_of_changes_when_it_is_turned_to(bench, window, qtbot):
    tabs = window.desk.landscape.findChild(QTabBar)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    window.session.change(window.session.experiment.replace(bench=SEED_CLASSIFICATION), "Change")
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert bench._costs.bench == SEED_CLASSIFICATION


def test_an_export_begins_with_the_bench_that_is_seen(bench, window):
    assert window.desk.views_shown == ("bench",)


def test_a_place_on_both_sides_shows_the_same_bench(bench, window, qtbot, hand):
    window.desk.stage.set_side_by_side(True)
    window.desk.beside.turn_to(BenchView)
    QApplication.processEvents()
    window.desk.beside.current.sample_plot.setFocus()
    press(qtbot, window, Qt.Key.Key_Up)
    assert bench._costs.bench == window.session.experiment.bench != SEED_BENCH


def test_the_keys_of_the_bench_are_listed_with_all_others(window, qtbot):
    page = Shortcuts(window._menus.actions, window)
    qtbot.addWidget(page)
    words = [label.text() for label in page.findChildren(QLabel)]
    for said in ("BENCH", "Move its prediction", "Add or remove a sample"):
        assert said in words
    assert page.sizeHint().height() < 560 and page.sizeHint().width() < 1000


def test_what_is_pasted_on_the_bench_are_its_samples(bench, window, qtbot):
    loss = window.session.experiment.loss
    for part, truth in ((bench.sample_plot, 1), (bench.table, 2), (bench._head.examples[0], 3)):
        QApplication.clipboard().setText(f"{truth},2\n3,4\n")
        part.setFocus()
        press(qtbot, window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert window.session.experiment.bench.truths == (truth, 3)
    assert window.session.experiment.loss == loss
