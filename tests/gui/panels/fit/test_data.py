from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

import engine
from engine import DATASETS, Data
from engine.data.data import CsvColumns
from tests.gui.panels.fit.choosing import can_be_chosen, choice, part, pick, tip, words

OWN = "Your own samples"


def test_the_set_on_the_table_is_shown_with_its_size(panel):
    assert choice(panel, "Data").currentText() == "Line with noise"
    assert "30 samples, 1 feature" in words(panel)


def test_the_list_holds_all_sets_in_order_and_ones_own(panel):
    box = choice(panel, "Data")
    titles = [known.title for known in DATASETS]
    assert [box.itemText(row) for row in range(box.count()) if box.itemText(row) in titles] == titles
    assert box.itemText(box.count() - 1) == OWN


@pytest.mark.parametrize("known", DATASETS, ids=lambda known: known.name)
def test_a_set_tells_what_it_teaches_and_where_it_is_from(panel, known):
    said = tip(choice(panel, "Data"), known.title)
    assert known.teaches in said and known.source in said and known.licence in said


@pytest.mark.parametrize("known", [known for known in DATASETS if known.name != "line"],
                         ids=lambda known: known.name)
def test_every_set_can_be_picked(qtbot, panel, known):
    fit = pick(qtbot, panel, "Data", known.title)
    assert fit.data.origin == known.name
    assert f"{len(fit.data)} samples" in " ".join(words(panel))
    assert choice(panel, "Data").currentText() == known.title


def test_a_set_can_be_picked_with_the_keys_alone(qtbot, panel):
    box = choice(panel, "Data")
    box.setFocus()
    with qtbot.waitSignal(panel.loss_picked):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert panel.picked[-1].data.origin == "line_outlier"


def test_classes_bring_a_model_and_a_criterion_for_classes(qtbot, panel):
    fit = pick(qtbot, panel, "Data", "Two clouds that overlap")
    assert (fit.model.name, fit.criterion.name) == ("logistic", "log_loss")
    assert choice(panel, "Model").currentText() == "Logistic"
    assert choice(panel, "Criterion").currentText() == "Log loss"
    assert "60 samples, 2 features, 2 classes" in words(panel)


def test_open_asks_for_a_file(qtbot, panel):
    with qtbot.waitSignal(panel.open_data_requested):
        qtbot.mouseClick(part(panel, QPushButton, "Open data"), Qt.MouseButton.LeftButton)


def test_ones_own_samples_cannot_be_chosen_before_there_are_any(panel):
    box = choice(panel, "Data")
    assert not can_be_chosen(box, OWN)
    assert tip(box, OWN) == "Open a file, or change the samples of a set."


def test_samples_that_were_changed_are_ones_own_and_can_be_come_back_to(qtbot, panel):
    moved = Data([[0.0], [1.0], [2.0]], [1.0, 2.0, 4.0], ("x",))
    panel.show_loss(engine.fit(moved))
    assert choice(panel, "Data").currentText() == OWN
    assert "3 samples, 1 feature" in words(panel)
    pick(qtbot, panel, "Data", "Line with noise")
    assert pick(qtbot, panel, "Data", OWN).data == moved


def test_a_file_goes_by_its_name(panel):
    origin = CsvColumns(Path("folder") / "prices.csv", ("area",), "price")
    panel.show_loss(engine.fit(Data([[1.0], [2.0]], [1.0, 2.0], ("area",), "price", origin=origin)))
    assert choice(panel, "Data").currentText() == "prices.csv"
    assert tip(choice(panel, "Data"), "prices.csv") == str(origin.path)


def test_data_from_elsewhere_keeps_model_and_criterion(qtbot, panel):
    panel.show_loss(engine.fit(engine.dataset("line"), model="polynomial", criterion="huber"))
    x = np.linspace(-1.0, 1.0, 9)
    with qtbot.waitSignal(panel.loss_picked):
        panel.take_data(Data(x[:, None], x**3, ("x",)))
    assert (panel.picked[-1].model.degree, panel.picked[-1].criterion.name) == (3, "huber")
