"""A frame of the data view while playing, and pointing at samples, with up to a hundred thousand of them.

The samples stand on a sheet; what moves are fits, residuals and the batch. Each is given in milliseconds
beside its goal.
"""
from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QApplication

import engine
from engine.models import named_model
from gui.theme import LIGHT, apply_theme
from gui.views.data.view import DataView
from tests.bench.frames import frame_ms, hover_ms

FRAME_MS, HOVER_MS = 12.0, 12.0
STEPS = 80
COUNTS = (100, 10_000, 100_000)
RACERS = (("sgd", 0.02), ("momentum", 0.01), ("adam", 0.1))


def main() -> list[tuple[str, float, float]]:
    app = QApplication.instance() or QApplication([])
    apply_theme(app, LIGHT)
    rows = []
    for count in COUNTS:
        for name, fit in (("line", _line(count)), ("line in batches", _line(count, count // 4)),
                          ("two features", _classes(count))):
            view = _view(app, fit)
            rows += [(f"data, {name}, {count:,} samples, frame: ms", frame_ms(app, view, STEPS), FRAME_MS),
                     (f"data, {name}, {count:,} samples, readout: ms", hover_ms(app, view), HOVER_MS)]
            view.close()
            view.deleteLater()
            app.processEvents()
    return rows


def _line(count: int, batch: int | None = None) -> engine.Fit:
    chance = np.random.default_rng(1)
    x = chance.normal(size=(count, 1))
    y = 2.0 * x[:, 0] + 1.0 + chance.normal(size=count)
    return engine.Fit(engine.Data(x, y, ("x",)), named_model("linear"), engine.criterion("mse"), batch)


def _classes(count: int) -> engine.Fit:
    chance = np.random.default_rng(2)
    x = chance.normal(size=(count, 2))
    y = (x[:, 0] + x[:, 1] + chance.normal(size=count) > 0.0).astype(float)
    data = engine.Data(x, y, ("x1", "x2"), "class", ("A", "B"))
    return engine.Fit(data, named_model("logistic", ("x1", "x2"), 2), engine.criterion("log_loss"))


def _view(app: QApplication, fit: engine.Fit) -> DataView:
    runs = [engine.Run(fit, engine.optimizer(rule, lr=lr), fit.start, STEPS) for rule, lr in RACERS]
    for run in runs:
        run.extend_to(STEPS)
    view = DataView()
    view.resize(720, 740)
    view.set_theme(LIGHT)
    view.show_runs(fit, fit.start, runs, STEPS)
    view.show()
    app.processEvents()
    return view
