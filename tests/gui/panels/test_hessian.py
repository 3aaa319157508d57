from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton

import engine
from gui.panels.hessian import HessianLabel
from gui.panels.loss import LossPanel
from gui.typeset import FormulaLabel


@pytest.fixture
def hessian(stage):
    return stage(LossPanel(), 258, 600)


def unfold(qtbot, panel: LossPanel) -> None:
    (title,) = (each for each in panel.findChildren(QToolButton) if each.text() == "Hessian")
    qtbot.mouseClick(title, Qt.MouseButton.LeftButton)


def formulas(panel: LossPanel) -> FormulaLabel:
    return panel.findChild(HessianLabel).findChild(FormulaLabel)


def test_nothing_is_written_out_until_it_is_unfolded(qtbot, hessian):
    hessian.show_loss(engine.loss("himmelblau"))
    assert formulas(hessian).text() == ""
    unfold(qtbot, hessian)
    assert formulas(hessian).isVisible()
    assert formulas(hessian).latex() == engine.loss("himmelblau").hessian_latex
    qtbot.waitUntil(lambda: formulas(hessian).is_typeset)


def test_one_parameter_has_a_second_derivative(qtbot, hessian):
    unfold(qtbot, hessian)
    assert formulas(hessian).latex() == r"\frac{d^{2} L}{d w^{2}} = 2"


def test_another_loss_shows_its_own_while_unfolded(qtbot, hessian):
    unfold(qtbot, hessian)
    hessian.show_loss(engine.loss("booth"))
    assert formulas(hessian).latex() == engine.loss("booth").hessian_latex


def test_entries_too_wide_for_a_matrix_stand_below_each_other(qtbot, hessian):
    loss = engine.formula("sin(x*y)*exp(x) + cosh(y)")
    hessian.show_loss(loss)
    unfold(qtbot, hessian)
    assert formulas(hessian).latex().split(" \\\\\n") == list(loss.second_derivatives_latex)


def test_what_is_too_long_is_said_to_be_and_can_be_copied(qtbot, hessian):
    loss = engine.loss("goldstein_price")
    hessian.show_loss(loss)
    unfold(qtbot, hessian)
    part = hessian.findChild(HessianLabel)
    assert not formulas(hessian).isVisible()
    assert part.findChild(QLabel).isVisible()
    qtbot.mouseClick(part.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == loss.hessian_latex
    hessian.show_loss(engine.loss("booth"))
    assert formulas(hessian).isVisible()
    assert not part.findChild(QLabel).isVisible()


def test_a_loss_on_data_says_of_what_its_matrix_is_the_mean_where_that_is_too_long(qtbot, hessian):
    loss = engine.fit(engine.dataset("iris"), model="softmax", criterion="cross_entropy")
    hessian.show_loss(loss)
    unfold(qtbot, hessian)
    assert formulas(hessian).isVisible()
    assert formulas(hessian).latex() == loss.hessian_latex
