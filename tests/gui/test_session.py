"""The session: one experiment, its runs, the cursor, undo."""

from __future__ import annotations

import pytest

import engine
from engine import SEED_EXPERIMENT, Status
from gui.session import Session

TWO = SEED_EXPERIMENT.replace(racers=(engine.optimizer("sgd", lr=0.1), engine.optimizer("adam", lr=0.1)))


@pytest.fixture
def session(qapp):
    return Session(TWO)


def slower(session, lr=0.05, racer=0):
    racers = list(session.experiment.racers)
    racers[racer] = racers[racer].replace(lr=lr)
    return session.experiment.replace(racers=tuple(racers))


def test_seeking_shows_a_step_and_computes_what_it_needs(session, qtbot):
    with qtbot.waitSignal(session.cursor_changed):
        session.seek(7)
    assert session.runs[0].points[7, 0] == 1.0485760000000002


def test_seeking_stays_between_the_start_and_the_last_step(session):
    session.seek(1_000)
    assert session.cursor == 20
    session.seek(-5)
    assert session.cursor == 0


def test_seeking_where_the_cursor_is_announces_nothing(session, qtbot):
    session.seek(3)
    with qtbot.assertNotEmitted(session.cursor_changed):
        session.seek(3)


def test_runs_are_computed_ahead_in_idle_time(session, qtbot):
    session.change(session.experiment.replace(steps=5_000), "More steps")
    with qtbot.waitSignal(session.runs_grown):
        pass
    qtbot.waitUntil(lambda: session.computed == 5_000)
    assert session.cursor == 0


def test_a_long_run_grows_in_idle_time_and_the_cursor_waits_for_it(session, qtbot):
    session.change(session.experiment.replace(steps=400_000), "More steps")
    session.seek(300_000)
    assert session.cursor == 300_000
    qtbot.waitUntil(lambda: session.computed >= 300_000, timeout=20_000)
    assert session.runs[0].losses[300_000] == session.runs[0].losses[-1]


def test_a_change_keeps_the_runs_whose_question_did_not_change(session):
    first, second = session.runs
    session.change(slower(session, racer=1), "Change learning rate")
    assert session.runs[0] is first
    assert session.runs[1] is not second


def test_a_change_keeps_the_cursor_and_the_start(session, qtbot):
    session.seek(7)
    with qtbot.assertNotEmitted(session.cursor_changed):
        session.change(slower(session), "Change learning rate")
    assert session.cursor == 7
    assert session.experiment.start == (5.0,)
    assert session.runs[0].last >= 7


def test_fewer_steps_bring_the_cursor_back_to_the_last_one(session, qtbot):
    session.seek(20)
    with qtbot.waitSignal(session.cursor_changed):
        session.change(session.experiment.replace(steps=10), "Change number of steps")
    assert session.cursor == 10


def test_undo_and_redo_walk_through_the_experiments(session):
    first = session.experiment
    session.change(slower(session), "Change learning rate")
    second = session.experiment
    session.change(second.replace(start=(2.0,)), "Move start")
    assert (session.undo_words, session.redo_words) == ("Move start", "")
    session.undo()
    assert session.experiment == second
    session.undo()
    assert session.experiment == first
    assert (session.undo_words, session.redo_words) == ("", "Change learning rate")
    session.redo()
    assert session.experiment == second


def test_a_change_after_undo_forgets_what_could_be_redone(session):
    session.change(slower(session), "Change learning rate")
    session.undo()
    session.change(session.experiment.replace(start=(1.0,)), "Move start")
    assert session.redo_words == ""


def test_a_drag_is_undone_as_one(session):
    before = session.experiment
    for lr in (0.09, 0.08, 0.07):
        session.change(slower(session, lr), "Change learning rate", gesture="lr 0")
    session.settle(slower(session, 0.06), "Change learning rate")
    session.undo()
    assert session.experiment == before
    assert session.undo_words == ""


def test_a_drag_there_and_back_leaves_nothing_to_undo(session):
    session.change(slower(session, 0.2), "Change learning rate", gesture="lr 0")
    session.settle(slower(session, 0.1), "Change learning rate")
    assert session.undo_words == ""


def test_two_drags_are_undone_one_by_one(session):
    session.change(slower(session, 0.09), "Change learning rate", gesture="lr 0")
    session.settle(slower(session, 0.08), "Change learning rate")
    session.change(slower(session, 0.07), "Change learning rate", gesture="lr 0")
    session.settle(slower(session, 0.06), "Change learning rate")
    session.undo()
    assert session.experiment.racers[0].lr == 0.08


def test_what_does_not_change_anything_is_not_remembered(session, qtbot):
    with qtbot.assertNotEmitted(session.runs_changed):
        session.change(session.experiment, "Nothing")
    assert session.undo_words == ""


def test_opening_leaves_no_way_back(session):
    session.change(slower(session), "Change learning rate")
    session.open(SEED_EXPERIMENT)
    assert session.undo_words == session.redo_words == ""
    assert session.cursor == 0


def test_a_session_is_finished_when_every_racer_has_come_to_its_end(session, qtbot):
    wild = engine.optimizer("sgd", lr=1.1)
    session.change(session.experiment.replace(racers=(wild,), steps=5_000), "Wild")
    qtbot.waitUntil(lambda: session.runs[0].status is Status.DIVERGED)
    session.seek(1_936)
    assert not session.finished
    session.seek(1_937)
    assert session.finished


def test_no_racer_waits_until_another_has_come_to_its_end(session, qtbot):
    racers = tuple(engine.optimizer(name, lr=1e-6) for name in ("sgd", "momentum", "adam"))
    session.change(session.experiment.replace(racers=racers, steps=200_000), "Long")
    qtbot.waitUntil(lambda: max(run.last for run in session.runs) > 10_000)
    lasts = [run.last for run in session.runs]
    assert min(lasts) > 1_000 and max(lasts) < 200_000
