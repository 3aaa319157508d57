"""How a racer is doing, in plain words: from its last steps and from how the landscape bends there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

import numpy as np

from engine.curvature import bent_like, curvature_at
from engine.losses.loss import Array, Loss
from engine.run import Run, Status
from engine.stability import limit_at, sharpest_curvature, stable_limit

RECENT: Final = 10
# Steps that must show the same before a habit is made of it.
HABIT: Final = 4
# A slope this much smaller than the first one counts as none, and one this much smaller as little.
LEVEL: Final = 1e-6
SLIGHT: Final = 0.1
# What is less of a loss, of what is left to fall, or of the width of the view, is next to nothing.
CRAWL: Final = 1e-3
ARRIVED: Final = 1e-4
SHORT: Final = 0.02
FARTHEST: Final = 1e3
PLACES: Final = 512


class Kind(Enum):
    """What kind of news a verdict is."""

    GOOD = "good"
    NEUTRAL = "neutral"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Verdict:
    """One short sentence on how a run stands at a step; empty if there is nothing to say."""

    kind: Kind
    sentence: str


def verdict(run: Run, step: int) -> Verdict:
    """How this run stands at a step, judged by the steps up to there and by the curvature of the loss."""
    if run.status is Status.UNDEFINED:
        return Verdict(Kind.BAD, run.reason)
    # Near the ends of the doubles differences and squares may be infinite, and compare as such.
    with np.errstate(all="ignore"):
        return _Standing(run, min(step, run.last)).verdict()


@dataclass(frozen=True)
class _Usual:
    """What is usual on the view of a loss: its width, and the size of a slope and of a curvature."""

    width: Array
    slope: float
    curvature: float


class _Standing:
    """A run at one of its rows, with what was before it."""

    def __init__(self, run: Run, step: int) -> None:
        self._run = run
        self._step = step
        self._losses = run.losses[: step + 1]
        self._recent = self._losses[-RECENT - 1 :]
        self._points = run.points[max(0, step - RECENT) : step + 1]
        self._slopes = run.gradients[max(0, step - RECENT) : step + 1]
        self._usual = _usual(run.loss)
        # For a word on it, the curvature of nearly the same loss will do.
        self._bend = curvature_at(bent_like(run.loss), tuple(run.points[step].tolist()))

    def verdict(self) -> Verdict:
        run = self._run
        if run.status is Status.DIVERGED and self._step == run.last:
            return self._ending()
        if self._excess() and (self._grows() or self._will_grow()):
            return Verdict(Kind.BAD, f"Diverges: {self._excess()}.")
        if growth := self._growth():
            return Verdict(Kind.BAD, f"Diverges: {growth}.")
        size = float(np.abs(self._slopes[-1]).max())
        first = float(np.abs(run.gradients[0]).max())
        usual = self._usual.slope or first
        if size <= LEVEL * max(min(first, usual), LEVEL * usual):
            return self._rest()
        return self._trouble(size) or self._progress()

    def _ending(self) -> Verdict:
        """Why no step follows."""
        run = self._run
        if run.obstacle:
            return Verdict(Kind.BAD, f"{run.obstacle}.")
        overflow = f"overflow after step {run.last:,}" if run.last else "overflow at once"
        if run.last and self._losses[-1] < self._losses[0] and (np.diff(self._losses[-HABIT:]) <= 0.0).all():
            return Verdict(Kind.WARNING, f"Falls without end: the numbers {overflow}.")
        if cause := self._excess() or self._growth():
            return Verdict(Kind.BAD, f"Diverges: {cause}. The numbers {overflow}.")
        return Verdict(Kind.BAD, f"Diverges: the numbers {overflow}.")

    def _trouble(self, size: float) -> Verdict | None:
        """What is to be said of the ball's habits, and of where it is, before its rate is judged."""
        falls = self._recent[-1] < self._recent[0] - CRAWL * abs(self._recent[0])
        if self._alternates():
            if not falls:
                return Verdict(Kind.WARNING, "Oscillates without getting lower.")
            if self._run.loss.dimension > 1:
                return Verdict(Kind.WARNING, "Zig-zags across the valley.")
            return Verdict(Kind.NEUTRAL, "Oscillates: each step overshoots.")
        if self._swings():
            return Verdict(Kind.NEUTRAL if falls else Kind.WARNING, "Oscillates: the loss goes up and down.")
        if self._step and size <= SLIGHT * self._usual.slope:
            if self._is_at_saddle():
                return Verdict(Kind.WARNING, "At a saddle: almost level, but it falls to the sides.")
            if self._is_on_plateau(size) and self._is_slow():
                return Verdict(Kind.WARNING, "On a plateau: hardly any slope to follow.")
        if self._is_close():
            return Verdict(Kind.GOOD, "Close to a minimum.")
        change = abs(self._recent[-1] - self._recent[0])
        if len(self._recent) > RECENT and change <= CRAWL * abs(self._recent[0]):
            return Verdict(Kind.WARNING, "Crawls: 10 steps changed the loss by less than 0.1 %.")
        return None

    def _progress(self) -> Verdict:
        if excess := self._excess():
            return Verdict(Kind.WARNING, f"Not safe: {excess}.")
        run = self._run
        limit = stable_limit(run.loss, run.racer, run.start)
        if limit is not None:
            symbol = "L″" if run.loss.dimension == 1 else "λmax"
            reading = f"   (2 / {symbol})" if self._is_plain(limit) else ""
            return Verdict(Kind.GOOD, f"stable below η = {limit:.5g}{reading}")
        if self._step and self._recent[-1] < self._recent[0]:
            return Verdict(Kind.GOOD, "Healthy: the loss falls.")
        return Verdict(Kind.NEUTRAL, "")

    # What the steps show

    def _growth(self) -> str:
        """How the loss has left its start behind; empty if it has not, or has come back."""
        if self._climbs():
            return "the loss grows with every step"
        start, now = self._losses[0], self._losses[-1]
        if self._grows() and now - start > SLIGHT * (self._recent.max() - start):
            return "the loss has grown far above its start"
        return ""

    def _climbs(self) -> bool:
        """Whether the loss is higher than ever, after some steps that all led up."""
        tail = self._losses[-HABIT:]
        return len(tail) > 2 and bool((np.diff(tail) > 0.0).all()) and bool(tail[-1] == self._losses.max())

    def _grows(self) -> bool:
        """Whether the loss has left its start behind and still climbs; an oscillation below it is none."""
        if self._losses[-1] <= self._losses[0]:
            return False
        before = self._losses[-2 * RECENT : -RECENT]
        leaps = len(before) == RECENT and self._recent.max() > 2.0 * self._losses[:-RECENT].max()
        return self._climbs() or bool(leaps)

    def _will_grow(self) -> bool:
        """Whether the rate is too large, and the next steps that are computed climb above the start."""
        ahead = self._run.losses[self._step : self._step + HABIT]
        climbs = len(ahead) == HABIT and bool((np.diff(ahead) > 0.0).all())
        return climbs and bool(ahead[-1] > self._losses[0]) and bool(self._excess())

    def _alternates(self) -> bool:
        """Whether the slope turns around with every step."""
        slopes = self._slopes[-HABIT:]
        return len(slopes) == HABIT and bool((slopes[1:] * slopes[:-1]).sum(axis=1).max() < 0.0)

    def _swings(self) -> bool:
        """Whether the loss turns up again and again."""
        changes = np.diff(self._recent)
        turns = (changes[1:] > 0.0) & (changes[:-1] <= 0.0)
        rises = changes[changes > 0.0].sum()
        return bool(turns.sum() >= 2 and rises > SLIGHT * np.ptp(self._recent))

    def _is_slow(self) -> bool:
        """Whether ten steps like the last ones lead hardly anywhere."""
        points = self._points[-HABIT:]
        way = np.abs(points[-1] - points[0]) / self._usual.width
        return bool(way.max() * RECENT <= SHORT * (len(points) - 1))

    # What the curvature says

    def _is_at_saddle(self) -> bool:
        bend = self._bend
        return (
            bend is not None
            and bend.sharpest >= CRAWL * self._usual.curvature
            and bend.values[0] <= -CRAWL * bend.sharpest
        )

    def _is_on_plateau(self, size: float) -> bool:
        """Whether it bends so little, up or down, that neither a bottom nor a top is near."""
        if self._bend is None:
            return False
        bent = max(map(abs, self._bend.values))
        return size > SHORT * bent * float(self._usual.width.max())

    def _is_close(self) -> bool:
        """Whether a bowl bent like this has next to nothing left to fall."""
        if self._bend is None or self._bend.values[0] <= 0.0:
            return False
        along = np.array(self._bend.directions) @ self._slopes[-1]
        left = float((along**2 / np.array(self._bend.values)).sum()) / 2
        return left <= ARRIVED * CRAWL * (float(self._losses.max()) - float(self._losses[-1]))

    def _excess(self) -> str:
        """Why the learning rate is too large for a valley bent like this; empty if it is not.

        With one parameter `η = 1.15 is above 2/L″ = 1`, with more `lr × λmax = 2.3 > 2`.
        """
        run = self._run
        known = sharpest_curvature(run.loss, run.start)
        curvature = known or (self._bend.sharpest if self._bend else 0.0)
        rate = run.learning_rate(self._step + 1)
        if not curvature > 0.0 or not np.isfinite(rate):
            return ""
        limit = limit_at(run.racer, curvature)
        if limit is None or rate <= limit:
            return ""
        product, most = rate * curvature, limit * curvature
        # In the middle of an overflow the curvature there has nothing to do any more with where it began.
        if known is None and product > FARTHEST * most:
            return ""
        digits = 3 if f"{product:.3g}" != f"{most:.3g}" else 8
        if run.loss.dimension == 1:
            name = "2/L″" if abs(most - 2.0) < 1e-6 else "the limit"
            return f"η = {rate:.{digits}g} is above {name} = {limit:.{digits}g}"
        if not np.isfinite(product):
            return f"lr = {rate:.3g} is above the limit = {limit:.3g}"
        return f"lr × λmax = {product:.{digits}g} > {most:.{digits}g}"

    def _is_plain(self, limit: float) -> bool:
        """Whether the limit is the textbook's 2/λmax, as it is for gradient descent."""
        curvature = sharpest_curvature(self._run.loss, self._run.start)
        return curvature is not None and abs(limit * curvature - 2.0) < 1e-6

    def _rest(self) -> Verdict:
        """What it means that the slope is gone."""
        loss, value = self._run.loss, float(self._losses[-1])
        lowest = min((minimum.value for minimum in loss.minima), default=-np.inf)
        is_lowest = bool(np.isfinite(lowest)) and abs(value - lowest) <= 1e-9 * max(1.0, abs(lowest))
        if is_lowest:
            return Verdict(Kind.GOOD, "At a minimum: the slope is 0 here.")
        if self._bend is None:
            return Verdict(Kind.NEUTRAL, "At rest: the slope is 0 here.")
        if self._bend.values[0] > 0.0 and np.isfinite(lowest):
            return Verdict(Kind.WARNING, f"At a local minimum: the lowest loss is {lowest:.5g}.")
        if self._bend.values[0] > 0.0:
            return Verdict(Kind.GOOD, "At a minimum: the slope is 0 here.")
        if self._bend.sharpest < 0.0:
            return Verdict(Kind.WARNING, "At rest on a hilltop: every way leads down.")
        if self._bend.values[0] < 0.0:
            return Verdict(Kind.WARNING, "At a saddle: level here, but it falls to the sides.")
        return Verdict(Kind.WARNING, "On a plateau: the slope is 0, so no step leads on.")


@lru_cache(maxsize=64)
def _usual(loss: Loss) -> _Usual:
    low, high = np.array(loss.view).T
    points = np.random.default_rng(0).uniform(low, high, (PLACES, loss.dimension))
    slopes = np.abs(loss.gist.gradient(points)).max(axis=1)
    return _Usual(high - low, _mean(slopes), _mean(slopes) / float((high - low).max()))


def _mean(sizes: Array) -> float:
    finite = sizes[np.isfinite(sizes)]
    return float(finite.mean()) if len(finite) else 0.0
