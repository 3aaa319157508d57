"""The export dialog begins with what the window shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox

import engine
from gui.export.dialog import ExportDialog
from tests.gui.person import field


@pytest.fixture
def race(window, qtbot, tmp_path):
    """The window with two racers on a loss with two parameters."""
    loss = engine.loss("himmelblau")
    racers = (engine.optimizer("sgd", lr=0.01), engine.optimizer("adam", lr=0.3))
    engine.save(engine.Experiment(loss, loss.start, racers, 20), tmp_path / "race.json")
    window.document.open(tmp_path / "race.json")
    qtbot.waitUntil(lambda: window.session.experiment.loss == loss)
    return window


def click_tab(qtbot, bar, words):
    place = next(number for number in range(bar.count()) if bar.tabText(number) == words)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())


def exported_from(window):
    """What the dialog begins with when Export is asked for."""
    seen = {}

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ExportDialog):
            seen["views"] = dialog.findChild(QComboBox, "views").currentText()
            seen["log"] = dialog.findChild(QCheckBox, "log").isChecked()
            request = dialog._options.request()
            seen.update(focus=request.focus, hidden=set(request.hidden), at=request.at)
            dialog.reject()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(10, look)
    window._menus.actions["export"].trigger()
    return seen


def test_what_suits_the_loss_is_exported_as_it_is_seen(race):
    assert exported_from(race) == {
        "views": "Contour and loss per step", "log": False, "focus": 0, "hidden": set(), "at": 0}


def test_what_a_person_turned_to_is_exported(race, qtbot):
    click_tab(qtbot, field(race, "View of the loss"), "Surface")
    click_tab(qtbot, field(race, "Scale of the loss"), "Log")
    race.session.seek(4)
    qtbot.mouseClick(race.desk.racers._cards[0].title.eye, Qt.MouseButton.LeftButton)
    qtbot.keyClick(field(race, "Optimizer whose step is shown"), Qt.Key.Key_Down)
    assert exported_from(race) == {
        "views": "Surface and loss per step", "log": True, "focus": 1, "hidden": {0}, "at": 4}
