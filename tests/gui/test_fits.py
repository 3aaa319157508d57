"""Losses of models on data in the window: each pick is one step of undo, and nothing waits for them."""
from __future__ import annotations

import json

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QTabBar

import engine
from engine import SEED_EXPERIMENT, Fit, Run
from gui.dialogs.data_import import DataImport
from gui.session import Session
from tests.gui.panels.fit.choosing import choice, number, open_and_pick, write
from tests.gui.person import drop, field, press, retype

LINE = SEED_EXPERIMENT.replace(loss=engine.fit(engine.dataset("line")), start=(0.0, 0.0))


@pytest.fixture
def fitting(window, qtbot):
    """The window with a line fitted to data on the table."""
    tabs = next(each for each in window.findChildren(QTabBar) if each.accessibleName() == "Kind of loss")
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    qtbot.waitUntil(lambda: isinstance(window.session.experiment.loss, Fit), timeout=20_000)
    return window


def pick(qtbot, window, name: str, words: str):
    before = window.session.experiment
    open_and_pick(qtbot, choice(window.desk.loss, name), words)
    qtbot.waitUntil(lambda: window.session.experiment != before, timeout=20_000)
    return window.session.experiment


def undo(qtbot, window):
    window.desk.landscape.plot.setFocus()
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    return window.session.experiment


def test_turning_to_data_is_one_change_that_keeps_the_racers(fitting, qtbot):
    experiment = fitting.session.experiment
    assert experiment.loss == LINE.loss
    assert experiment.start == (0.0, 0.0)
    assert experiment.racers == SEED_EXPERIMENT.racers
    assert undo(qtbot, fitting) == SEED_EXPERIMENT
    assert fitting.session.undo_words == ""


def test_other_data_with_all_that_follows_is_one_change(fitting, qtbot):
    before = fitting.session.experiment
    after = pick(qtbot, fitting, "Data", "Two clouds that overlap")
    assert (after.loss.model.name, after.loss.criterion.name) == ("logistic", "log_loss")
    assert after.start == (0.0, 0.0, 0.0)
    assert undo(qtbot, fitting) == before
    assert choice(fitting.desk.loss, "Data").currentText() == "Line with noise"
    assert choice(fitting.desk.loss, "Criterion").currentText() == "Mean squared error"


def test_a_start_stays_with_another_criterion_and_goes_with_another_model(fitting, qtbot):
    retype(qtbot, field(fitting, "Start of w"), "1.5")
    assert pick(qtbot, fitting, "Criterion", "Mean absolute error").start == (1.5, 0.0)
    assert pick(qtbot, fitting, "Model", "Logistic").start == (0.0, 0.0)


def test_a_start_goes_with_other_data_of_as_many_parameters(fitting, qtbot):
    retype(qtbot, field(fitting, "Start of w"), "1.5")
    assert pick(qtbot, fitting, "Data", "Wave with noise").start == (0.0, 0.0)


def test_a_model_that_goes_on_from_another_keeps_its_start(fitting, qtbot):
    retype(qtbot, field(fitting, "Start of w"), "1.5")
    assert pick(qtbot, fitting, "Model", "Your own model…").start == (1.5, 0.0)


def test_starts_of_racers_own_go_with_the_parameters_they_were_for(window, qtbot):
    own = LINE.racers[0].started((1.0, 2.0))
    window.session.open(LINE.replace(racers=(own,)))
    assert pick(qtbot, window, "Criterion", "Huber loss").racers == (own,)
    assert pick(qtbot, window, "Data", "Wave with noise").racers == LINE.racers


def test_a_seed_is_one_change_with_words_of_its_own(fitting, qtbot):
    before = pick(qtbot, fitting, "Each step looks at", "A mini-batch")
    assert before.loss.is_stochastic
    path = fitting.session.runs[0].points[:5].copy()
    write(qtbot, number(fitting.desk.loss, "Seed"), "7")
    assert fitting.session.experiment == before.replace(seed=7)
    assert fitting.session.undo_words == "Change seed"
    qtbot.waitUntil(lambda: fitting.session.runs[0].last >= 5)
    assert not np.array_equal(fitting.session.runs[0].points[:5], path)
    undo(qtbot, fitting)
    assert number(fitting.desk.loss, "Seed").text() == "0"


def test_a_file_with_a_fit_is_opened(window, qtbot, tmp_path):
    path = tmp_path / "fit.json"
    experiment = LINE.replace(loss=LINE.loss.replace(batch=8, standardise=True, l2=0.5))
    engine.save(experiment, path)
    assert drop(window, path)
    qtbot.waitUntil(lambda: window.session.experiment == experiment)
    assert window.document.path == path
    assert not window.isWindowModified()
    assert choice(window.desk.loss, "Model").currentText() == "Line"


def test_a_file_with_a_typed_model_is_opened(window, qtbot, tmp_path):
    path = tmp_path / "typed.json"
    model = {"formula": "a*exp(-k*x) + c"}
    fit = {"data": {"name": "decay"}, "model": model, "criterion": "mse"}
    racers = [{"optimizer": "sgd", "lr": 0.1}]
    path.write_text(json.dumps({"fall_line": 1, "loss": {"fit": fit}, "racers": racers}))
    assert drop(window, path)
    qtbot.waitUntil(lambda: window.session.experiment.loss.parameters == ("a", "k", "c"), timeout=20_000)
    assert choice(window.desk.loss, "Model").currentText() == "Your own model…"


def test_a_fit_that_does_not_go_together_is_refused_with_its_file(window, qtbot, tmp_path):
    path = tmp_path / "odd.json"
    fit = {"data": {"name": "line"}, "model": "linear", "criterion": "log_loss"}
    path.write_text(json.dumps({"fall_line": 1, "loss": {"fit": fit}, "racers": [{"optimizer": "sgd"}]}))
    drop(window, path)
    qtbot.waitUntil(lambda: "needs a probability" in window.desk.notice.sentence)
    assert window.session.experiment == SEED_EXPERIMENT


def test_steps_on_many_samples_are_computed_one_at_a_time(qtbot, monkeypatch):
    x = np.linspace(-1.0, 1.0, 300_000)
    fit = engine.fit(x, x > 0.25, model="slope", criterion="mae")
    extended, extend = [], Run.extend_to

    def note(run, step):
        extended.append(step - run.last)
        extend(run, step)

    monkeypatch.setattr(Run, "extend_to", note)
    session = Session(SEED_EXPERIMENT.replace(loss=fit, start=(0.0,), steps=5))
    qtbot.waitUntil(lambda: session.computed == 5)
    assert set(extended) == {1}


def test_a_table_that_is_dropped_becomes_the_data_of_a_fit(window, qtbot, tmp_path):
    path = tmp_path / "heights.csv"
    path.write_text("height,weight\n1.6,61\n1.7,70\n1.9,85\n")
    assert drop(window, path)
    (dialog,) = window.findChildren(DataImport)
    use = next(each for each in dialog.findChild(QDialogButtonBox).buttons() if "Use" in each.text())
    qtbot.waitUntil(use.isEnabled)
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(window.session.experiment.loss, Fit), timeout=20_000)
    assert window.session.experiment.loss.data.y.tolist() == [61.0, 70.0, 85.0]
    assert choice(window.desk.loss, "Data").currentText() == "heights.csv"
