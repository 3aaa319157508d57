from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton

import engine
from engine import Loss
from gui import derivation
from gui.controls.choice import Choice
from gui.controls.fault import Fault
from gui.controls.formula_field import FormulaField
from gui.controls.number import NumberField
from gui.controls.view_box import ViewBox
from gui.panels.landscape_loss import LandscapeLoss
from gui.panels.loss import LossPanel
from gui.theme import DARK
from gui.typeset import FormulaLabel

OWN = "Your own formula…"
# What no reader may take, and what a person may well type.
FAULTY = (
    "", "   ", "w**", "w**2 +", "import os", "w.__class__",
    "9**9**9**9", "foo(w)", "1/0", "(w", "w)", "3", "w; w",
    "__import__('os')", "lambda: w", "w[0]", "w = 2", "'w'", "loss*2", "w+" * 5_000,
    "+".join(f"p{number}" for number in range(11)),
)


@pytest.fixture
def panel(stage):
    panel = LossPanel()
    panel.picked = []
    panel.loss_picked.connect(panel.picked.append)
    return stage(panel, 258, 500)


def choice(panel: LossPanel) -> Choice:
    return panel.findChild(Choice)


def field(panel: LossPanel) -> FormulaField:
    return panel.findChild(FormulaField)


def fault(panel: LossPanel) -> Fault:
    return panel.findChild(LandscapeLoss).findChild(Fault)


def formulas(panel: LossPanel) -> str:
    return panel.findChild(FormulaLabel).text()


