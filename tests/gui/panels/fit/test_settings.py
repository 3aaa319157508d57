from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

import engine
from tests.gui.panels.fit.choosing import (
    choice,
    faults,
    number,
    pick,
    pick_number,
    shown,
    unfold,
    words,
    write,
)

STEP = "Each step looks at"
SIZE = "Samples in a batch"
PENALISED = "The loss shown contains a penalty."


def test_all_samples_are_looked_at_until_a_batch_is_picked(qtbot, panel):
    assert choice(panel, STEP).currentText() == "All samples"
    assert not shown(panel, SIZE) and not shown(panel, "Seed")
    fit = pick(qtbot, panel, STEP, "A mini-batch")
    assert fit.batch == 4
    assert number(panel, SIZE).text() == "4" and shown(panel, "Seed")
    assert pick(qtbot, panel, STEP, "All samples").batch is None


@pytest.mark.parametrize("size, sentence", [
    ("4", "An epoch is 8 steps of 4 samples, the last one of 2."),
    ("5", "An epoch is 6 steps of 5 samples."),
    ("1", "An epoch is 30 steps of one sample each."),
    ("30", "An epoch is one step: a batch has all samples."),
])
def test_an_epoch_is_told_in_words(qtbot, panel, size, sentence):
    pick(qtbot, panel, STEP, "A mini-batch")
    if size != "4":
        assert pick_number(qtbot, panel, SIZE, size).batch == int(size)
    assert sentence in words(panel)


@pytest.mark.parametrize("size", ["0", "31", "1.5"])
def test_a_batch_has_one_to_all_samples(qtbot, panel, size):
    pick(qtbot, panel, STEP, "A mini-batch")
    panel.picked.clear()
    write(qtbot, number(panel, SIZE), size)
    assert faults(panel) == ["Only a whole number that is at least 1 and at most 30 is allowed here."]
    assert panel.picked == []


def test_a_batch_of_many_samples_is_proposed_no_larger_than_32(qtbot, panel):
    panel.show_loss(engine.fit(engine.dataset("heights")))
    assert pick(qtbot, panel, STEP, "A mini-batch").batch == 32


def test_the_seed_is_picked_on_its_own(qtbot, panel):
    panel.show_seed(3)
    pick(qtbot, panel, STEP, "A mini-batch")
    assert number(panel, "Seed").text() == "3"
    panel.picked.clear()
    with qtbot.waitSignal(panel.seed_picked) as seed:
        write(qtbot, number(panel, "Seed"), "17")
    assert seed.args == [17]
    assert panel.picked == []


def test_features_are_standardised_with_a_click_or_a_key(qtbot, panel):
    (box,) = panel.findChildren(QCheckBox)
    assert not any("standard deviation" in each for each in words(panel))
    with qtbot.waitSignal(panel.loss_picked):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() / 4)
    assert panel.picked[-1].standardise
    assert any("standard deviation" in each for each in words(panel))
    box.setFocus()
    with qtbot.waitSignal(panel.loss_picked):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not panel.picked[-1].standardise


def test_a_penalty_is_folded_away_and_named_where_it_is_in_the_loss(qtbot, panel):
    assert not shown(panel, "L2, on squares")
    assert PENALISED not in words(panel)
    unfold(qtbot, panel, "Penalty")
    assert pick_number(qtbot, panel, "L2, on squares", "0.5").l2 == 0.5
    fit = pick_number(qtbot, panel, "L1, on sizes", "0.25")
    assert (fit.l1, fit.l2) == (0.25, 0.5)
    unfold(qtbot, panel, "Penalty")
    assert PENALISED in words(panel)


def test_a_penalty_is_not_negative(qtbot, panel):
    unfold(qtbot, panel, "Penalty")
    write(qtbot, number(panel, "L1, on sizes"), "-1")
    (said,) = faults(panel)
    assert said.startswith("Only a number that is at least 0")
    assert panel.picked == []
