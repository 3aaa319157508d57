"""The window as a person uses it: real clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from engine import SEED_EXPERIMENT
from gui.controls.fault import Fault
from gui.panels.landscape_loss import LandscapeLoss
from gui.window import MainWindow
from tests.gui.person import close_dialog, field, press, retype

# Time


def test_a_newcomer_sees_the_seeds_example(window):
    assert window.session.experiment == SEED_EXPERIMENT
    assert window.windowTitle() == "Untitled[*] — Fall Line"
    assert not window.isWindowModified()


def test_the_first_key_that_is_pressed_plays(window, qtbot):
    press(qtbot, window, Qt.Key.Key_Space)
    assert window.player.playing


def test_the_arrow_keys_step_forwards_and_back(window, qtbot):
    window.desk.landscape.plot.setFocus()
    for _ in range(7):
        press(qtbot, window, Qt.Key.Key_Right)
    assert window.session.cursor == 7
    assert window.session.runs[0].points[7, 0] == pytest.approx(1.048576, abs=1e-15)
    press(qtbot, window, Qt.Key.Key_Left)
    assert window.session.cursor == 6


def test_home_and_end_go_to_the_ends(window, qtbot):
    window.desk.landscape.plot.setFocus()
    press(qtbot, window, Qt.Key.Key_End)
    assert window.session.cursor == 20
    press(qtbot, window, Qt.Key.Key_Home)
    assert window.session.cursor == 0


def test_space_plays_and_pauses(window, qtbot):
    window.desk.landscape.plot.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    assert window.player.playing
    press(qtbot, window, Qt.Key.Key_Space)
    assert not window.player.playing


def test_r_plays_again_from_the_start(window, qtbot):
    window.desk.landscape.plot.setFocus()
    window.session.seek(12)
    press(qtbot, window, Qt.Key.Key_R)
    assert window.player.playing
    assert window.session.cursor < 3


def test_letters_in_a_field_are_letters(window, qtbot):
    line = field(window, "Formula")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "r r")
    assert line.toPlainText() == "r r"
    assert not window.player.playing


def test_a_click_in_the_history_seeks(window, qtbot):
    plot = window.desk.history.plot
    (across,) = plot.scale_now.x_pixels([11.2])
    place = plot.mapFromScene(plot.box.mapToScene(QPointF(float(across), 60.0)))
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.session.cursor == 11


def test_playing_goes_on_while_the_learning_rate_changes(window, qtbot):
    window.player.speed = 5.0
    window.session.seek(5)
    window.desk.landscape.plot.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    rate = next(each for each in window.desk.racers.findChildren(QLineEdit) if each.text() == "0.1")
    retype(qtbot, rate, "0.05")
    assert window.player.playing
    assert window.session.cursor >= 5
    assert window.session.experiment.racers[0].lr == 0.05
    assert window.session.experiment.start == (5.0,)


# Changes


def test_a_typed_start_moves_the_ball_and_undo_brings_it_back(window, qtbot):
    retype(qtbot, field(window, "Start of w"), "-3")
    assert window.session.experiment.start == (-3.0,)
    assert window.isWindowModified()
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.desk.landscape.plot.setFocus()
    if window.session.experiment.start != (5.0,):
        press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.experiment.start == (5.0,)
    assert not window.isWindowModified()


def test_a_typed_formula_becomes_the_loss_and_keeps_start_and_step(window, qtbot):
    window.session.seek(4)
    line = field(window, "Formula")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "(w - 1)^2 + sin(w)")
    qtbot.waitUntil(lambda: window.session.experiment.loss.formula == "(w - 1)^2 + sin(w)", timeout=10_000)
    assert window.session.experiment.start == (5.0,)
    assert window.session.cursor == 4


@pytest.mark.parametrize(
    "text", ["w**", "import os", "w.__class__", "9**9**9**9", "foo(w)", "1/0", "", "x" * 10_000]
)
def test_a_bad_formula_leaves_the_last_good_one(window, qtbot, text):
    line = field(window, "Formula")
    line.setFocus()
    line.selectAll()
    QGuiApplication.clipboard().setText(text)
    if text:
        qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.keyClick(line, Qt.Key.Key_Delete)
    fault = window.desk.loss.findChild(LandscapeLoss).findChild(Fault)
    qtbot.waitUntil(lambda: bool(fault.sentence), timeout=3000)
    assert fault.sentence.count("\n") == 0
    assert window.session.experiment == SEED_EXPERIMENT


def test_a_divergent_rate_is_explained_on_its_card(window, qtbot):
    rate = next(each for each in window.desk.racers.findChildren(QLineEdit) if each.text() == "0.1")
    retype(qtbot, rate, "1.1")
    words = [label.text() for label in window.desk.racers.findChildren(QLabel)]
    assert any("η = 1.1 is above 2/L″ = 1" in each for each in words)


# Looks


def test_the_theme_changes_while_the_window_is_open(window, qtbot):
    window._menus._choices["theme"]["dark"].trigger()
    dark = window.grab().toImage().pixelColor(10, 300).lightness()
    window._menus._choices["theme"]["light"].trigger()
    light = window.grab().toImage().pixelColor(10, 300).lightness()
    assert dark < 60 < 200 < light


def test_geometry_and_theme_are_remembered(window, qtbot):
    window._menus._choices["theme"]["dark"].trigger()
    window.resize(1100, 640)
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    # Qt's offscreen screen is too narrow for the width.
    assert again.height() == 640
    assert again._appearance.theme.name == "dark"
    again._menus._choices["theme"]["light"].trigger()


def test_everything_fits_on_a_small_screen(window):
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 600


@pytest.mark.parametrize(
    ("name", "kind"), [("shortcuts", "Shortcuts"), ("about", "About"), ("export", "ExportDialog")]
)
def test_dialogs_open_and_close(window, qtbot, name, kind):
    seen = close_dialog(kind)
    window._menus.actions[name].trigger()
    assert seen == [kind]