def type_formula(qtbot, panel: LossPanel, text: str) -> None:
    field(panel).setFocus()
    field(panel).selectAll()
    qtbot.keyClick(field(panel), Qt.Key.Key_Delete)
    if len(text) > 100:
        QGuiApplication.clipboard().setText(text)
        qtbot.keyClick(field(panel), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.keyClicks(field(panel), text)
    qtbot.keyClick(field(panel), Qt.Key.Key_Return)


def unfold(qtbot, panel: LossPanel, title: str) -> None:
    (button,) = (each for each in panel.findChildren(QToolButton) if each.text() == title)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def pick_entry(qtbot, panel: LossPanel, words: str) -> None:
    """With the keys, one entry at a time, as the list is."""
    box = choice(panel)
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != words:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > before, f"{words} is not in the list"


def test_the_first_loss_of_the_catalogue_is_shown_until_another_is(panel):
    assert choice(panel).currentText() == engine.LANDSCAPES[0].title
    assert field(panel).toPlainText() == "w**2"
    assert formulas(panel) == "L(w) = w²\ndL/dw = 2w"


def test_the_list_holds_the_whole_catalogue_in_order_and_ones_own_formula(panel):
    box = choice(panel)
    entries = [box.itemText(row) for row in range(box.count())
               if box.model().flags(box.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled]
    assert entries == [*(loss.title for loss in engine.LANDSCAPES), OWN]


@pytest.mark.parametrize("loss", engine.LANDSCAPES, ids=lambda loss: loss.name)
def test_every_landscape_can_be_shown_and_says_what_it_teaches(panel, loss):
    panel.show_loss(loss)
    assert choice(panel).currentText() == loss.title
    assert choice(panel).currentData(Qt.ItemDataRole.ToolTipRole) == choice(panel).toolTip() == loss.teaches
    assert field(panel).toPlainText() == loss.formula
    assert formulas(panel).count("\n") == loss.dimension
    assert panel.picked == []


@pytest.mark.parametrize("loss", engine.LANDSCAPES[1:], ids=lambda loss: loss.name)
def test_every_landscape_can_be_picked(qtbot, panel, loss):
    pick_entry(qtbot, panel, loss.title)
    assert panel.picked[-1] == loss
    assert field(panel).toPlainText() == loss.formula


def test_ones_own_formula_leads_to_the_field(qtbot, panel):
    pick_entry(qtbot, panel, engine.LANDSCAPES[-1].title)
    panel.picked.clear()
    qtbot.keyClick(choice(panel), Qt.Key.Key_Down)
    assert field(panel).hasFocus()
    assert field(panel).textCursor().selectedText() == engine.LANDSCAPES[-1].formula
    assert panel.picked == []


def test_a_typed_formula_is_picked_when_its_derivative_is_there(qtbot, panel):
    with qtbot.waitSignal(panel.loss_picked):
        type_formula(qtbot, panel, "w**3 - w")
    (loss,) = panel.picked
    assert (loss.formula, loss.name, loss.parameters) == ("w**3 - w", "", ("w",))
    assert choice(panel).currentText() == OWN
    assert formulas(panel) == "L(w) = w³ − w\ndL/dw = 3w² − 1"
    assert not fault(panel).isVisible()


def test_typing_needs_no_enter(qtbot, panel):
    field(panel).setFocus()
    field(panel).selectAll()
    with qtbot.waitSignal(panel.loss_picked):
        qtbot.keyClicks(field(panel), "w**6")
    assert [loss.formula for loss in panel.picked] == ["w**6"]


def test_a_power_may_be_written_with_a_caret(qtbot, panel):
    with qtbot.waitSignal(panel.loss_picked):
        type_formula(qtbot, panel, "w^2 + 1")
    assert panel.picked[0].value([[3.0]]).tolist() == [10.0]


@pytest.mark.parametrize("text", FAULTY, ids=lambda text: text[:20])
def test_a_faulty_formula_gets_one_sentence_and_the_last_good_loss_stays(qtbot, panel, text):
    type_formula(qtbot, panel, text)
    assert fault(panel).isVisible()
    assert fault(panel).sentence.endswith((".", "?"))
    assert "\n" not in fault(panel).sentence
    assert field(panel).property("faulty")
    assert field(panel).toPlainText() == text
    assert formulas(panel) == "L(w) = w²\ndL/dw = 2w"
    assert choice(panel).currentText() == engine.LANDSCAPES[0].title
    assert panel.picked == []


def test_the_faulty_place_is_underlined(qtbot, panel):
    type_formula(qtbot, panel, "w + foo(w)")
    (selection,) = field(panel).extraSelections()
    assert "foo" in selection.cursor.selectedText()


def test_a_mended_formula_takes_the_fault_away(qtbot, panel):
    type_formula(qtbot, panel, "w**")
    with qtbot.waitSignal(panel.loss_picked):
        type_formula(qtbot, panel, "w**4")
    assert not fault(panel).isVisible()
    assert not field(panel).property("faulty")
    assert field(panel).extraSelections() == []


def test_the_formula_on_the_table_typed_again_is_no_change(qtbot, panel):
    type_formula(qtbot, panel, "w**")
    type_formula(qtbot, panel, "w**2")
    assert not fault(panel).isVisible()
    assert panel.picked == []


def test_escape_brings_the_formula_on_the_table_back(qtbot, panel):
    type_formula(qtbot, panel, "w**")
    qtbot.keyClick(field(panel), Qt.Key.Key_Escape)
    assert field(panel).toPlainText() == "w**2"
    assert not fault(panel).isVisible()
    assert panel.picked == []


def test_the_same_landscape_picked_again_throws_a_faulty_formula_away(qtbot, panel):
    type_formula(qtbot, panel, "w**")
    qtbot.keyClick(choice(panel), Qt.Key.Key_Down)
    qtbot.keyClick(choice(panel), Qt.Key.Key_Up)
    assert field(panel).toPlainText() == "w**2"
    assert not fault(panel).isVisible()


def test_what_is_being_typed_stays_while_the_same_loss_is_shown_again(qtbot, panel):
    type_formula(qtbot, panel, "w**")
    panel.show_loss(engine.LANDSCAPES[0])
    panel.set_theme(DARK)
    assert field(panel).toPlainText() == "w**"
    assert fault(panel).isVisible()


def test_another_loss_takes_the_place_of_what_was_typed(qtbot, panel):
    type_formula(qtbot, panel, "w**")
    panel.show_loss(engine.LANDSCAPES[1])
    assert field(panel).toPlainText() == engine.LANDSCAPES[1].formula
    assert not fault(panel).isVisible()


def test_a_derivative_on_its_way_is_dropped_when_another_loss_is_shown(qtbot, panel):
    with qtbot.assertNotEmitted(panel.loss_picked, wait=90):
        type_formula(qtbot, panel, "w**8")
        panel.show_loss(engine.LANDSCAPES[1])
    assert field(panel).toPlainText() == engine.LANDSCAPES[1].formula


def test_a_derivative_that_takes_its_time_is_announced(qtbot, panel, monkeypatch):
    def busy() -> bool:
        words = "Finding the derivative…"
        return any(label.isVisible() for label in panel.findChildren(QLabel) if label.text() == words)

    gate = Event()

    def compute(loss: Loss) -> None:
        gate.wait(10)

    monkeypatch.setattr(derivation, "_compute", compute)
    type_formula(qtbot, panel, "w**2 + 1")
    assert not busy()
    qtbot.waitUntil(busy)
    with qtbot.waitSignal(panel.loss_picked):
        gate.set()
    assert not busy()


def test_a_derivative_that_cannot_be_found_is_told(qtbot, panel, monkeypatch):
    def compute(loss: Loss) -> None:
        raise RecursionError

    monkeypatch.setattr(derivation, "_compute", compute)
    type_formula(qtbot, panel, "w**3")
    qtbot.waitUntil(fault(panel).isVisible)
    assert fault(panel).sentence == "The derivative of this formula cannot be found."
    assert panel.picked == []


def test_a_formula_of_ten_parameters_is_taken(qtbot, panel):
    with qtbot.waitSignal(panel.loss_picked):
        type_formula(qtbot, panel, " + ".join(f"w{number}**2" for number in range(1, 11)))
    assert panel.picked[0].dimension == 10
    assert formulas(panel).endswith("= 2w₄\n…")
    assert panel.minimumSizeHint().width() <= 258


def test_the_view_range_is_kept_while_the_parameters_stay(qtbot, panel):
    panel.show_loss(engine.LANDSCAPES[0].seen_in(((-2.0, 3.0),)))
    with qtbot.waitSignal(panel.loss_picked):
        type_formula(qtbot, panel, "w**4 + w")
    with qtbot.waitSignal(panel.loss_picked):
        type_formula(qtbot, panel, "x**4 + y**2")
    assert [loss.view for loss in panel.picked] == [((-2.0, 3.0),), ((-6.0, 6.0), (-6.0, 6.0))]


def test_the_view_range_is_folded_away_and_can_be_changed(qtbot, panel):
    low, high = panel.findChild(ViewBox).findChildren(NumberField)
    assert not low.isVisible()
    unfold(qtbot, panel, "View range")
    assert low.isVisible()
    assert (low.text(), high.text()) == ("-6", "6")
    low.selectAll()
    qtbot.keyClicks(low, "-2")
    qtbot.keyClick(low, Qt.Key.Key_Return)
    assert panel.picked == [engine.LANDSCAPES[0].seen_in(((-2.0, 6.0),))]
    assert choice(panel).currentText() == engine.LANDSCAPES[0].title


def test_the_view_range_of_a_typed_formula_can_be_changed(qtbot, panel):
    with qtbot.waitSignal(panel.loss_picked):
        type_formula(qtbot, panel, "w**4 - w")
    unfold(qtbot, panel, "View range")
    high = panel.findChild(ViewBox).findChildren(NumberField)[1]
    high.selectAll()
    with qtbot.waitSignal(panel.loss_picked):
        qtbot.keyClicks(high, "2")
        qtbot.keyClick(high, Qt.Key.Key_Return)
    assert [(loss.formula, loss.view) for loss in panel.picked] == [
        ("w**4 - w", ((-6.0, 6.0),)), ("w**4 - w", ((-6.0, 2.0),))]
