"""A frame while a prediction is dragged on the bench: 1,000 samples and four criteria."""
from __future__ import annotations

from math import sin
from statistics import median
from time import perf_counter

import numpy as np
from PySide6.QtWidgets import QApplication

import engine
from engine.bench import MOST_SAMPLES, Bench
from gui.theme import LIGHT, apply_theme
from gui.views.bench.view import BenchView

GOAL_MS = 12.0
FRAMES = 60
SIZE = (1000, 670)
CRITERIA = ("mse", "mae", "huber", "quantile")


def main() -> list[tuple[str, float, float]]:
    app = QApplication.instance() or QApplication([])
    apply_theme(app, LIGHT)
    generator = np.random.default_rng(0)
    truths = generator.normal(size=MOST_SAMPLES)
    predictions = truths + generator.normal(scale=0.5, size=MOST_SAMPLES)
    bench = Bench(tuple(truths), tuple(predictions), tuple(map(engine.criterion, CRITERIA)))
    view = BenchView()
    view.set_theme(LIGHT)
    view.bench_dragged.connect(view.show_bench)
    view.show_bench(bench)
    view.resize(*SIZE)
    view.show()
    app.processEvents()
    times = []
    for frame in range(-10, FRAMES):
        begin = perf_counter()
        view.bench_dragged.emit(bench.with_prediction(0, sin(frame / 10)))
        app.processEvents()
        if frame >= 0:
            times.append(perf_counter() - begin)
    view.hide()
    view.deleteLater()
    return [(f"frame, a drag on the bench, {MOST_SAMPLES:,} samples: ms", 1000 * median(times), GOAL_MS)]
