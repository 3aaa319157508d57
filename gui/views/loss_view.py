"""What the views of the loss itself have in common, on which the balls are where the runs are."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from engine import Fit, Loss, Run
from gui.views.canvas.scale import Array
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

    def _point(self, run: Run) -> Array:
        """Where the ball of this run is, (d,)."""
        row = self._row(run)
        if self._is_rolling(run):
            return (1 - self._fraction) * run.points[row] + self._fraction * run.points[row + 1]
        return run.points[row]
