"""The exact numbers of a loss that take long, found in a thread while a preview is shown."""
from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cache, partial
from threading import Event, Thread
from time import perf_counter
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from engine import Loss
from engine.losses.loss import Array, Box, Differentiable
from gui.background import gently

# Of so many samples a whole view is computed before anybody waits for it.
FEW_SAMPLES = 64
# Seconds for which points are computed at once, about; how many is found out.
BAND = 0.02
# So many bands are computed side by side: one core is left to the window.
HANDS = max(1, min(4, (os.cpu_count() or 1) - 1))
# Without a change; then the work is begun: what moves is not worth it.
REST_MS = 150
POLL_MS = 20
PATIENCE = 0.012    # seconds for which the window may wait at once

Work: TypeAlias = Callable[[Differentiable], Any]


def is_quick(loss: Loss) -> bool:
    """Whether a view of the loss is computed so quickly that no preview is needed."""
    return loss.samples <= FEW_SAMPLES


def preview(loss: Loss) -> Differentiable:
    """What a view is computed with at once: the loss itself, or nearly it."""
    return loss if is_quick(loss) else loss.gist


class GivenUpError(Exception):
    """Nobody wants to know any more."""


@dataclass
class Counted:
    """A function that is computed a band of points at a time, counted; GivenUpError between two bands."""

    function: Differentiable
    expected: int = 0
    given_up: Event = field(default_factory=Event)
    hands: int = 1
    done: int = 0

    @property
    def share(self) -> float:
        """How much is done of what was expected, from 0 to 1."""
        return min(self.done / max(self.expected, 1), 1.0)

    def value(self, points: npt.ArrayLike) -> Array:
        return self._banded(self.function.value, points)

    def gradient(self, points: npt.ArrayLike) -> Array:
        return self._banded(self.function.gradient, points)

    def hessian(self, points: npt.ArrayLike) -> Array:
        return self._banded(self.function.hessian, points)

    def _banded(self, compute: Callable[[Array], Array], points: npt.ArrayLike) -> Array:
        array = np.asarray(points, float)
        flat = array.reshape(-1, array.shape[-1])
        bands: list[Array] = []
        first, band = 0, 1
        while first < len(flat):
            if self.given_up.is_set():
                raise GivenUpError
            begin = perf_counter()
            together = flat[first:first + band * self.hands]
            # With one hand it is that of the thread that asks, which must not wait for other work.
            parts = [part for part in np.array_split(together, self.hands) if len(part)]
            bands += map(compute, parts) if self.hands == 1 else _pool().map(compute, parts)
            first += len(together)
            self.done += len(together)
            band = max(band * 2 if perf_counter() - begin < BAND else band // 2, 1)
        # Of no points nothing is computed, but it has a shape.
        whole = np.concatenate(bands) if bands else compute(flat)
        return whole.reshape(*array.shape[:-1], *whole.shape[1:])


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(HANDS, "band")


class Refinement(QObject):
    """Does one piece of work with the exact loss at a time, in a thread, when nothing changed for a while.

    Newer work puts an end to the older. `finished` hands over what the work gives.
    """

    progressed = Signal(float)  # the share that is done, from 0 to 1
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[_Job] = []     # one at most
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._start)
        # A timer looks for the answer, so that no other thread touches what belongs to the window.
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)
        self.destroyed.connect(partial(_drop, self._jobs))

    @property
    def is_busy(self) -> bool:
        """Whether the answer is still awaited."""
        return bool(self._jobs)

    def begin(self, loss: Loss, box: Box, expected: int, work: Work) -> None:
        """Do `work` with the loss, at points in this box of its parameters; it asks for about so many."""
        _drop(self._jobs)
        self._poll.stop()
        self._jobs.append(_Job(loss, box, expected, work))
        self._rest.start()
        self.progressed.emit(0.0)

    def give_up(self) -> None:
        """Drop the work, if there is any; nothing more is heard of it."""
        if self._jobs:
            _drop(self._jobs)
            self._rest.stop()
            self._poll.stop()
            self.progressed.emit(1.0)

    def settle(self, seconds: float = PATIENCE) -> bool:
        """Begin at once, and wait so long at most; whether nothing is left to be done."""
        if self._jobs:
            self._start()
            wait([self._jobs[0].answer], seconds)
            self._look()
        return not self._jobs

    def finish(self) -> None:
        """Wait for the answer."""
        while not self.settle():
            pass

    def _start(self) -> None:
        self._rest.stop()
        for job in self._jobs:
            job.start()
            self._poll.start()

    def _look(self) -> None:
        for job in tuple(self._jobs):
            self.progressed.emit(job.share)
            if job.answer.done():
                self._jobs.clear()
                self._poll.stop()
                self.finished.emit(job.answer.result())


class _Job:
    """Work with a loss, and its answer."""

    def __init__(self, loss: Loss, box: Box, expected: int, work: Work) -> None:
        self._loss, self._box, self._work = loss, box, work
        self._expected = expected
        self._counted: Counted | None = None
        self.given_up = Event()
        self.answer: Future[Any] = Future()

    @property
    def share(self) -> float:
        if self.answer.done():
            return 1.0
        return self._counted.share if self._counted else 0.0

    def start(self) -> None:
        """Let a thread work, unless one does already."""
        if not (self.answer.running() or self.answer.done()):
            self.answer.set_running_or_notify_cancel()
            Thread(target=self._do, name="refinement", daemon=True).start()

    def _do(self) -> None:
        with gently():
            try:
                function = self._loss.within(self._box)
                self._counted = Counted(function, self._expected, self.given_up, HANDS)
                self.answer.set_result(self._work(self._counted))
            except GivenUpError:
                pass    # nobody looks for the answer any more
            except Exception as fault:
                self.answer.set_exception(fault)


def _drop(jobs: list[_Job], *_: object) -> None:
    for job in jobs:
        job.given_up.set()
    jobs.clear()
