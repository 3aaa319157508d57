"""Garbage is collected by the thread of the window alone.

Python's collector comes by in whichever thread happens to make an object. What it takes apart there may be
Qt's: that thread then holds a lock of Qt's while it waits for its turn in Python, and the window, which has
the turn, waits for the lock. Neither ever goes on.
"""
from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 250


class Collector(QObject):
    """Takes the place of Python's own collector as long as the program runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(collect)
        self._timer.start()


def collect() -> None:
    """Do what Python's own collector would have done by now."""
    ages = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
    for generation, (count, threshold) in reversed(list(ages)):
        if count > threshold:
            gc.collect(generation)
            break
