"""The parts of the stage: maximised, swapped, side by side and remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTabBar

import engine
from gui.settings import settings
from gui.views.contour import ContourView
from gui.views.history import HistoryView
from gui.views.surface import SurfaceView
from gui.window import MainWindow
from tests.gui.stage_parts import SMALL, below, button, click, close_and_open_again, pane, press_in, seen


@pytest.fixture
def stage(window):
    return window.desk.stage


# Maximised


@pytest.mark.parametrize("name", ["landscape", "history", "numbers"])
def test_a_maximised_part_fills_the_stage_until_it_is_restored(stage, qtbot, name):
    part = pane(stage, name)
    click(qtbot, part, "Maximise")
    assert seen(stage) == [name]
    qtbot.waitUntil(lambda: part.size() == stage.size())
    click(qtbot, part, "Show the other parts again")
    assert seen(stage) == ["landscape", "history", "numbers"]


def test_a_double_click_on_the_head_maximises_and_restores(stage, qtbot):
    part = pane(stage, "history")
    for expected in (["history"], ["landscape", "history", "numbers"]):
        qtbot.mouseDClick(part, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
        assert seen(stage) == expected


def test_a_double_click_on_a_plot_maximises_nothing(stage, qtbot):
    plot = pane(stage, "history").part.plot
    qtbot.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.viewport().rect().center())
    assert seen(stage) == ["landscape", "history", "numbers"]


def test_escape_restores(stage, qtbot):
    part = pane(stage, "history")
    press_in(qtbot, part, Qt.Key.Key_M)
    assert seen(stage) == ["history"]
    press_in(qtbot, part, Qt.Key.Key_Escape)
    assert seen(stage) == ["landscape", "history", "numbers"]
    press_in(qtbot, part, Qt.Key.Key_Escape)
    assert seen(stage) == ["landscape", "history", "numbers"]


def test_shares_are_the_same_after_a_part_was_maximised(stage, qtbot):
    before = [each.size() for each in stage.panes if each.isVisible()]
    click(qtbot, pane(stage, "numbers"), "Maximise")
    click(qtbot, pane(stage, "numbers"), "Show the other parts again")
    QApplication.processEvents()
    assert [each.size() for each in stage.panes if each.isVisible()] == before


def test_the_command_means_the_part_that_was_used_last(window, stage, qtbot):
    pane(stage, "history").part.plot.setFocus()
    window._menus.actions["maximise"].trigger()
    assert seen(stage) == ["history"]
    window._menus.actions["maximise"].trigger()
    assert len(seen(stage)) == 3


def test_parts_out_of_sight_are_told_nothing_until_they_return(window, stage, qtbot, monkeypatch):
    told = []
    tell = HistoryView.show_step
    monkeypatch.setattr(HistoryView, "show_step", lambda view, *a: (told.append(a), tell(view, *a))[0])
    click(qtbot, pane(stage, "landscape"), "Maximise")
    window.session.seek(7)
    assert told == []
    click(qtbot, pane(stage, "landscape"), "Show the other parts again")
    assert told[-1] == (7, 0.0)


# Side by side


def test_contour_and_surface_side_by_side_share_cursor_and_racers(window, stage, qtbot):
    window.session.open(engine.SEED_EXPERIMENT.replace(loss=engine.loss("himmelblau"), start=(0.0, 0.0)))
    press_in(qtbot, pane(stage, "landscape"), Qt.Key.Key_S)
    assert seen(stage) == ["landscape", "beside", "history", "numbers"]
    assert window._menus.actions["side_by_side"].isChecked()
    first, second = (pane(stage, name).part.current for name in ("landscape", "beside"))
    assert (type(first), type(second)) == (ContourView, SurfaceView)
    window.session.seek(5)
    assert first._step == second._step == 5
    assert first._runs is second._runs is window.session.runs
    press_in(qtbot, pane(stage, "landscape"), Qt.Key.Key_S)
    assert seen(stage) == ["landscape", "history", "numbers"]


@pytest.mark.parametrize("side_by_side", [False, True])
def test_everything_fits_on_a_small_screen(window, stage, qtbot, side_by_side):
    stage.set_side_by_side(side_by_side)
    QApplication.processEvents()
    smallest = window.minimumSizeHint()
    assert smallest.width() <= SMALL.width() and smallest.height() <= SMALL.height()


def test_tabs_are_not_cut_off_side_by_side_on_a_small_screen(window, stage, qtbot):
    window.resize(SMALL)
    stage.set_side_by_side(True)
    qtbot.waitUntil(lambda: pane(stage, "landscape").width() < SMALL.width() // 3)
    for name in ("landscape", "beside"):
        tabs = pane(stage, name).findChild(QTabBar)
        for number in range(tabs.count()):
            room = tabs.tabRect(number)
            assert tabs.rect().contains(room)
            assert room.width() >= tabs.fontMetrics().horizontalAdvance(tabs.tabText(number))


# Swapped


def test_parts_swap_places(stage, qtbot):
    history, numbers = pane(stage, "history"), pane(stage, "numbers")
    assert below(history, numbers)
    menu = button(history, "Swap").menu()
    assert [action.text() for action in menu.actions()] == [
        "Swap with Landscape", "Swap with This step, in numbers"]  # fmt: skip
    menu.actions()[1].trigger()
    QApplication.processEvents()
    assert below(numbers, history)


def test_the_key_swaps_with_the_next_part(stage, qtbot):
    landscape, history = pane(stage, "landscape"), pane(stage, "history")
    press_in(qtbot, landscape, Qt.Key.Key_W)
    QApplication.processEvents()
    assert history.mapToGlobal(QPoint()).x() < landscape.mapToGlobal(QPoint()).x()


# Remembered


def test_the_layout_is_remembered(window, stage, qtbot):
    stage.set_side_by_side(True)
    press_in(qtbot, pane(stage, "landscape"), Qt.Key.Key_W)
    click(qtbot, pane(stage, "history"), "Tear off")
    pane(stage, "history").resize(530, 430)
    QApplication.processEvents()
    again = close_and_open_again(qtbot, window).desk.stage
    assert [each.name for each in again._order] == ["beside", "landscape", "history", "numbers"]
    assert seen(again) == ["landscape", "beside", "history", "numbers"]
    assert pane(again, "history").isWindow()
    assert pane(again, "history").size() == QSize(530, 430)


def test_a_maximised_part_is_remembered_and_can_be_restored(window, stage, qtbot):
    click(qtbot, pane(stage, "numbers"), "Maximise")
    again = close_and_open_again(qtbot, window).desk.stage
    assert seen(again) == ["numbers"]
    click(qtbot, pane(again, "numbers"), "Show the other parts again")
    assert seen(again) == ["landscape", "history", "numbers"]


def test_a_torn_off_window_comes_back_on_the_screen(window, stage, qtbot):
    part = pane(stage, "history")
    click(qtbot, part, "Tear off")
    part.move(30_000, 30_000)
    QApplication.processEvents()
    click(qtbot, part, "Put back")
    click(qtbot, part, "Tear off")
    assert QGuiApplication.primaryScreen().availableGeometry().contains(part.geometry().topLeft())


def test_reset_layout_brings_everything_back(window, stage, qtbot):
    sizes = [each.size() for each in stage.panes if each.isVisible()]
    stage.set_side_by_side(True)
    press_in(qtbot, pane(stage, "landscape"), Qt.Key.Key_W)
    click(qtbot, pane(stage, "history"), "Tear off")
    window._menus.actions["reset_layout"].trigger()
    QApplication.processEvents()
    assert seen(stage) == ["landscape", "history", "numbers"]
    assert [each.name for each in stage._order] == [each.name for each in stage.panes]
    assert not window._menus.actions["side_by_side"].isChecked()
    window.resize(window.size())
    assert sorted(each.height() for each in stage.panes if each.isVisible()) == sorted(
        size.height() for size in sizes)  # fmt: skip


@pytest.mark.parametrize("value", ["nonsense", ["history"], ["", "", "", ""], 3])
def test_a_damaged_layout_is_the_usual_one(qtbot, value):
    for name in ("order", "torn_off", "maximised", "side_by_side", "shares_0", "shares_1", "place_history"):
        settings().setValue(f"layout/{name}", value if name != "torn_off" else ["nobody"])
    settings().setValue("layout/maximised", ["beside"])
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    assert seen(window.desk.stage) == ["landscape", "history", "numbers"]
