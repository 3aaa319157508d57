"""Pictures taken from the running program.

`python -m tests.pictures` takes those of the README anew, `python -m tests.pictures FOLDER` six landscapes
from above and as surfaces in both themes, to be looked at.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QPointF, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

import engine
from engine import SEED_EXPERIMENT
from engine.bench import SEED_BENCH, SEED_CLASSIFICATION, Bench
from engine.models import named_model
from gui.views.bench.view import BenchView
from gui.views.contour import ContourView
from gui.views.data.view import DataView
from gui.views.surface import SurfaceView
from gui.views.view import View
from gui.window import MainWindow

FOLDER = Path(__file__).parents[1] / "resources" / "pictures"
REST_MS = 1500

RACE = SEED_EXPERIMENT.replace(
    loss=engine.loss("waves"),
    racers=tuple(
        engine.optimizer(name, lr=rate) for name, rate in (("sgd", 0.1), ("momentum", 0.05), ("adam", 0.5))
    ),
    steps=60,
)


def seed(window: MainWindow) -> None:
    window.session.seek(7)


def race(window: MainWindow) -> None:
    window.session.open(RACE)
    window.session.seek(9)


def himmelblau(window: MainWindow) -> None:
    racers = (("sgd", 0.01), ("momentum", 0.005), ("adam", 0.5))
    window.session.open(
        RACE.replace(
            loss=engine.loss("himmelblau"),
            start=(-0.2, -1.1),
            racers=tuple(engine.optimizer(name, lr=rate) for name, rate in racers),
            steps=100,
        )
    )
    window.session.seek(30)
    window.desk.history.set_log(True)


def surface(window: MainWindow) -> None:
    himmelblau(window)
    window.desk.landscape.turn_to(SurfaceView)


def divergence(window: MainWindow) -> None:
    window.session.open(SEED_EXPERIMENT.replace(racers=(engine.optimizer("sgd", lr=1.1),)))
    window.session.seek(3)


def data(window: MainWindow) -> None:
    """A line and an outlier, which is chosen, and the pulls of all samples on the contour map."""
    fit = engine.Fit(engine.dataset("line_outlier"), named_model("linear"), engine.criterion("mse"))
    racers = (("sgd", 0.05), ("momentum", 0.02), ("adam", 0.3))
    chosen = tuple(engine.optimizer(name, lr=rate) for name, rate in racers)
    window.session.open(engine.Experiment(fit, fit.start, chosen, steps=60))
    window.session.seek(6)
    window.desk.stage.set_side_by_side(True)
    window.desk.landscape.turn_to(ContourView)
    window.desk.beside.turn_to(DataView)
    _wait()
    pulls = next(each for each in window.desk.landscape.findChildren(QToolButton)
                 if each.accessibleName().startswith("Samples' pulls"))
    pulls.click()
    plot = window.desk.beside.plot
    lowest = int(fit.data.y.argmin())
    x, y = float(fit.data.x[lowest, 0]), float(fit.data.y[lowest])
    place = QPointF(plot.scale_now.x_pixel(x), plot.scale_now.y_pixel(y)) + plot.box.pos()
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())


def bench(example: Bench, window: MainWindow) -> None:
    window.session.open(SEED_EXPERIMENT.replace(bench=example))
    window.desk.landscape.turn_to(BenchView)
    window.desk.stage.maximise()


def landscape(name: str, view: type[View], window: MainWindow) -> None:
    loss = engine.loss(name)
    rates = (("sgd", 0.002), ("momentum", 0.002), ("adam", 0.1))
    racers = tuple(engine.optimizer(rule, lr=rate) for rule, rate in rates)
    window.session.open(engine.Experiment(loss, loss.start, racers, steps=100))
    window.session.seek(40)
    window.desk.landscape.turn_to(view)


Picture = tuple[str, str, tuple[int, int], Callable[[MainWindow], None]]

# Name, theme, size, and what is on the table.
PICTURES: tuple[Picture, ...] = (
    ("bench-light", "light", (1320, 820), partial(bench, SEED_BENCH)),
    ("bench-dark", "dark", (1320, 820), partial(bench, SEED_CLASSIFICATION)),
    ("curve-light", "light", (1320, 820), seed),
    ("curve-dark", "dark", (1320, 820), race),
    ("contour-light", "light", (1320, 820), himmelblau),
    ("surface-dark", "dark", (1320, 820), surface),
    ("divergence", "light", (1024, 600), divergence),
    ("data-light", "light", (1320, 820), data),
)


GALLERY: tuple[Picture, ...] = tuple(
    (f"{name}-{view.name}-{theme}", theme, (1320, 820), partial(landscape, name, view))
    for name in ("rosenbrock", "saddle", "three_hump_camel", "ackley", "cliff", "diamond")
    for view in (ContourView, SurfaceView)
    for theme in ("light", "dark")
)


def take(pictures: tuple[Picture, ...], place: Path) -> None:
    """Arrange the window for each picture, and save what is seen as PNG."""
    place.mkdir(exist_ok=True, parents=True)
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = QApplication(sys.argv[:1])
        for name, theme, size, arrange in pictures:
            window = MainWindow()
            window.wear(theme)
            window.resize(*size)
            window.show()
            _wait()
            arrange(window)
            _wait()
            window.grab().save(str(place / f"{name}.png"))
            window.hide()
        application.quit()


def _wait() -> None:
    """Let formulas be typeset and layouts settle."""
    loop = QEventLoop()
    QTimer.singleShot(REST_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        take(GALLERY, Path(sys.argv[1]))
    else:
        take(PICTURES, FOLDER)
