from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

import engine
from gui.controls.formula_field import FormulaField
from gui.theme import DARK
from tests.gui.panels.fit.choosing import (
    can_be_chosen,
    choice,
    faults,
    number,
    part,
    pick,
    pick_formula,
    pick_number,
    shown,
    tip,
    type_formula,
    write,
)

OWN = "Your own model…"
FORMULA = "Formula of the model"


@pytest.mark.parametrize("title, parameters", [
    ("Constant", ("b",)), ("Line through the origin", ("w",)), ("Polynomial", ("w1", "w2", "w3", "b")),
    ("Logistic", ("w", "b")), ("Exponential decay", ("a", "k", "c")), ("Sine", ("a", "omega", "phi", "c")),
])
def test_a_model_can_be_picked(qtbot, panel, title, parameters):
    fit = pick(qtbot, panel, "Model", title)
    assert (fit.model.title, fit.parameters) == (title, parameters)
    assert choice(panel, "Model").currentText() == title


def test_a_model_that_is_not_made_for_the_data_says_why(panel):
    box = choice(panel, "Model")
    assert not can_be_chosen(box, "Softmax")
    assert tip(box, "Softmax") == "Softmax needs a target that is one of some classes."
    panel.show_loss(engine.fit(engine.dataset("clouds"), model="logistic", criterion="log_loss"))
    assert can_be_chosen(box, "Softmax")
    assert tip(box, "Sine") == "Sine is a model of one feature, and the data has 2."


def test_the_keys_pass_over_a_model_that_cannot_be_chosen(qtbot, panel):
    box = choice(panel, "Model")
    pick(qtbot, panel, "Model", "Logistic")
    box.setFocus()
    with qtbot.waitSignal(panel.loss_picked):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Exponential decay"


def test_another_model_brings_a_criterion_that_goes_with_it(qtbot, panel):
    panel.show_loss(engine.fit(engine.dataset("clouds"), model="logistic", criterion="log_loss"))
    assert pick(qtbot, panel, "Model", "Line").criterion.name == "log_loss_logits"
    assert len(panel.picked) == 1


def test_the_degree_belongs_to_the_polynomial(qtbot, panel):
    assert not shown(panel, "Degree")
    pick(qtbot, panel, "Model", "Polynomial")
    assert number(panel, "Degree").text() == "3"
    assert pick_number(qtbot, panel, "Degree", "5").model.degree == 5


@pytest.mark.parametrize("text", ["1", "10", "2.5"])
def test_a_degree_that_is_not_allowed_is_said(qtbot, panel, text):
    pick(qtbot, panel, "Model", "Polynomial")
    write(qtbot, number(panel, "Degree"), text)
    assert faults(panel) == ["Only a whole number that is at least 2 and at most 9 is allowed here."]


def test_ones_own_model_begins_as_the_present_one(qtbot, panel):
    fit = pick(qtbot, panel, "Model", OWN)
    assert (fit.model.name, fit.model.text) == ("", "w*x + b")
    field = part(panel, FormulaField, FORMULA)
    assert panel.window().focusWidget() is field
    assert field.textCursor().selectedText() == "w*x + b"


def test_ones_own_model_in_place_of_a_softmax_begins_as_a_line(qtbot, panel):
    panel.show_loss(engine.fit(engine.dataset("iris"), model="softmax", criterion="cross_entropy"))
    assert pick(qtbot, panel, "Model", OWN).model.text == "w1*x1 + w2*x2 + b"


def test_a_typed_model_is_picked_when_its_derivatives_are_there(qtbot, panel):
    pick(qtbot, panel, "Model", OWN)
    fit = pick_formula(qtbot, panel, FORMULA, "a*exp(-k*x) + c")
    assert fit.parameters == ("a", "k", "c")
    assert choice(panel, "Model").currentText() == OWN
    assert faults(panel) == []


def test_a_sigmoid_makes_a_typed_model_one_of_probabilities(qtbot, panel):
    panel.show_loss(engine.fit(engine.dataset("circles"), model="linear", criterion="log_loss_logits"))
    pick(qtbot, panel, "Model", OWN)
    fit = pick_formula(qtbot, panel, FORMULA, "sigmoid(a*(x1**2 + x2**2) + b)")
    assert fit.criterion.name == "log_loss"


@pytest.mark.parametrize("text, sentence", [
    ("a*", "Something is missing after *."), ("a*x7", "x7 is no feature of the data: it has x."),
    ("2*x", "A model needs a parameter to learn"), ("y*x", "y already has a meaning"),
    ("__import__('os')", "has no meaning in a model"), ("", "The model is empty"),
])
def test_a_faulty_model_gets_one_sentence_and_the_last_good_one_stays(qtbot, panel, text, sentence):
    pick(qtbot, panel, "Model", OWN)
    panel.picked.clear()
    type_formula(qtbot, panel, FORMULA, text)
    (said,) = faults(panel)
    assert sentence in said and said.endswith((".", "?")) and "\n" not in said
    assert part(panel, FormulaField, FORMULA).toPlainText() == text
    assert part(panel, FormulaField, FORMULA).property("faulty")
    assert panel.picked == []


def test_a_model_whose_derivative_cannot_be_found_is_told_beside_it(qtbot, panel, monkeypatch):
    pick(qtbot, panel, "Model", OWN)
    panel.picked.clear()
    monkeypatch.setattr("gui.derivation._compute", refuse)
    type_formula(qtbot, panel, FORMULA, "a*x + b")
    qtbot.waitUntil(lambda: bool(faults(panel)))
    assert faults(panel) == ["The derivative of this formula cannot be found."]
    assert part(panel, FormulaField, FORMULA).toPlainText() == "a*x + b"
    monkeypatch.undo()
    assert pick_formula(qtbot, panel, FORMULA, "a*x + c").parameters == ("a", "c")
    assert faults(panel) == []


def refuse(loss):
    raise RecursionError


def test_a_mended_model_takes_the_fault_away(qtbot, panel):
    pick(qtbot, panel, "Model", OWN)
    type_formula(qtbot, panel, FORMULA, "a*")
    assert pick_formula(qtbot, panel, FORMULA, "a*x").parameters == ("a",)
    assert faults(panel) == []


def test_escape_brings_the_model_on_the_table_back(qtbot, panel):
    pick(qtbot, panel, "Model", OWN)
    pick_formula(qtbot, panel, FORMULA, "a*x")
    panel.picked.clear()
    type_formula(qtbot, panel, FORMULA, "a*")
    qtbot.keyClick(part(panel, FormulaField, FORMULA), Qt.Key.Key_Escape)
    assert part(panel, FormulaField, FORMULA).toPlainText() == "a*x"
    assert faults(panel) == [] and panel.picked == []


def test_what_is_being_typed_stays_while_something_else_changes(qtbot, panel):
    pick(qtbot, panel, "Model", OWN)
    type_formula(qtbot, panel, FORMULA, "a*")
    panel.set_theme(DARK)
    pick(qtbot, panel, "Criterion", "Mean absolute error")
    assert part(panel, FormulaField, FORMULA).toPlainText() == "a*"
    assert len(faults(panel)) == 1


def test_a_model_of_the_list_takes_the_place_of_a_typed_one(qtbot, panel):
    pick(qtbot, panel, "Model", OWN)
    assert shown(panel, FORMULA)
    assert pick(qtbot, panel, "Model", "Line").model.name == "linear"
    assert not shown(panel, FORMULA)
