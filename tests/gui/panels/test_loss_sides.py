"""What the loss is: a landscape, or that of a model on data."""
from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabBar

import engine
from engine import Fit, InputError
from gui.controls.choice import Choice
from gui.controls.fault import Fault
from gui.controls.number import NumberField
from gui.panels.fit.fit_loss import FitLoss
from gui.panels.landscape_loss import LandscapeLoss
from gui.panels.loss import LossPanel
from gui.theme import DARK, LIGHT, apply_theme
from gui.typeset import FormulaLabel
from tests.gui.panels.fit.choosing import number, unfold


@pytest.fixture
def panel(stage):
    panel = LossPanel()
    panel.picked = []
    panel.loss_picked.connect(panel.picked.append)
    return stage(panel, 258, 800)


def turn(qtbot, panel: LossPanel, side: str) -> None:
    """Click on the tab, as a person does."""
    tabs = panel.findChild(QTabBar)
    place = next(place for place in range(tabs.count()) if tabs.tabText(place) == side)
    with qtbot.waitSignal(panel.loss_picked):
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(place).center())


def sides(panel: LossPanel) -> tuple[bool, bool]:
    """Whether the landscape's side and the data side are seen."""
    seen = [any(each.isVisible() for each in panel.findChildren(kind)) for kind in (LandscapeLoss, FitLoss)]
    return seen[0], seen[1]


def test_a_landscape_shows_its_side_and_a_fit_the_other(panel):
    assert sides(panel) == (True, False)
    panel.show_loss(engine.fit(engine.dataset("line")))
    assert sides(panel) == (False, True)
    assert panel.findChild(QTabBar).currentIndex() == 1
    panel.show_loss(engine.loss("himmelblau"))
    assert sides(panel) == (True, False)
    assert panel.picked == []


def test_the_sides_never_make_room_for_arrows_to_scroll(panel):
    assert not panel.findChild(QTabBar).usesScrollButtons()


def test_turning_to_data_begins_with_a_line(qtbot, panel):
    turn(qtbot, panel, "Data")
    (fit,) = panel.picked
    assert (fit.data.origin, fit.model.name, fit.criterion.name) == ("line", "linear", "mse")
    assert sides(panel) == (False, True)


def test_the_arrow_keys_turn_too(qtbot, panel):
    panel.findChild(QTabBar).setFocus()
    with qtbot.waitSignal(panel.loss_picked):
        qtbot.keyClick(panel.findChild(QTabBar), Qt.Key.Key_Right)
    assert isinstance(panel.picked[-1], Fit)


def test_each_side_remembers_what_was_on_it(qtbot, panel):
    landscape = engine.loss("rosenbrock")
    fit = engine.fit(engine.dataset("clouds_overlap"), model="logistic", criterion="focal", batch=8)
    panel.show_loss(landscape)
    panel.show_loss(fit)
    turn(qtbot, panel, "Landscape")
    turn(qtbot, panel, "Data")
    assert panel.picked == [landscape, fit]


def test_a_fit_is_typeset_in_terms_of_its_predictions(panel):
    panel.show_loss(engine.fit(engine.dataset("line")))
    formulas = panel.findChildren(FormulaLabel)[0].text().splitlines()
    assert formulas[:2] == ["pᵢ = wxᵢ + b", "L = 1/nΣᵢ₌₁ⁿ(pᵢ − yᵢ)²"]
    assert len(formulas) == 4


def test_of_many_derivatives_the_first_are_typeset(panel):
    panel.show_loss(engine.fit(engine.dataset("iris"), model="softmax", criterion="cross_entropy"))
    formulas = panel.findChildren(FormulaLabel)[0].text().splitlines()
    assert len(formulas) == 3 + 4 + 1 and formulas[-1] == "…"


