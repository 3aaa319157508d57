"""Fits: loss and gradient against numpy by hand, what they take of memory, and the surfaces that data makes.

By hand are the few lines that a textbook has: whole arrays, one after the other.
"""
from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from time import perf_counter

import numpy as np
import numpy.typing as npt

import engine
from engine.data.data import Data

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS = 15
PLACE = (0.3, -0.2)
SIDE = 200
PLAIN_POINTS = 20
STEPS, RATE = 2_000, 0.1
# An array of as many numbers as there are samples.
ARRAY_BYTES = 8
SURFACE_MS, PREVIEW_MS, DRAG_MS = 5.0, 50.0, 30.0

Array = npt.NDArray[np.float64]
Row = tuple[str, float, float]


def main() -> list[Row]:
    rows: list[Row] = []
    for size in SIZES:
        rows += _of_size(size)
    small, large = (fastest(_calls(line(size).at))[0] for size in (SIZES[0], SIZES[-1]))
    rows.append(("fit, line + MSE, a million samples / a thousand", large / small, 1.5))
    return [*rows, *_memory(), *_surfaces(), _first_pass(), _step(), *_drags()]


def line(size: int) -> engine.Fit:
    """A line through a cloud, with squared errors."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=size)
    return engine.fit(x, 2 * x + 1 + rng.normal(size=size))


def classes(size: int) -> engine.Fit:
    """Two classes that overlap, with log loss."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=size)
    labels = np.where(x + rng.normal(size=size) > 0, "yes", "no")
    return engine.fit(x, labels, "logistic", "log_loss")


def squares_by_hand(x: Array, y: Array) -> Callable[[], tuple[float, float, float]]:
    def compute() -> tuple[float, float, float]:
        w, b = PLACE
        error = w * x + b - y
        return float(np.mean(error**2)), float(np.mean(2 * error * x)), float(np.mean(2 * error))

    return compute


def log_loss_by_hand(x: Array, y: Array) -> Callable[[], tuple[float, float, float]]:
    def compute() -> tuple[float, float, float]:
        w, b = PLACE
        p = 1 / (1 + np.exp(-(w * x + b)))
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        return float(loss), float(np.mean((p - y) * x)), float(np.mean(p - y))

    return compute


def _of_size(size: int) -> list[Row]:
    rows: list[Row] = []
    for title, fit, by_hand, goal in (
        ("line + MSE", line(size), squares_by_hand, 0.2),
        ("logistic + log loss", classes(size), log_loss_by_hand, 0.5),
    ):
        hand = by_hand(fit.data.x[:, 0], fit.data.y)
        np.testing.assert_allclose(fit.at(PLACE), hand(), rtol=1e-9)
        own, other = fastest([*_calls(fit.at), hand])
        rows.append((f"fit, {title}, n = {size:,}: loss and gradient / numpy by hand", own / other, goal))
    return rows


def _calls(at: Callable[[tuple[float, ...]], object]) -> list[Callable[[], object]]:
    """Ask at another place every time, since answers are kept."""
    shifts = iter(range(1, 1_000_000))
    return [lambda: at((PLACE[0] + 1e-6 * next(shifts), PLACE[1]))]


def fastest(calls: list[Callable[[], object]]) -> list[float]:
    """The shortest time of each call, taken in turns so that a slow moment of the machine meets them all."""
    times = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
        for place, call in enumerate(calls):
            begin = perf_counter()
            call()
            times[place] = min(times[place], perf_counter() - begin)
    return times


def _memory() -> list[Row]:
    """The most memory that a loss with its gradient takes, in arrays as long as the data."""
    fit = classes(SIZES[-1])
    fit.at(PLACE)
    tracemalloc.start()
    fit.at((0.7, 0.1))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return [("fit, log loss: arrays of n that it needs besides", peak / ARRAY_BYTES / SIZES[-1], 2.0)]


