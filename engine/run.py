"""A run: the path of one racer, extended only as far as anyone asks."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from enum import Enum
from time import perf_counter
from typing import Any, Final

import numpy as np

from engine.ending import obstacle
from engine.formula.notation import number_text
from engine.formula.tree import Tree
from engine.losses.loss import Array, Loss, Point
from engine.optimizers.compiled import advance, first_memory
from engine.optimizers.racer import Racer
from engine.optimizers.unrolled import unrolled, vanishing
from engine.schedules import rate_at

FIRST_CAPACITY: Final = 128
# Rows, and samples, that are computed in one go when nobody wants to wait long.
MOST_AT_ONCE: Final = 2_000
SAMPLES_AT_ONCE: Final = 250_000
BYTES: Final = 8


class Status(Enum):
    """How a run stands."""

    OPEN = "open"
    DIVERGED = "diverged"
    UNDEFINED = "undefined"


class Run:
    """The answer of one racer from one start; equal questions give equal paths, however they are asked for.

    Row k of every array is the state after k updates: the point, the loss and gradient there, the
    learning rate of the update that led there (row 0: of the first), and the rule's memory. Rows
    are only ever appended. A run ends at its last finite row; `status` says whether it has ended.
    """

    def __init__(self, loss: Loss, racer: Racer, start: Point, steps: int = 100, seed: int = 0) -> None:
        """`steps` is what a schedule takes for the length of the whole run, `seed` that of all chance."""
        self.loss = loss
        self.racer = racer
        self.steps = steps
        self.start = start if racer.start is None else racer.start
        self.status = Status.OPEN
        # What stopped it, as a sentence without its full stop; empty if its numbers overflow.
        self.obstacle = ""
        self._seed = seed if loss.is_stochastic else 0
        self._functions = dict(zip(loss.form.calls, loss.functions(seed), strict=True))
        self._zeros = vanishing(racer.rule, racer.hyper)
        self._rate = racer.schedule.rate(steps) if racer.schedule else None
        names = unrolled(racer.rule, self._zeros, loss.form, self._rate)
        d, k = loss.dimension, len(names.memory)
        self._columns = np.cumsum([0, d, 1, d, 1, k])
        self._record = np.full((FIRST_CAPACITY, 2 * d + 2 + k), np.nan)
        self._count = 1
        self._pace = 1
        value, *slopes = loss.at(self.start)
        memory = first_memory(names, self.start, tuple(slopes), racer.hyper, self._functions)
        self._record[0] = (*self.start, value, *slopes, self.learning_rate(1), *memory)
        if not np.isfinite(self._record[0]).all():
            self.status = Status.UNDEFINED

    @property
    def question(self) -> tuple[Loss, Racer, Point, Tree | None, int]:
        """What this run is the answer to."""
        return self.loss, self.racer, self.start, self._rate, self._seed

    @property
    def seed(self) -> int:
        """The seed of the batches; 0 where nothing is left to chance."""
        return self._seed

    @property
    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """What the form of the loss calls, by name."""
        return self._functions

    @property
    def rate(self) -> Tree | None:
        """The learning rate as a formula of `t` and `lr`; None if it is `lr` at every step."""
        return self._rate

    def learning_rate(self, step: int) -> float:
        """The learning rate of an update, counted from 1; nan where the schedule has no value."""
        return rate_at(self._rate, self.racer.lr, step)

    def __len__(self) -> int:
        return self._count

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self._count - 1

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to compute."""
        return self.status is not Status.OPEN

    def extend_to(self, step: int) -> None:
        """Compute the rows up to this step, if they are not there yet and the run has not ended."""
        if step <= self.last or self.ended:
            return
        self._reserve(step + 1)
        d = self.loss.dimension
        row = self._record[self.last].tolist()
        state = (*row[:d], *row[d + 1 : 2 * d + 1], *row[2 * d + 2 :])
        width = self._record.shape[1]
        reached = advance(self.loss.form, self.racer.rule, self._zeros, self._rate)(
            struct.Struct(f"{width}d").pack_into,
            self._record.data.cast("B"),
            self._count * width * BYTES,
            width * BYTES,
            self._count,
            step,
            *state,
            *self.racer.hyper,
            *self._functions.values(),
        )
        self._count = reached + 1
        if reached < step:
            self.status = Status.DIVERGED
            self.obstacle = self._obstacle()

    def extend_towards(self, step: int, seconds: float) -> None:
        """Compute rows up to this step, but for about so many seconds only; a single one may take longer."""
        begin = perf_counter()
        deadline = begin + seconds
        most = max(1, min(MOST_AT_ONCE, SAMPLES_AT_ONCE // self.loss.samples))
        while self.last < step and not self.ended:
            self.extend_to(min(step, self.last + self._pace))
            now = perf_counter()
            if now - begin < seconds / 8:
                self._pace = min(self._pace * 4, most)
            elif now - begin > seconds / 2:
                self._pace = max(self._pace // 2, 1)
            if now >= deadline:
                return
            begin = now

    def _obstacle(self) -> str:
        names = unrolled(self.racer.rule, self._zeros, self.loss.form, self._rate)
        state = (*self.points[-1].tolist(), *self.gradients[-1].tolist(), *self.memory[-1].tolist())
        return obstacle(self.loss, names, state, self.racer.hyper, self._count, self._functions)

    def _reserve(self, rows: int) -> None:
        if rows > len(self._record):
            # Half as much again: memory that is never written is never taken.
            record = np.empty((max(rows, len(self._record) * 3 // 2), self._record.shape[1]))
            record[: self._count] = self._record[: self._count]
            self._record = record

    def _column(self, place: int) -> Array:
        view = self._record[: self._count, self._columns[place] : self._columns[place + 1]]
        view.flags.writeable = False
        return view

    @property
    def points(self) -> Array:
        """The points, (n, d)."""
        return self._column(0)

    @property
    def losses(self) -> Array:
        """The loss at each point, (n,)."""
        return self._column(1)[:, 0]

    @property
    def gradients(self) -> Array:
        """The gradient of the loss at each point, (n, d)."""
        return self._column(2)

    @property
    def learning_rates(self) -> Array:
        """The learning rate of the update that led to each point, (n,)."""
        return self._column(3)[:, 0]

    @property
    def memory(self) -> Array:
        """What the rule remembers after each update, (n, k)."""
        return self._column(4)

    def batch_loss(self, step: int) -> float:
        """The loss on the samples that a step looks at, at the point where it begins."""
        return self.loss.batch_loss(self._seed, step, tuple(self.points[step - 1].tolist()))

    @property
    def reason(self) -> str:
        """Why the run has ended, in one sentence; empty while it can go on."""
        if self.status is Status.UNDEFINED:
            if np.isfinite((*self.losses, *self.gradients[0])).all():
                return "The learning rate or what the rule remembers has no value at the first step."
            named = zip(self.loss.parameters, self.start, strict=True)
            place = ", ".join(f"{name} = {number_text(value)}" for name, value in named)
            return f"The loss or its slope is not a finite number at the start {place}: choose another start."
        if self.status is Status.DIVERGED:
            end = f"step {self.last:,}" if self.last else "its start"
            if self.obstacle:
                return f"{self.obstacle}: the run ends at {end}."
            if not self.last:
                return "The numbers overflow in the first step: the run ends at its start."
            return f"The numbers overflow after step {self.last:,}: the run ends at its last finite step."
        return ""
