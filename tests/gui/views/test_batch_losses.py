"""The loss of each batch in the history of a descent that looks at batches."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton

import engine
from gui.theme import LIGHT
from gui.views.canvas.strokes import mixed
from gui.views.history import HistoryView
from gui.views.items.batch_losses import STRENGTH

LINE = engine.fit(engine.dataset("line"), batch=6)
STEPS = 12
DOT = QColor(mixed(LIGHT.look(0).colour, LIGHT.window, STRENGTH)).name()


def runs_of(loss, steps=STEPS, seed=3):
    experiment = engine.Experiment(loss, loss.start, (engine.optimizer("sgd", lr=0.02),), steps, seed)
    runs = experiment.runs()
    runs[0].extend_to(steps)
    return loss, loss.start, runs, steps


@pytest.fixture
def view(stage):
    return stage(HistoryView(), 420, 460)


def switch(view):
    (found,) = [each for each in view.findChildren(QToolButton) if each.text() == "Batch"]
    return found


def test_a_click_shows_the_loss_of_each_batch_where_its_step_begins(view, qtbot, places_of):
    view.show_runs(*runs_of(LINE))
    view.show_step(STEPS)
    before = view.plot.grab().toImage()
    qtbot.mouseClick(switch(view), Qt.MouseButton.LeftButton)
    found, scale = places_of(view.plot, DOT, 2), view.plot.scale_now
    run = view._runs[0]
    seen = 0
    for step in range(1, STEPS + 1):
        rows = LINE.batches.rows(3, step)
        w, b = run.points[step - 1]
        loss = np.mean((w * LINE.data.x[rows, 0] + b - LINE.data.y[rows]) ** 2)
        assert run.batch_loss(step) == pytest.approx(loss, rel=1e-12)
        pixel = scale.x_pixel(step - 1), scale.y_pixel(loss)
        assert scale.holds(*pixel)
        # A dot under the line of all samples is not seen.
        if abs(pixel[1] - scale.y_pixel(run.losses[step - 1])) > 8:
            assert np.hypot(*(found - pixel).T).min() < 3
            seen += 1
    assert seen > 3
    qtbot.mouseClick(switch(view), Qt.MouseButton.LeftButton)
    assert view.plot.grab().toImage() == before


def test_there_is_nothing_to_ask_for_where_all_samples_are_looked_at(view, seed):
    view.show_runs(*runs_of(LINE.replace(batch=None)))
    assert not switch(view).isVisible()
    view.show_runs(*seed)
    assert not switch(view).isVisible()
    view.show_runs(*runs_of(LINE))
    assert switch(view).isVisible()


def test_without_batches_the_loss_of_a_step_is_that_of_all_samples():
    _, _, (run,), _ = runs_of(LINE.replace(batch=None))
    assert run.batch_loss(4) == run.losses[3]


def test_of_a_long_run_the_rest_is_computed_when_the_window_is_idle(view, qtbot):
    view.show_runs(*runs_of(LINE, steps=3_000))
    qtbot.mouseClick(switch(view), Qt.MouseButton.LeftButton)
    (known,) = view._batches._known
    qtbot.waitUntil(lambda: len(known.losses) == 600, timeout=10_000)
    assert list(known.losses)[:3] == [1, 6, 11]
