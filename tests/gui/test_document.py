"""Files in the window: new, open, save, drop, and the question before changes are lost."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

import engine
from engine import SEED_EXPERIMENT
from engine.experiment_file import from_json
from gui.document import PATIENCE_MS
from tests.gui.person import answer, choose_file, drop, field, press, retype


def test_saving_and_opening_gives_the_same_experiment(window, qtbot, tmp_path):
    path = tmp_path / "mine.json"
    retype(qtbot, field(window, "Start of w"), "2.5")
    choose_file(path)
    press(qtbot, window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(path.exists)
    assert engine.load(path) == window.session.experiment
    assert window.windowTitle() == "mine.json[*] — Fall Line"
    assert not window.isWindowModified()
    press(qtbot, window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.session.experiment == SEED_EXPERIMENT
    choose_file(path)
    press(qtbot, window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.experiment.start == (2.5,))


def test_cancelling_the_question_keeps_the_changes(window, qtbot):
    retype(qtbot, field(window, "Start of w"), "2.5")
    answer(QMessageBox.StandardButton.Cancel)
    press(qtbot, window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.session.experiment.start == (2.5,)
    answer(QMessageBox.StandardButton.Cancel)
    assert not window.close()
    assert window.isVisible()


def test_discarding_begins_anew(window, qtbot):
    retype(qtbot, field(window, "Start of w"), "2.5")
    answer(QMessageBox.StandardButton.Discard)
    press(qtbot, window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.session.experiment == SEED_EXPERIMENT


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ends too early"),
        (b'{"fall_line": 2}', "version 2"),
        (b'{"fall_line": 1, "loss": {"name": "hinge"}, "racers": [{"optimizer": "sgd", "lr": "a"}]}', "lr"),
        (b'{"fall_line": 1, "loss": {"formula": "w**"}, "racers": [{"optimizer": "sgd"}]}', "is missing"),
        (b"\x89PNG\r\n", "not a Fall Line experiment"),
    ],
)  # fmt: skip
def test_a_broken_file_is_explained_and_changes_nothing(window, qtbot, tmp_path, content, words):
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    drop(window, path)
    qtbot.waitUntil(lambda: words in window.desk.notice.sentence)
    assert window.session.experiment == SEED_EXPERIMENT
    assert window.document.path is None


def test_a_dropped_file_is_opened(window, qtbot, tmp_path):
    path = tmp_path / "dropped.json"
    engine.save(SEED_EXPERIMENT.replace(start=(1.5,)), path)
    drop(window, path)
    qtbot.waitUntil(lambda: window.session.experiment.start == (1.5,))
    assert window.document.path == path


@pytest.mark.parametrize("names", [("sgd", "adam"), ("adam", "sgd")])
def test_another_experiment_comes_with_all_its_racers_in_sight(window, qtbot, tmp_path, names):
    qtbot.mouseClick(window.desk.racers._cards[0].title.eye, Qt.MouseButton.LeftButton)
    assert window.desk.history.plot.hidden == {0}
    path = tmp_path / "race.json"
    racers = tuple(engine.optimizer(name, lr=0.1) for name in names)
    engine.save(SEED_EXPERIMENT.replace(racers=racers), path)
    drop(window, path)
    qtbot.waitUntil(lambda: window.session.experiment.racers == racers)
    assert window.desk.racers.hidden_racers == frozenset()
    for view in (window.desk.history, window.desk.landscape.current):
        assert view.plot.hidden == frozenset()


def test_a_file_dropped_on_the_formula_is_opened_too(window, qtbot, tmp_path):
    path = tmp_path / "dropped.json"
    engine.save(SEED_EXPERIMENT.replace(start=(1.5,)), path)
    formula = field(window, "Formula")
    assert drop(window, path, formula.mapTo(window, formula.rect().center()))
    qtbot.waitUntil(lambda: window.session.experiment.start == (1.5,))
    assert formula.toPlainText() == "w**2"


def test_what_is_no_experiment_is_refused_while_it_is_dragged(window, tmp_path):
    assert not drop(window, tmp_path / "picture.png")


def test_a_failed_save_is_explained_and_stays_unsaved(window, qtbot, tmp_path):
    blocked = tmp_path / "folder"
    blocked.mkdir()
    retype(qtbot, field(window, "Start of w"), "2.5")
    window.document.path = blocked
    press(qtbot, window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "it is a folder" in window.desk.notice.sentence
    assert window.isWindowModified()


@pytest.fixture
def slow_reading(monkeypatch):
    """Files are read to their end only when this is set."""
    goes_on = Event()

    def read(content, folder):
        goes_on.wait(20)
        return from_json(content, folder)

    monkeypatch.setattr("gui.document.from_json", read)
    yield goes_on
    goes_on.set()


def test_a_file_that_takes_its_time_is_announced(window, qtbot, tmp_path, slow_reading):
    path = tmp_path / "large.json"
    engine.save(SEED_EXPERIMENT.replace(start=(1.5,)), path)
    drop(window, path)
    qtbot.waitUntil(lambda: window.desk.notice.sentence == "Reading large.json…")
    slow_reading.set()
    qtbot.waitUntil(lambda: window.session.experiment.start == (1.5,))
    assert window.desk.notice.isHidden()


def test_who_begins_anew_waits_for_no_file(window, qtbot, tmp_path, slow_reading):
    path = tmp_path / "large.json"
    engine.save(SEED_EXPERIMENT.replace(start=(1.5,)), path)
    drop(window, path)
    press(qtbot, window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(2 * PATIENCE_MS)
    assert window.desk.notice.isHidden()
    assert window.session.experiment == SEED_EXPERIMENT
