"""Data moved by hand in the window: the fit follows, undo takes it back, what cannot be is said."""
from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

import engine
from engine.data.edited import moved
from gui.views.contour import ContourView
from gui.views.data.view import DataView
from tests.gui.views.contour_sights import button
from tests.gui.views.data.fits import fitted, small

THREE = small([-1.0, 0.0, 2.0], [1.0, 3.0, 2.0])


@pytest.fixture
def open_fit(window):
    """Open a fit in the window, with its data beside its contour map."""
    def open_it(fit):
        racers = (engine.optimizer("sgd", lr=0.05),)
        window.session.open(engine.Experiment(fit, fit.start, racers, 20))
        window.desk.stage.set_side_by_side(True)
        window.desk.landscape.turn_to(ContourView)
        window.desk.beside.turn_to(DataView)
        QApplication.processEvents()
        return window.desk.beside.current

    return open_it


def drag(qtbot, view, start, end):
    scale, corner = view.plot.scale_now, view.plot.box.pos()
    first, last = ((QPointF(scale.x_pixel(x), scale.y_pixel(y)) + corner).toPoint() for x, y in (start, end))
    qtbot.mousePress(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=first)
    for share in (0.5, 1.0):
        qtbot.mouseMove(view.plot.viewport(), first + (last - first) * share)
    qtbot.mouseRelease(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=last)


def test_the_fit_follows_a_dragged_sample_and_undo_takes_it_back_at_once(open_fit, window, qtbot):
    fit = fitted(THREE)
    view = open_fit(fit)
    drag(qtbot, view, (0.0, 3.0), (1.0, 1.5))
    after = window.session.experiment.loss
    assert np.allclose((after.data.x[1, 0], after.data.y[1]), (1.0, 1.5), atol=0.05)
    assert (after.model, after.criterion, after.view) == (fit.model, fit.criterion, fit.view)
    assert window.session.experiment.start == fit.start
    assert window.session.undo_words == "Move sample"
    window.session.undo()
    assert window.session.experiment.loss == fit
    assert window.session.undo_words == ""


def test_the_contour_stays_where_it_is_while_a_sample_is_dragged(open_fit, window, qtbot):
    view = open_fit(fitted(THREE))
    contour = window.desk.landscape.current
    contour.plot.show_range(-1, 1, -1, 1)
    before = contour.plot.scale_now[:4]
    drag(qtbot, view, (0.0, 3.0), (1.0, 1.5))
    assert contour.plot.scale_now[:4] == before


def test_data_that_does_not_suit_the_criterion_is_refused_in_a_sentence(open_fit, window):
    fit = fitted(THREE, criterion="mape")
    view = open_fit(fit)
    view.data_dragged.emit(moved(THREE, 1, [0.0], 0.0))
    assert window.desk.notice.isVisible()
    assert "y of sample 2 must be a number other than 0" in window.desk.notice.sentence
    assert window.session.experiment.loss == fit
    view.data_picked.emit(moved(THREE, 1, [0.0], 0.5), "Move sample")
    assert not window.desk.notice.isVisible()
    assert window.session.experiment.loss.data.y[1] == 0.5


def test_a_batch_is_never_larger_than_the_data(open_fit, window, qtbot):
    view = open_fit(fitted(THREE, batch=3))
    view.plot.setFocus()
    qtbot.keyClick(view.plot, Qt.Key.Key_Period)
    qtbot.keyClick(view.plot, Qt.Key.Key_Delete)
    assert len(window.session.experiment.loss.data) == 2
    assert window.session.experiment.loss.batch == 2


def test_the_contour_shows_the_pull_of_the_sample_under_the_mouse(open_fit, window, qtbot):
    view = open_fit(fitted(THREE))
    contour = window.desk.landscape.current
    qtbot.mouseClick(button(contour, "Samples' pulls: the gradient as their sum"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: contour.terrain.is_refined)
    pictures = []
    scale, corner = view.plot.scale_now, view.plot.box.pos()
    for place in ((1.0, 1.2), (0.0, 3.0)):
        at = (QPointF(scale.x_pixel(place[0]), scale.y_pixel(place[1])) + corner).toPoint()
        qtbot.mouseMove(view.plot.viewport(), at)
        QApplication.processEvents()
        pictures.append(contour.plot.grab().toImage())
    assert pictures[0] != pictures[1]


def test_keys_for_samples_leave_the_keys_of_time_alone(open_fit, window, qtbot):
    view = open_fit(fitted(THREE))
    view.plot.setFocus()
    qtbot.keyClick(view.plot, Qt.Key.Key_Period)
    qtbot.keyClick(view.plot, Qt.Key.Key_Right)
    assert window.session.cursor == 1
    qtbot.keyClick(view.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert window.session.cursor == 1
    assert window.session.undo_words == "Move sample"
