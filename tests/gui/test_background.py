from __future__ import annotations

import gc
import sys
import threading

import pytest

from gui.background import gently, uncollected


def test_a_gentle_thread_gives_way_often_and_leaves_no_trace():
    usual = sys.getswitchinterval()
    with gently():
        assert sys.getswitchinterval() < usual / 5
    assert sys.getswitchinterval() == usual


def test_gentle_threads_may_overlap_in_any_order():
    usual = sys.getswitchinterval()
    inside, leave = threading.Event(), threading.Event()

    def work():
        with gently():
            inside.set()
            leave.wait(10)

    thread = threading.Thread(target=work)
    with gently():
        thread.start()
        inside.wait(10)
    assert sys.getswitchinterval() < usual / 5
    leave.set()
    thread.join()
    assert sys.getswitchinterval() == usual


@pytest.fixture
def collecting():
    """With Python's own collector, as it is where there is no window."""
    gc.enable()
    yield
    gc.disable()


def test_a_failure_leaves_no_trace(collecting):
    usual = sys.getswitchinterval()
    with pytest.raises(ZeroDivisionError), gently(), uncollected():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()
    assert sys.getswitchinterval() == usual


def test_a_collector_that_is_off_stays_off():
    with uncollected():
        assert not gc.isenabled()
    assert not gc.isenabled()
