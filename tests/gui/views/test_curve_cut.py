from __future__ import annotations

from math import isclose

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from gui.theme import LIGHT
from gui.views.curve import CurveView


@pytest.fixture
def view(stage):
    return stage(CurveView(), 600, 640)


@pytest.fixture
def himmelblau(view, experiment):
    formula, racers = "(x**2 + y - 11)**2 + (x + y**2 - 7)**2", [("sgd", 0.01), ("adam", 0.3)]
    shown = experiment(formula, racers, (0.0, 3.0), 30)
    view.show_runs(*shown)
    view.show_step(5)
    return shown


def choice_of(view):
    return view.findChild(QComboBox)


def test_a_loss_of_two_parameters_is_cut_where_the_racer_in_focus_is(view, himmelblau, places_of, ball_at):
    _, y = himmelblau.runs[0].points[5]
    scale = view.plot.scale_now
    places = places_of(view.plot, LIGHT.curve, 40)
    for x in (-4.0, -2.0, 4.0):
        loss = himmelblau.loss.value((x, y))
        pixel = scale.x_pixel(x), scale.y_pixel(loss)
        assert np.hypot(*(places - pixel).T).min() < 3
    assert ball_at(view, 0)[0] == pytest.approx(himmelblau.runs[0].points[5, 0], abs=0.08)


def test_the_parameter_to_look_along_is_chosen_above_the_plot(view, himmelblau, qtbot, ball_at):
    choice = choice_of(view)
    assert choice.isVisible()
    assert [choice.itemText(entry) for entry in range(choice.count())] == ["→ x", "→ y"]
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentIndex() == 1
    assert ball_at(view, 0)[0] == pytest.approx(himmelblau.runs[0].points[5, 1], abs=0.08)


def test_a_note_says_what_the_cut_is(view, himmelblau):
    note = next(label for label in view.findChildren(QLabel) if "stays where" in label.text())
    assert note.isVisible()
    assert "Gradient descent" in note.text()
    assert note.toolTip() == "A cut through the loss: all else stays where Gradient descent is."
    view.show_focus(1)
    assert "Adam" in note.text()


def test_the_start_of_two_parameters_keeps_the_other_one(view, himmelblau, hand, qtbot):
    loss = float(himmelblau.loss.value((0.0, 3.0)))
    with qtbot.waitSignal(view.start_picked) as picked:
        hand(view.plot).drag((0.0, loss), (2.0, loss))
    x, y = picked.args[0]
    assert isclose(x, 2.0, abs_tol=0.05)
    assert y == 3.0


def test_one_parameter_needs_no_choice(view, seed, himmelblau):
    view.show_runs(*seed)
    QApplication.processEvents()
    assert not choice_of(view).isVisible()
