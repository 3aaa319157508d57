"""What samples and batches pull, on the contour view."""
from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

import engine
from engine.data.edited import moved
from gui.theme import LIGHT
from gui.views.contour import ContourView
from tests.gui.views.contour_sights import button
from tests.gui.views.data.fits import fitted


@pytest.fixture
def view(stage):
    return stage(ContourView(), 700, 640)


def show(view, fit, rate=0.02, step=3):
    run = engine.Run(fit, engine.optimizer("sgd", lr=rate), fit.start, 10)
    run.extend_to(10)
    view.show_runs(fit, fit.start, (run,), 10)
    view.show_step(step)
    QApplication.processEvents()
    return run


def press(qtbot, view, name):
    qtbot.mouseClick(button(view, name), Qt.MouseButton.LeftButton)


PULLS = "Samples' pulls: the gradient as their sum"
BATCH = "Gradient of the coming batch"


def test_pulls_are_offered_for_data_and_batches_where_there_are_some(view):
    def offered():
        return {each.accessibleName() for each in view.findChildren(QToolButton) if each.isVisible()}

    show(view, engine.formula("x**2 + y**2"))
    assert not {PULLS, BATCH} & offered()
    show(view, fitted("line_outlier"))
    assert PULLS in offered() and BATCH not in offered()
    show(view, fitted("line_outlier", batch=4))
    assert {PULLS, BATCH} <= offered()


def sight(view, run, step, gradient):
    """The pixels of the ball, and the way uphill there as a direction of length 1."""
    scale = view.plot.scale_now
    w, b = run.points[step].tolist()
    uphill = np.array(gradient) * (scale.width / (scale.right - scale.left),
                                   -scale.height / (scale.top - scale.bottom))
    return np.array([scale.x_pixel(w), scale.y_pixel(b)]), uphill / np.hypot(*uphill)


def along(places, ball, uphill):
    """How far up from the ball those of the places are that lie uphill of it."""
    far, aside = (places - ball) @ uphill, (places - ball) @ (-uphill[1], uphill[0])
    return far[(np.abs(aside) < 3) & (far > 0)]


def test_the_pulls_lead_from_the_ball_to_the_end_of_the_gradient(view, qtbot, places_of):
    run = show(view, fitted("line_outlier"))
    assert len(places_of(view.plot, LIGHT.samples_pull)) == 0
    press(qtbot, view, PULLS)
    ball, uphill = sight(view, run, 3, run.gradients[3])
    chain = places_of(view.plot, LIGHT.samples_pull)
    # The ball covers the beginning.
    assert np.hypot(*(chain - ball).T).min() < 20
    tip = along(chain, ball, uphill).max()
    assert tip > 15
    assert along(places_of(view.plot, LIGHT.gradient), ball, uphill).max() >= tip - 4


def test_the_pull_of_the_pointed_sample_stands_out(view, qtbot, pixels):
    show(view, fitted("line_outlier"))
    press(qtbot, view, PULLS)
    before = pixels(view.plot)
    view.show_sample(3)
    marked = pixels(view.plot)
    view.show_sample(None)
    assert (marked != before).any()
    assert (pixels(view.plot) == before).all()


@pytest.mark.parametrize("step", [3, 4])
def test_the_gradient_of_the_batch_is_drawn_beside_that_of_all(view, qtbot, places_of, step):
    fit = fitted("line_outlier", batch=4)
    run = show(view, fit, step=step)
    ball, uphill = sight(view, run, step, fit.batch_gradient(0, step + 1, run.points[step].tolist()))
    before = along(places_of(view.plot, LIGHT.gradient), ball, uphill)
    press(qtbot, view, BATCH)
    after = along(places_of(view.plot, LIGHT.gradient), ball, uphill)
    assert len(after) > len(before) + 20


def test_data_with_one_sample_moved_keeps_view_and_axes(view):
    fit = fitted("clouds_overlap", "logistic", "log_loss")
    show(view, fit)
    view.plot.show_range(-1, 1, -1, 1)
    show(view, fit.replace(data=moved(fit.data, 0, [5.0, 5.0], 0.0)))
    assert view.plot.scale_now[:4] == pytest.approx((-1, 1, -1, 1))