def _surfaces() -> list[Row]:
    rows: list[Row] = []
    for size in SIZES[:2]:
        parabola, smooth = line(size), classes(size)
        (own,) = fastest([lambda fit=parabola: fit.value(_grid(fit))])
        rows.append((f"fit, {SIDE} x {SIDE} surface, line + MSE, n = {size:,}: ms", 1000 * own, SURFACE_MS))
        grid = _grid(smooth)
        few = grid.reshape(-1, 2)[:: SIDE * SIDE // PLAIN_POINTS]
        preview, exact, plain = fastest([
            lambda gist=smooth.gist, grid=grid: gist.value(grid[::3, ::3]),
            lambda fit=smooth, grid=grid: fit.within(fit.view).value(grid),
            lambda fit=smooth, few=few: fit.value(few),
        ])
        np.testing.assert_allclose(smooth.within(smooth.view).value(few), smooth.value(few), rtol=1e-12)
        name = f"fit, {SIDE} x {SIDE} surface, log loss, n = {size:,}"
        rows += [(f"{name}: preview: ms", 1000 * preview, PREVIEW_MS),
                 (f"{name}: exact / plain sums", exact / (plain * SIDE * SIDE / len(few)), 1.0)]
    return rows


def _grid(fit: engine.Fit) -> Array:
    return np.stack(np.meshgrid(*(np.linspace(*ends, SIDE) for ends in fit.view)), axis=-1)


def _first_pass() -> Row:
    """What is paid once for steps that do not look at the samples any more."""
    data = line(SIZES[-1]).data
    model, criterion = engine.models.named_model("linear", data.features), engine.criterion("mse")
    design = np.column_stack([data.x, np.ones(len(data))])
    own, other = fastest([
        lambda: engine.Fit(data, model, criterion),
        lambda: np.linalg.lstsq(design, data.y, rcond=None),
    ])
    return "fit, line + MSE, first pass over a million / numpy's lstsq", own / other, 2.0


def _step() -> Row:
    fit = classes(100)
    x, y = fit.data.x[:, 0], fit.data.y

    def by_hand() -> Array:
        w = b = 0.0
        rows = np.empty((STEPS, 5))
        slope, rise = np.mean((0.5 - y) * x), np.mean(0.5 - y)
        for step in range(STEPS):
            w, b = w - RATE * slope, b - RATE * rise
            p = 1 / (1 + np.exp(-(w * x + b)))
            loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
            slope, rise = np.mean((p - y) * x), np.mean(p - y)
            rows[step] = w, b, loss, slope, rise
        return rows

    def own() -> Array:
        run = engine.Run(fit, engine.optimizer("sgd", lr=RATE), fit.start)
        run.extend_to(STEPS)
        return run.points

    np.testing.assert_allclose(own()[-1], by_hand()[-1, :2], rtol=1e-9)
    mine, other = fastest([own, by_hand])
    return "fit, a recorded step at n = 100 / numpy by hand", mine / other, 1.0


def _drags() -> list[Row]:
    """A point of the data moved by the mouse: another fit, and three racers with a hundred steps each."""
    rows: list[Row] = []
    racers = [engine.optimizer(name, lr=0.05) for name in ("sgd", "momentum", "adam")]
    for size in (30, 500):
        fit = classes(size)
        moves = iter(range(1_000_000))

        def drag(fit: engine.Fit = fit, moves: object = moves) -> None:
            x = fit.data.x.copy()
            x[3, 0] += 0.01 * next(moves)  # type: ignore[call-overload]
            data = Data(x, fit.data.y, fit.data.features, fit.data.target, fit.data.classes)
            moved = fit.replace(data=data, view=fit.view, start=fit.start)
            for racer in racers:
                engine.Run(moved, racer, moved.start).extend_to(100)

        (own,) = fastest([drag])
        rows.append((f"fit, a point dragged, n = {size}, 3 racers of 100 steps: ms", 1000 * own, DRAG_MS))
    return rows
