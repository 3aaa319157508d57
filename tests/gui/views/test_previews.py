"""Losses of many samples: seen at once as a preview, and exactly as soon as a thread has computed them."""
from __future__ import annotations

from threading import Event
from threading import enumerate as threads

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QRectF, QTimer
from PySide6.QtGui import QImage, QPainter

import engine
from gui.views.contour import ContourView
from gui.views.curve import CurveView
from gui.views.preview_note import PreviewNote
from gui.views.surface import SurfaceView
from gui.views.survey import exact_heights

STEPS = 20
LONG = 30_000   # milliseconds, for a machine that has other work as well
KINDS = (ContourView, CurveView, SurfaceView)


def fit_of(size, model="logistic", criterion="log_loss"):
    rng = np.random.default_rng(3)
    x = rng.normal(size=size)
    noisy = x + rng.normal(size=size)
    y = np.where(noisy > 0, "yes", "no") if model == "logistic" else np.sin(2 * noisy)
    return engine.fit(x, y, model, criterion)


@pytest.fixture(scope="module")
def many():
    """Many samples, whose exact sums are quick in the box of the view."""
    return fit_of(6_000)


@pytest.fixture(scope="module")
def waves():
    """Four parameters, and no quick way to the exact sums."""
    return fit_of(2_000, "sine", "mse")


@pytest.fixture
def show(qtbot):
    """Show a loss with a run in a view of a kind."""
    made = []

    def build(kind, loss, step=0, fraction=0.0):
        run = engine.Run(loss, engine.optimizer("sgd", lr=0.1), loss.start)
        run.extend_to(STEPS)
        view = kind()
        view.resize(420, 380)
        view.show()
        qtbot.waitExposed(view)
        view.show_runs(loss, loss.start, [run], STEPS)
        view.show_step(step, fraction)
        made.append(view)
        return view

    yield build
    for view in made:
        view.close()
        view.deleteLater()
    made.clear()
    qtbot.waitUntil(lambda: not working(), timeout=LONG)


def working():
    return [thread for thread in threads() if thread.name == "refinement"]


def note(view):
    (found,) = view.findChildren(PreviewNote)
    return found


def values(view, loss):
    """The numbers that are drawn, and those that would be right."""
    if isinstance(view, ContourView):
        survey = view.terrain._survey
        heights = exact_heights(survey, loss)
        return survey.shades, survey.relief.shades(heights)
    if isinstance(view, SurfaceView):
        surface = view.scene.surface
        shares = np.linspace(0, 1, len(surface.heights))
        return surface.heights, surface.altitude.heights(surface.site.losses(shares[:, None], shares))
    line, scale = view._line, view.plot.scale_now
    inside = (line._down > 0) & (line._down < scale.height)
    x = scale.left + line._across[inside] * (scale.right - scale.left) / scale.width
    return line._down[inside], scale.y_pixels(line._slice.losses(x))


def wait_until_exact(qtbot, view):
    qtbot.waitUntil(lambda: view.settle() and (not isinstance(view, ContourView) or view.terrain.is_refined),
                    timeout=LONG)


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_is_seen_at_once_and_gives_way_to_exact_values(qtbot, show, many, kind):
    view = show(kind, many)
    assert note(view).isVisible()
    before = view.plot.image()
    if kind is not ContourView:
        shown, right = values(view, many)
        assert np.abs(shown - right).max() > 1e-6
    wait_until_exact(qtbot, view)
    shown, right = values(view, many)
    np.testing.assert_allclose(shown, right, rtol=1e-9, atol=1e-9)
    assert not note(view).isVisible()
    assert view.plot.image() != before


@pytest.mark.parametrize("kind", KINDS)
def test_the_note_counts_up_and_says_of_how_many_samples(qtbot, show, many, kind):
    view = show(kind, many)
    view.window().resize(760, 420)
    view.resize(760, 420)
    QCoreApplication.processEvents()
    assert note(view).text() == "Preview · 0 % of the exact picture, from 6,000 samples"
    wait_until_exact(qtbot, view)
    assert "100 %" in note(view).text()


@pytest.mark.parametrize("kind", [CurveView, ContourView])
def test_the_note_is_brief_where_there_is_little_room(show, many, kind):
    view = show(kind, many)
    view.resize(300, 320)
    QCoreApplication.processEvents()
    words = note(view)
    assert words.text() == "Preview · 0 %"
    assert view.rect().contains(words.geometry())


