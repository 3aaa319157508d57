"""The gradient at the ball in focus, what the samples of a fit pull there, and what the coming batch does."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QRectF

from engine import Fit, Run
from gui.views.canvas.scale import Array
from gui.views.items.balls import Ball
from gui.views.items.batch_gradient import BatchGradient
from gui.views.items.gradient_marks import GradientMarks, Pull
from gui.views.items.pull_chain import PullChain, Pulls
from gui.views.plot import Plot

NO_PLACE = (np.nan, np.nan)


class PlaneGradient(QObject):
    """All of it lies on one layer, and is drawn with the same number of pixels for the same pull."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot)
        self._chain = PullChain(plot, depth)
        self._batch = BatchGradient(plot, depth)
        self._marks = GradientMarks(plot, depth)
        self._shown, self._with_pulls, self._with_batch = True, False, False

    def show_step(self, looked_along: tuple[int, int], point: Array, slopes: Array, run: Run, step: int,
                  balls: Sequence[Ball], ball: Ball) -> None:
        """A `point` (d,) that a run goes through after so many steps or just then, with its slopes (d,)."""
        axes = list(looked_along)
        gradient = (float(slopes[axes[0]]), float(slopes[axes[1]]))
        target = NO_PLACE if step >= run.last else tuple(run.points[step + 1, axes].tolist())
        self._marks.show_pull(Pull(ball, gradient, target), balls)
        fit = run.loss
        if self._chain.isVisible():
            self._chain.show_pulls(_pulls(fit, point, gradient, axes, ball) if isinstance(fit, Fit) else None)
        length = self._chain.gradient_length
        self._marks.show_length(length)
        if self._batch.isVisible() and isinstance(fit, Fit) and fit.is_stochastic and not run.ended:
            of_batch = fit.batch_gradient(run.seed, step + 1, tuple(point.tolist()))
            self._batch.show_gradient(ball, (of_batch[axes[0]], of_batch[axes[1]]), gradient, length)
        else:
            self._batch.show_gradient(None, gradient, gradient, length)

    def show_sample(self, sample: int | None) -> None:
        """Let the arrow of this sample stand out."""
        self._chain.point_at(sample)

    def set_pulls(self, shown: bool) -> None:
        """Draw the gradient as the sum of what the samples pull."""
        self._with_pulls = shown
        self.setVisible(self._shown)

    def set_batch(self, shown: bool) -> None:
        """Draw the gradient of the coming batch."""
        self._with_batch = shown
        self.setVisible(self._shown)

    def setVisible(self, visible: bool) -> None:  # noqa: N802, as Qt calls it
        self._shown = visible
        self._marks.setVisible(visible)
        self._chain.setVisible(visible and self._with_pulls)
        self._batch.setVisible(visible and self._with_batch)

    def keep_clear(self, area: QRectF) -> None:
        """Write nothing into this area, in pixels."""
        self._marks.keep_clear(area)
        self._batch.keep_clear(area)


def _pulls(fit: Fit, point: Array, gradient: tuple[float, float], axes: list[int], ball: Ball) -> Pulls:
    of_samples = fit.pulls(tuple(point.tolist()))[:, axes]
    none = fit.penalty.is_none
    return Pulls(ball, of_samples, np.zeros(2) if none else np.array(gradient) - of_samples.sum(axis=0))
