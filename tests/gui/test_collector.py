"""Garbage is collected in the thread of the window, and nowhere else."""
from __future__ import annotations

import gc
import threading
import weakref

import pytest

from gui import collector
from gui.collector import Collector


class Knot:
    """Holds itself: only a collector takes it apart."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def collecting(qapp, monkeypatch):
    """The collector of a window, in a program that had Python's own before."""
    monkeypatch.setattr(collector, "PAUSE_MS", 1)
    gc.enable()
    one = Collector(qapp)
    yield one
    one.deleteLater()
    gc.disable()


def knotted(count: int) -> list[str]:
    """Let go of so many knots; the list will hold the names of the threads that take them apart."""
    threads: list[str] = []
    for _ in range(count):
        weakref.finalize(Knot(), lambda: threads.append(threading.current_thread().name))
    return threads


def test_what_another_thread_leaves_is_collected_by_the_window(qtbot, collecting):
    left: list[list[str]] = []
    thread = threading.Thread(target=lambda: left.append(knotted(3_000)), name="other")
    thread.start()
    thread.join()
    (threads,) = left
    assert threads == []
    qtbot.waitUntil(lambda: len(threads) == 3_000)
    assert set(threads) == {threading.main_thread().name}


def test_a_few_objects_are_left_for_later():
    gc.collect()
    threads = knotted(3)
    collector.collect()
    assert threads == []
