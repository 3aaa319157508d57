"""Exact numbers that take long: found in a thread, in pieces, unless nobody wants them any more."""
from __future__ import annotations

from threading import Event, current_thread, main_thread
from threading import enumerate as threads

import numpy as np
import pytest

import engine
from gui.views.refinement import Counted, GivenUpError, Refinement, is_quick, preview

LOSS = engine.loss("himmelblau")
POINTS = np.random.default_rng(0).uniform(-3, 3, (40, 7, 2))


@pytest.fixture
def refinement(qtbot):
    made = Refinement()
    yield made
    made.give_up()
    qtbot.waitUntil(lambda: not working())


def working():
    return [thread for thread in threads() if thread.name == "refinement"]


class Heard:
    """What a refinement tells."""

    def __init__(self, refinement):
        self.shares, self.answers = [], []
        refinement.progressed.connect(self.shares.append)
        refinement.finished.connect(self.answers.append)


@pytest.mark.parametrize("hands", [1, 3])
def test_points_are_computed_band_by_band_and_counted(hands):
    counted = Counted(LOSS, expected=560, hands=hands)
    assert counted.share == 0.0
    np.testing.assert_array_equal(counted.value(POINTS), LOSS.value(POINTS))
    assert counted.done == 280 and counted.share == 0.5
    np.testing.assert_array_equal(counted.gradient(POINTS), LOSS.gradient(POINTS))
    np.testing.assert_array_equal(counted.hessian(POINTS), LOSS.hessian(POINTS))
    assert counted.share == 1.0


def test_of_no_points_there_are_no_values():
    assert Counted(LOSS).gradient(np.empty((0, 2))).shape == (0, 2)


@pytest.mark.parametrize("hands", [1, 3])
def test_nothing_more_is_computed_once_it_is_given_up(hands):
    given_up = Event()

    class Ending:
        def value(self, points):
            given_up.set()
            return LOSS.value(points)

    counted = Counted(Ending(), 280, given_up, hands)
    with pytest.raises(GivenUpError):
        counted.value(POINTS)
    assert counted.done == hands


def test_work_is_done_in_a_thread_and_handed_over_in_the_one_of_the_window(qtbot, refinement):
    heard = Heard(refinement)
    where = []
    refinement.finished.connect(lambda answer: where.append(current_thread()))

    def work(exact):
        where.append(current_thread())
        return exact.value(POINTS)

    refinement.begin(LOSS, LOSS.view, 280, work)
    assert refinement.is_busy and heard.answers == []
    qtbot.waitUntil(lambda: bool(heard.answers))
    assert where[0] is not main_thread() and where[1] is main_thread()
    np.testing.assert_array_equal(heard.answers[0], LOSS.value(POINTS))
    assert heard.shares[0] == 0.0 and heard.shares[-1] == 1.0
    assert heard.shares == sorted(heard.shares)
    assert not refinement.is_busy


def test_nothing_is_begun_while_it_changes(qtbot, refinement):
    begun = []
    heard = Heard(refinement)
    for number in range(3):
        refinement.begin(LOSS, LOSS.view, 1, lambda exact, number=number: begun.append(number) or number)
    qtbot.waitUntil(lambda: bool(heard.answers))
    assert begun == [2] and heard.answers == [2]


def test_newer_work_puts_an_end_to_the_older(qtbot, refinement):
    heard = Heard(refinement)
    begun, ended = Event(), Event()

    def endless(exact):
        begun.set()
        try:
            while True:
                exact.value(POINTS)
        finally:
            ended.set()

    refinement.begin(LOSS, LOSS.view, 1, endless)
    qtbot.waitUntil(begun.is_set)
    refinement.begin(LOSS, LOSS.view, 1, lambda exact: "newer")
    qtbot.waitUntil(ended.is_set)
    qtbot.waitUntil(lambda: bool(heard.answers))
    assert heard.answers == ["newer"]


@pytest.mark.parametrize("end", [Refinement.give_up, Refinement.deleteLater])
def test_giving_up_leaves_nothing_running(qtbot, end):
    refinement = Refinement()
    heard = Heard(refinement)
    begun = Event()

    def endless(exact):
        begun.set()
        while True:
            exact.value(POINTS)

    refinement.begin(LOSS, LOSS.view, 1, endless)
    qtbot.waitUntil(begun.is_set)
    assert working()
    end(refinement)
    qtbot.waitUntil(lambda: not working())
    assert heard.answers == []


def test_whoever_cannot_wait_for_events_waits_for_the_answer(refinement):
    heard = Heard(refinement)
    refinement.begin(LOSS, LOSS.view, 280, lambda exact: exact.value(POINTS))
    refinement.finish()
    assert len(heard.answers) == 1 and refinement.settle()


def test_a_fault_of_the_work_is_no_secret(refinement):
    refinement.begin(LOSS, LOSS.view, 1, lambda exact: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        refinement.finish()


def test_only_what_takes_long_has_a_preview_of_its_own():
    few = engine.fit(engine.dataset("line"))
    x = np.linspace(-1, 1, 1_000)
    many = engine.fit(x, np.where(x > 0, "a", "b"), "logistic", "log_loss")
    for quick in (LOSS, few, engine.fit(x, x)):
        assert is_quick(quick) and preview(quick) is quick
    assert not is_quick(many) and preview(many) is many.gist
