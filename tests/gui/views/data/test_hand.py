"""Samples moved, added, removed and given another class."""
from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton

import engine
from tests.gui.views.data.fits import fitted, small

THREE = small([-1.0, 0.0, 2.0], [1.0, 3.0, 2.0])
CLASSES = small([[-1.0, 0.0], [0.0, 1.0], [2.0, 1.5]], [0, 0, 1], target="class", classes=("A", "B"))


def place(data, sample):
    return float(data.x[sample, 0]), float(data.y[sample])


def only(asked):
    """The one thing that was asked for at last, not while the mouse moved."""
    ((data, words),) = [each for each in asked if each[1]]
    return data, words


def test_a_dragged_point_moves_only_itself(shown, hand, asked):
    view = shown(fitted(THREE))
    hand(view.plot).drag((0.0, 3.0), (1.0, 1.5))
    data, words = only(asked)
    assert words == "Move sample"
    assert np.allclose(place(data, 1), (1.0, 1.5), atol=0.02)
    assert place(data, 0) == place(THREE, 0) and place(data, 2) == place(THREE, 2)
    assert data.origin is None


def test_data_is_asked_for_all_along_a_drag(shown, hand, asked):
    view = shown(fitted(THREE))
    hand(view.plot).drag((0.0, 3.0), (1.0, 1.5))
    heights = [float(data.y[1]) for data, words in asked if not words]
    assert len(heights) == 4
    assert heights == sorted(heights, reverse=True)


def test_a_dragged_point_gets_no_more_digits_than_the_mouse_can_choose(shown, hand, asked):
    view = shown(fitted(THREE))
    hand(view.plot).drag((0.0, 3.0), (1.0, 1.5))
    assert all(len(f"{value!r}") <= 6 for value in place(only(asked)[0], 1))


def test_the_view_stays_while_a_point_is_dragged_out_of_it(shown, hand, asked, view):
    fit = fitted(THREE)
    shown(fit)
    before = view.plot.scale_now
    view.data_dragged.connect(lambda data: shown(fit.replace(data=data)))
    hand(view.plot).drag((0.0, 3.0), (0.0, before.top - 0.01))
    assert view.plot.scale_now == before


def test_a_drag_over_two_features_moves_both_of_them(shown, hand, asked):
    view = shown(fitted(CLASSES, "logistic", "log_loss"))
    hand(view.plot).drag((0.0, 1.0), (1.0, 0.5))
    data, _ = only(asked)
    assert np.allclose(data.x[1], (1.0, 0.5), atol=0.02)
    assert np.array_equal(data.y, CLASSES.y)


def test_a_standardised_fit_is_edited_in_the_units_of_the_data(shown, hand, asked):
    data = small([1000.0, 2000.0, 4000.0], [1.0, 3.0, 2.0])
    view = shown(fitted(data, standardise=True))
    hand(view.plot).drag((2000.0, 3.0), (3000.0, 3.0))
    assert float(only(asked)[0].x[1, 0]) == pytest.approx(3000.0, abs=15)


def test_a_point_dragged_to_the_row_of_another_class_changes_its_class(shown, hand, asked):
    data = small([1.0, 2.0, 4.0], [0, 0, 1], target="class", classes=("no", "yes"))
    view = shown(fitted(data, "logistic", "log_loss"))
    hand(view.plot).drag((2.0, 0.0), (3.0, 0.9))
    after, _ = only(asked)
    assert after.y.tolist() == [0, 1, 1]
    assert float(after.x[1, 0]) == pytest.approx(3.0, abs=0.02)


def test_a_click_only_chooses(shown, hand, asked, key):
    view = shown(fitted(THREE))
    hand(view.plot).click(0.0, 3.0)
    assert asked == []
    key(Qt.Key.Key_Delete)
    data, words = only(asked)
    assert words == "Remove sample"
    assert data.y.tolist() == [1.0, 2.0]


def test_backspace_removes_too_and_nothing_happens_without_a_choice(shown, hand, asked, key):
    view = shown(fitted(THREE))
    key(Qt.Key.Key_Backspace)
    assert asked == []
    hand(view.plot).click(-1.0, 1.0)
    key(Qt.Key.Key_Backspace)
    assert only(asked)[0].y.tolist() == [3.0, 2.0]


