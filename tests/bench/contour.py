"""The contour view: a new view of the landscape until it is painted, a frame while playing, and the readout.

Each is given in milliseconds beside its goal. The view has 400 x 400 samples and up to 20 levels.
"""
from __future__ import annotations

from statistics import median
from time import perf_counter

from PySide6.QtWidgets import QApplication

import engine
from gui.theme import LIGHT, apply_theme
from gui.views.contour import ContourView
from tests.bench.frames import frame_ms, hover_ms

COARSE_MS, FINE_MS, BLOCKED_MS, FRAME_MS, HOVER_MS = 16.0, 80.0, 50.0, 8.0, 4.0
REPEATS = 15
LANDSCAPES = ("himmelblau", "rosenbrock", "narrow_bowl")
RACERS = (("sgd", 0.002), ("momentum", 0.001), ("adam", 0.1))
STEPS = 400


def main() -> list[tuple[str, float, float]]:
    app = QApplication.instance() or QApplication([])
    apply_theme(app, LIGHT)
    rows = []
    for name in LANDSCAPES:
        view = _view(app, name)
        coarse, fine, blocked = _zooms(app, view)
        rows += [(f"contour, {name}, coarse view: ms", coarse, COARSE_MS),
                 (f"contour, {name}, fine view: ms", fine, FINE_MS),
                 (f"contour, {name}, longest wait: ms", blocked, BLOCKED_MS),
                 (f"contour, {name}, frame: ms", frame_ms(app, view, STEPS), FRAME_MS),
                 (f"contour, {name}, readout: ms", hover_ms(app, view), HOVER_MS)]
        view.close()
        view.deleteLater()
        app.processEvents()
    return rows


def _view(app: QApplication, name: str) -> ContourView:
    loss = engine.loss(name)
    runs = [engine.Run(loss, engine.optimizer(rule, lr=lr), loss.start) for rule, lr in RACERS]
    for run in runs:
        run.extend_to(STEPS)
    view = ContourView()
    view.resize(720, 740)
    view.set_theme(LIGHT)
    view.show_runs(loss, loss.start, runs, STEPS)
    view.show()
    _refine(app, view)
    return view


def _refine(app: QApplication, view: ContourView) -> float:
    """Let the details come, and give the longest time in which the window answered nothing, in seconds."""
    longest = 0.0
    while not view.terrain.is_refined:
        begin = perf_counter()
        app.processEvents()
        longest = max(longest, perf_counter() - begin)
    begin = perf_counter()
    app.processEvents()
    return max(longest, perf_counter() - begin)


def _zooms(app: QApplication, view: ContourView) -> tuple[float, float, float]:
    """Median times until the rough and the fine picture, and the longest wait, in milliseconds."""
    coarse, fine, blocked = [], [], []
    for repeat in range(REPEATS):
        left, right, bottom, top = view.plot.scale_now[:4]
        share = 0.02 if repeat % 2 else -0.02
        begin = perf_counter()
        view.plot.show_range(left + share * (right - left), right, bottom, top)
        view.plot.viewport().repaint()
        coarse.append(perf_counter() - begin)
        blocked.append(max(coarse[-1], _refine(app, view)))
        fine.append(perf_counter() - begin)
    return 1000 * median(coarse), 1000 * median(fine), 1000 * median(blocked)
