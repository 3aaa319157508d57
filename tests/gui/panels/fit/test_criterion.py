from __future__ import annotations

import pytest

import engine
from engine import CRITERIA
from engine.criteria.regression import REGRESSION
from gui.controls.formula_field import FormulaField
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
    words,
    write,
)

OWN = "Your own criterion…"
FORMULA = "Formula of the criterion"


@pytest.mark.parametrize("criterion", REGRESSION[1:], ids=lambda criterion: criterion.name)
def test_a_criterion_for_numbers_can_be_picked_and_says_what_it_teaches(qtbot, panel, criterion):
    assert pick(qtbot, panel, "Criterion", criterion.title).criterion == criterion
    assert criterion.teaches in words(panel)


def test_the_list_holds_every_criterion_in_order(panel):
    box = choice(panel, "Criterion")
    titles = [criterion.title for criterion in CRITERIA]
    assert [box.itemText(row) for row in range(box.count()) if box.itemText(row) in titles] == titles


@pytest.mark.parametrize("title, why", [
    ("Log loss",
     "Log loss needs a probability: choose the model Logistic, or put sigmoid(…) around your own."),
    ("Cross-entropy", "Cross-entropy needs a probability for each class: choose the model Softmax."),
    ("0-1 loss", next(criterion.no_slope for criterion in CRITERIA if criterion.name == "zero_one")),
])
def test_a_criterion_that_does_not_fit_says_why(panel, title, why):
    box = choice(panel, "Criterion")
    assert not can_be_chosen(box, title)
    assert tip(box, title) == why


def test_what_fits_follows_the_model(qtbot, panel):
    panel.show_loss(engine.fit(engine.dataset("clouds"), model="logistic", criterion="log_loss"))
    box = choice(panel, "Criterion")
    assert can_be_chosen(box, "Focal loss") and not can_be_chosen(box, "Hinge loss")
    pick(qtbot, panel, "Model", "Line")
    assert not can_be_chosen(box, "Focal loss") and can_be_chosen(box, "Hinge loss")
    assert tip(box, "Hinge loss").startswith(next(c.teaches for c in CRITERIA if c.name == "hinge"))


@pytest.mark.parametrize("title, names", [
    ("Huber loss", ("Delta",)), ("Quantile loss", ("Tau",)), ("Mean absolute error", ()),
])
def test_a_criterion_comes_with_its_hyperparameters(qtbot, panel, title, names):
    pick(qtbot, panel, "Criterion", title)
    assert [name for name in ("Delta", "Tau", "Gamma", "Alpha") if shown(panel, name)] == list(names)


def test_a_hyperparameter_can_be_changed(qtbot, panel):
    pick(qtbot, panel, "Criterion", "Huber loss")
    assert number(panel, "Delta").text() == "1"
    assert pick_number(qtbot, panel, "Delta", "0.25").criterion.given == {"delta": 0.25}


def test_a_hyperparameter_that_is_not_allowed_is_said(qtbot, panel):
    pick(qtbot, panel, "Criterion", "Quantile loss")
    panel.picked.clear()
    write(qtbot, number(panel, "Tau"), "1")
    assert faults(panel) == ["Only a number that is above 0 and below 1 is allowed here."]
    assert panel.picked == []


def test_ones_own_criterion_begins_as_the_present_one(qtbot, panel):
    assert pick(qtbot, panel, "Criterion", OWN).criterion.formula == "(p - y)**2"
    assert panel.window().focusWidget() is part(panel, FormulaField, FORMULA)


def test_a_criterion_that_is_typed_keeps_the_hyperparameters_in_it(qtbot, panel):
    pick(qtbot, panel, "Criterion", "Huber loss")
    pick_number(qtbot, panel, "Delta", "2")
    pick(qtbot, panel, "Criterion", OWN)
    assert number(panel, "Delta").text() == "2"
    assert pick_formula(qtbot, panel, FORMULA, "delta*abs(p - y)**3").criterion.given == {"delta": 2.0}
    assert pick_formula(qtbot, panel, FORMULA, "abs(p - y)**3").criterion.given == {}
    assert not shown(panel, "Delta")


def test_a_typed_criterion_is_picked_when_its_derivatives_are_there(qtbot, panel):
    pick(qtbot, panel, "Criterion", OWN)
    fit = pick_formula(qtbot, panel, FORMULA, "(p - y)**4")
    assert fit.value([[0.0, 0.0]])[0] == pytest.approx((fit.data.y**4).mean())
    assert choice(panel, "Criterion").currentText() == OWN


@pytest.mark.parametrize("text, sentence", [
    ("(p - y", "A closing ) is missing."), ("y**2", "A criterion needs the prediction p"),
    ("(p - k)**2", "k is not known here"), ("", "The criterion is empty"),
])
def test_a_faulty_criterion_gets_one_sentence_and_the_last_good_one_stays(qtbot, panel, text, sentence):
    pick(qtbot, panel, "Criterion", OWN)
    panel.picked.clear()
    type_formula(qtbot, panel, FORMULA, text)
    (said,) = faults(panel)
    assert sentence in said and "\n" not in said
    assert panel.picked == []


def test_a_softmax_leaves_no_room_for_a_criterion_of_ones_own(panel):
    panel.show_loss(engine.fit(engine.dataset("iris"), model="softmax", criterion="cross_entropy"))
    assert not can_be_chosen(choice(panel, "Criterion"), OWN)
    assert "choose Cross-entropy" in tip(choice(panel, "Criterion"), OWN)


def test_of_classes_that_count_as_numbers_is_told(qtbot, panel):
    said = "The classes count as numbers here, from setosa = 0 to virginica = 2."
    pick(qtbot, panel, "Data", "Iris: three species")
    assert said not in " ".join(words(panel))
    pick(qtbot, panel, "Model", "Line")
    assert said in " ".join(words(panel))