def test_the_view_range_of_a_fit_can_be_changed(qtbot, panel):
    fit = engine.fit(engine.dataset("line"))
    panel.show_loss(fit)
    unfold(qtbot, panel, "View range")
    low = number(panel, "Lowest w in view")
    low.selectAll()
    with qtbot.waitSignal(panel.loss_picked):
        qtbot.keyClicks(low, "-9")
        qtbot.keyClick(low, Qt.Key.Key_Return)
    assert panel.picked == [fit.seen_in(((-9.0, fit.view[0][1]), fit.view[1]))]


def test_a_fit_that_takes_its_time_is_announced_and_the_panel_goes_on(qtbot, panel, monkeypatch):
    gate = Event()
    monkeypatch.setattr("gui.derivation._compute", lambda loss: gate.wait(10))
    tabs = panel.findChild(QTabBar)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    qtbot.waitUntil(lambda: "Computing the loss of 30 samples…" in seen_words(panel))
    assert panel.picked == []
    with qtbot.waitSignal(panel.loss_picked):
        gate.set()
    assert "Computing the loss of 30 samples…" not in seen_words(panel)


def test_a_fit_on_its_way_is_dropped_when_another_loss_is_shown(qtbot, panel, monkeypatch):
    panel.show_loss(engine.fit(engine.dataset("line")))
    box = next(each for each in panel.findChildren(Choice) if each.accessibleName() == "Model")
    gate = Event()
    monkeypatch.setattr("gui.derivation._compute", lambda loss: gate.wait(10))
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Polynomial"
    panel.show_loss(engine.LANDSCAPES[0])
    with qtbot.assertNotEmitted(panel.loss_picked, wait=60):
        gate.set()
    assert sides(panel) == (True, False)


def seen_words(panel: LossPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_a_fit_that_cannot_be_had_is_told_and_the_one_on_the_table_stays(qtbot, panel, monkeypatch):
    panel.show_loss(engine.fit(engine.dataset("line")))

    def refuse(loss):
        raise InputError("It is too much.")

    monkeypatch.setattr("gui.derivation._compute", refuse)
    box = next(each for each in panel.findChildren(Choice) if each.accessibleName() == "Model")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: any(each.sentence == "It is too much." and each.isVisible()
                                for each in panel.findChildren(Fault)))
    assert box.currentText() == "Line"
    assert panel.picked == []


FITS = (
    ("line", "linear", "mse"), ("clouds", "logistic", "log_loss"), ("iris", "softmax", "cross_entropy"),
    ("houses", "polynomial", "huber"), ("sparse", "linear", "mape"),
    ("decay", "a*exp(-k*x) + c", "(p - y)**4"),
)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("data, model, criterion", FITS)
def test_no_label_is_wider_than_the_panel(qapp, panel, theme, data, model, criterion):
    apply_theme(qapp, theme)
    panel.set_theme(theme)
    panel.show_loss(engine.fit(engine.dataset(data), model=model, criterion=criterion, batch=7,
                               standardise=True, l1=0.1, l2=0.25))
    assert panel.minimumSizeHint().width() <= 258
    for label in panel.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            words = label.fontMetrics().horizontalAdvance(label.text())
            assert label.width() >= min(words, label.minimumSizeHint().width()), label.text()
            assert label.width() >= words, label.text()


def test_every_control_of_the_data_side_has_a_name(panel):
    panel.show_loss(engine.fit(engine.dataset("houses"), model="polynomial", criterion="huber", batch=7))
    for kind in (Choice, NumberField):
        for each in panel.findChild(FitLoss).findChildren(kind):
            assert each.accessibleName()


def test_tab_goes_through_the_data_side_as_it_is_read(qtbot, panel):
    panel.show_loss(engine.fit(engine.dataset("houses"), model="polynomial", criterion="huber", batch=7))
    panel.findChild(QTabBar).setFocus()
    reached = []
    for _ in range(9):
        qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(panel.window().focusWidget().accessibleName())
    assert reached == ["Open data", "Data", "Model", "Degree", "Criterion", "Delta", "Each step looks at",
                       "Samples in a batch", "Seed"]
