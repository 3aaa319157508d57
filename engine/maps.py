"""Thousands of balls at once: where each of many starts ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.errors import InputError
from engine.losses.loss import Array, Loss
from engine.optimizers.compiled import ManyBalls, many_balls
from engine.optimizers.racer import Racer
from engine.optimizers.unrolled import vanishing

# As many balls as keep their numbers in the processor's cache.
BLOCK: Final = 8_192


def descend_many(loss: Loss, racer: Racer, starts: npt.ArrayLike, steps: int, seed: int = 0) -> Array:
    """The points (n, d) after `steps` steps from each of the starts (n, d); not finite where one diverged.

    A schedule takes `steps` for the length of the run. To 1e-12 the points are those of single runs, and to
    the last bit where only + - * / and sqrt occur.
    """
    starts = np.asarray(starts, dtype=float)
    if starts.ndim != 2 or starts.shape[1] != loss.dimension:
        raise InputError(f"Starts need one row of {loss.dimension} numbers for each ball.")
    rate = racer.schedule.rate(steps) if racer.schedule else None
    balls = many_balls(loss.form, racer.rule, vanishing(racer.rule, racer.hyper), rate)
    ends = np.empty_like(starts)
    room: dict[str, Array] = {name: np.empty(min(BLOCK, len(starts))) for name in balls.arrays}
    for first in range(0, len(starts), BLOCK):
        rows = slice(first, first + BLOCK)
        ends[rows] = _block(loss, balls, racer, starts[rows], steps, room, loss.array_functions(seed))
    return ends


def _block(
    loss: Loss,
    balls: ManyBalls,
    racer: Racer,
    starts: Array,
    steps: int,
    room: dict[str, Array],
    functions: tuple[Callable[..., Any], ...],
) -> Array:
    names = balls.names
    slopes = loss.gradient(starts)
    with np.errstate(all="ignore"):
        given = {
            **dict(zip(names.point, starts.T, strict=True)),
            **dict(zip(names.gradient, slopes.T, strict=True)),
        }
        memory = balls.starting(*given.values(), *racer.hyper, *functions)
        given.update(zip(names.memory, memory, strict=True))
        arrays = [room[name][: len(starts)] for name in balls.arrays]
        for name, array in zip(balls.arrays, arrays, strict=True):
            if name in given:
                array[:] = given[name]
        try:
            numbers = (given[name] for name in balls.numbers)
            points = balls.run(1, steps, *arrays, *numbers, *racer.hyper, *functions)
        except (ArithmeticError, ValueError):
            return np.full_like(starts, np.nan)
    return np.stack(points, axis=-1)