@pytest.mark.parametrize("kind", KINDS)
def test_a_loss_of_few_samples_needs_no_preview(qtbot, show, kind):
    view = show(kind, fit_of(60))
    assert view.settle()
    assert not note(view).isVisible()


class Gate:
    """A loss that gives no value before it is opened; `asked` once somebody waits for one."""

    def __init__(self, loss):
        self._loss = loss
        self._open, self.asked = Event(), Event()

    def open(self):
        self._open.set()

    def value(self, points):
        self.asked.set()
        self._open.wait()
        return self._loss.value(points)


@pytest.fixture
def gate(monkeypatch, waves):
    made = Gate(waves)
    monkeypatch.setattr(engine.Fit, "within", lambda loss, box: made)
    yield made
    made.open()


@pytest.mark.parametrize("kind", KINDS)
def test_the_window_goes_on_while_a_thread_computes(qtbot, show, waves, gate, kind):
    view = show(kind, waves)
    qtbot.waitUntil(gate.asked.is_set, timeout=LONG)
    ticks = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(note(view).isVisible()))
    timer.start()
    qtbot.waitUntil(lambda: len(ticks) >= 5, timeout=LONG)
    timer.stop()
    assert all(ticks)
    gate.open()
    qtbot.waitUntil(lambda: not note(view).isVisible(), timeout=LONG)


@pytest.mark.parametrize("kind", KINDS)
def test_another_loss_ends_what_was_computed_for_the_one_before(qtbot, show, waves, gate, kind):
    view = show(kind, waves)
    qtbot.waitUntil(gate.asked.is_set, timeout=LONG)
    bowl = engine.loss("quadratic") if kind is CurveView else engine.loss("himmelblau")
    run = engine.Run(bowl, engine.optimizer("sgd", lr=0.01), bowl.start)
    view.show_runs(bowl, bowl.start, [run], STEPS)
    assert not note(view).isVisible()
    gate.open()
    qtbot.waitUntil(lambda: not working(), timeout=LONG)
    assert view.settle()


@pytest.mark.parametrize("kind", (ContourView, SurfaceView))
def test_a_plane_that_stays_is_not_computed_again_when_the_ball_moves(qtbot, show, many, kind):
    view = show(kind, many)
    wait_until_exact(qtbot, view)
    view.show_step(7, 0.5)
    view.show_runs(many, tuple(value + 0.1 for value in many.start), view._runs, STEPS)
    assert view.settle()
    assert not note(view).isVisible()


@pytest.mark.parametrize("kind", KINDS)
def test_a_plane_that_moves_with_the_ball_is_a_preview_until_it_rests(qtbot, show, waves, kind):
    view = show(kind, waves)
    for step in range(3):
        view.show_step(step, 0.5)
        assert note(view).isVisible()
    wait_until_exact(qtbot, view)
    assert not note(view).isVisible()


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_for_a_file_waits_for_what_is_exact(show, many, kind):
    view = show(kind, many)
    while not view.settle():
        pass
    image = QImage(420, 380, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        view.plot.draw(painter, QRectF(0, 0, 420, 380))
    shown, right = values(view, many)
    np.testing.assert_allclose(shown, right, rtol=1e-9, atol=1e-9)


def test_the_arrows_of_the_field_are_exact_when_they_can_be(qtbot, show, many):
    view = show(ContourView, many)
    view.set_field(True)
    view.plot.grab()
    field = view._field
    assert field._found is None
    qtbot.waitUntil(lambda: field._found is not None, timeout=LONG)
    (plane, scale), gradients = field._found
    assert (plane, scale) == (view.terrain._plane, view.plot.scale_now)
    assert gradients.shape[1] == 2 and np.isfinite(gradients).all()


def test_a_ball_on_its_way_is_where_the_loss_is_known_at_both_ends(show, many):
    view = show(CurveView, many, 3, 0.0)
    run = view._runs[0]
    assert view._losses(run.points[3:4])[0] == run.losses[3]
    np.testing.assert_array_equal(view._gradient_of(run), run.gradients[3])
    view.show_step(3, 0.5)
    middle = run.points[3:5].mean(axis=0)
    assert view._losses(middle[None])[0] == pytest.approx(float(many.value(middle)), rel=1e-6)
    np.testing.assert_allclose(view._gradient_of(run), many.gradient(middle), rtol=1e-3)
