"""How a thread works beside the window without holding it up.

Python lets one thread run at a time, and the window waits for its turn like any other thread.
"""
from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

GENTLE = 0.0005  # seconds between turns; Python's usual 0.005 adds up to jerks when a frame needs several

_lock = Lock()
_gentle_threads = 0
_usual = sys.getswitchinterval()


@contextmanager
def gently() -> Iterator[None]:
    """Give other threads their turn often while this one works."""
    _change_gentle_threads(+1)
    try:
        yield
    finally:
        _change_gentle_threads(-1)


@contextmanager
def uncollected() -> Iterator[None]:
    """Load a large library without garbage collection: a full one in the middle stops the window for 85 ms.

    What was loaded stays for good, so the collector need not look at it again.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()


def _change_gentle_threads(change: int) -> None:
    global _gentle_threads
    with _lock:
        _gentle_threads += change
        sys.setswitchinterval(GENTLE if _gentle_threads else _usual)
