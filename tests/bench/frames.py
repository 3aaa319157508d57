"""How long a frame of a view takes, and a move of the mouse over it."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.views.view import View

FRAMES = 60


def frame_ms(app: QApplication, view: View, steps: int) -> float:
    """Median time of the last frames of a playing run of so many steps; two before them warm up."""
    frames = range(steps - FRAMES - 2, steps)
    times = [_shown(app, partial(view.show_step, frame, 0.5)) for frame in frames]
    return 1000 * median(times[2:])


def hover_ms(app: QApplication, view: View) -> float:
    """Median time from a move of the mouse to what it shows."""
    places = [QPoint(120 + 7 * place, 150 + 5 * place) for place in range(FRAMES)]
    moves = [partial(QTest.mouseMove, view.plot.viewport(), place) for place in places]
    return 1000 * median(_shown(app, move) for move in moves)


def _shown(app: QApplication, act: Callable[[], None]) -> float:
    """The seconds until what is done is shown."""
    begin = perf_counter()
    act()
    app.processEvents()
    return perf_counter() - begin
