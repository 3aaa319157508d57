"""What the views of the loss itself have in common, on which the balls are where the runs are."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from engine import Fit, Loss, Run
from gui.views.canvas.scale import Array
from gui.views.preview_note import PreviewNote
from gui.views.refinement import is_quick
from gui.views.view import View


class Handle(Protocol):
    """What a person moves starts with."""

    dragged: SignalInstance
    picked: SignalInstance
    own_dragged: SignalInstance
    own_picked: SignalInstance


class LossView(View):
    """Knows what is shown, the place in time, and which racer is shown in more detail."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loss: Loss | None = None
        self._start: tuple[float, ...] = ()
        self._runs: Sequence[Run] = ()
        self._focus = 0
        self._step = 0
        self._fraction = 0.0
        self._preview_note = PreviewNote(self)

    def _show_progress(self, share: float) -> None:
        """Tell how much of the exact picture is computed, from 0 to 1."""
        if self._loss is not None:
            self._preview_note.show_share(self._loss, share)

    def _follow(self, handle: Handle) -> None:
        """Ask for what is done with this handle."""
        handle.dragged.connect(self.start_dragged)
        handle.picked.connect(self.start_picked)
        handle.own_dragged.connect(self.own_start_dragged)
        handle.own_picked.connect(self.own_start_picked)

    def _is_another(self, loss: Loss) -> bool:
        """Whether this is another loss than before, and not the fit to data that was changed a little."""
        before = self._loss
        if isinstance(loss, Fit) and isinstance(before, Fit) and loss.parameters == before.parameters:
            return loss.view != before.view
        return loss != before

    def _row(self, run: Run) -> int:
        return min(self._step, run.last)

    def _is_rolling(self, run: Run) -> bool:
        return self._fraction > 0 and self._step < run.last

    def _losses(self, points: Array) -> Array:
        """The loss (n,) at the points (n, d) of the balls."""
        assert self._loss is not None
        if is_quick(self._loss):
            return self._loss.value(points)
        return np.array([self._between(run, run.losses, self._loss.gist.value) for run in self._runs])

    def _gradient_of(self, run: Run) -> Array:
        """The gradient (d,) at the ball of this run."""
        assert self._loss is not None
        if is_quick(self._loss):
            return self._loss.gradient(self._point(run))
        return self._between(run, run.gradients, self._loss.gist.gradient)

    def _between(self, run: Run, known: Array, quick: Callable[[Array], Array]) -> Array:
        """What is known of the rows of a run (rows, ...), and nearly between two of them.

        There it is what `quick` says, and what that is wrong by at both ends.
        """
        row = self._row(run)
        if not self._is_rolling(run):
            return known[row]
        wrong = known[row:row + 2] - quick(run.points[row:row + 2])
        return quick(self._point(run)) + np.array([1 - self._fraction, self._fraction]) @ wrong

    def _point(self, run: Run) -> Array:
        """Where the ball of this run is, (d,)."""
        row = self._row(run)
        if self._is_rolling(run):
            return (1 - self._fraction) * run.points[row] + self._fraction * run.points[row + 1]
        return run.points[row]