def test_a_click_beside_the_samples_chooses_none(shown, hand, asked, key):
    view = shown(fitted(THREE))
    hand(view.plot).click(0.0, 3.0)
    hand(view.plot).click(1.5, 1.2)
    key(Qt.Key.Key_Delete)
    assert asked == []


def test_the_only_sample_stays(shown, hand, asked, key):
    view = shown(fitted(small([1.0], [2.0])))
    hand(view.plot).click(1.0, 2.0)
    key(Qt.Key.Key_Delete)
    assert asked == []


def test_a_double_click_adds_a_sample_there(shown, hand, asked, qtbot):
    view = shown(fitted(THREE))
    mouse = hand(view.plot)
    qtbot.mouseDClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=mouse.point(1.0, 1.2))
    data, words = only(asked)
    assert words == "Add sample"
    assert np.allclose(place(data, 3), (1.0, 1.2), atol=0.02)


def test_with_the_switch_pressed_every_click_adds(shown, hand, asked, qtbot):
    view = shown(fitted(THREE))
    switch = next(each for each in view.findChildren(QToolButton) if each.accessibleName().startswith("Add"))
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    hand(view.plot).click(1.0, 1.2)
    assert len(only(asked)[0]) == 4


def test_the_key_for_adding_presses_the_switch(shown, hand, asked, key):
    view = shown(fitted(THREE))
    key(Qt.Key.Key_A)
    hand(view.plot).click(1.0, 1.2)
    assert len(only(asked)[0]) == 4
    key(Qt.Key.Key_A)
    asked.clear()
    hand(view.plot).click(1.5, 1.2)
    assert asked == []


def test_an_added_sample_has_the_class_that_was_chosen(shown, hand, asked, qtbot):
    view = shown(fitted(CLASSES, "logistic", "log_loss"))
    box = next(each for each in view.findChildren(QComboBox) if each.accessibleName().startswith("Class"))
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.mouseDClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=hand(view.plot).point(1.0, 0.3))
    data, _ = only(asked)
    assert data.y.tolist() == [0, 0, 1, 1]
    assert np.allclose(data.x[3], (1.0, 0.3), atol=0.02)


def test_a_key_gives_the_chosen_sample_the_next_class(shown, hand, asked, key):
    view = shown(fitted(CLASSES, "logistic", "log_loss"))
    hand(view.plot).click(2.0, 1.5)
    key(Qt.Key.Key_C)
    data, words = only(asked)
    assert words == "Change class"
    assert data.y.tolist() == [0, 0, 0]
    assert np.array_equal(data.x, CLASSES.x)


def test_a_sample_is_chosen_and_moved_by_keys_alone(shown, asked, key):
    view = shown(fitted(THREE))
    for _ in range(2):
        key(Qt.Key.Key_Period)
    key(Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    data, _ = only(asked)
    assert data.x[1] == THREE.x[1]
    pixel = (view.plot.scale_now.top - view.plot.scale_now.bottom) / view.plot.scale_now.height
    assert float(data.y[1]) == pytest.approx(3.0 + 5 * pixel, abs=pixel)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_acts_on_the_sample_under_it(shown, hand, asked, qtbot):
    view = shown(fitted(CLASSES, "logistic", "log_loss"))
    at = hand(view.plot).point(2.0, 1.5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.plot.mapToGlobal(at))
    QApplication.sendEvent(view.plot.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    action = next(each for each in menu.actions() if each.text() == "Remove sample")
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert only(asked)[0].y.tolist() == [0, 0]


def test_numbers_have_no_class_to_change(shown, view):
    actions = {action.text(): action for action in view.findChildren(QAction)}
    shown(fitted(THREE))
    assert not actions["Change class"].isVisible()
    shown(fitted(CLASSES, "logistic", "log_loss"))
    assert actions["Change class"].isVisible()


def test_after_the_data_of_another_set_nothing_is_chosen(shown, hand, asked, key):
    view = shown(fitted(THREE))
    hand(view.plot).click(0.0, 3.0)
    shown(fitted(engine.dataset("line")))
    key(Qt.Key.Key_Delete)
    assert asked == []
    assert view.plot.scale_now.left < -2.0
