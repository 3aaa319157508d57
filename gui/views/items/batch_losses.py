"""The loss of each step's batch, as small dots beside the loss of all samples."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from engine import Run
from gui.views.canvas.layer import Layer
from gui.views.canvas.scale import Array
from gui.views.canvas.strokes import draw_marks, mixed
from gui.views.plot import Plot

SIZE = 4.0
# How far the colour of a dot is from that of the plot.
STRENGTH = 0.55
# Of a long run so many steps at most have a dot.
MOST = 600
# Seconds of work at once.
PATIENCE = 0.006


@dataclass
class Known:
    """The losses of the batches of a run that are computed, by the number of the step."""

    run: Run
    losses: dict[int, float] = field(default_factory=dict)


class BatchLosses(Layer):
    """Draws nothing until it is asked for: these losses have to be computed."""

    computed = Signal()     # more of them, while the window was idle

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._known: list[Known] = []
        self._strides: Sequence[int] = ()
        self._steps = 1
        self._log = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)
        self.hide()

    def show_runs(self, runs: Sequence[Run], steps: int, log: bool, strides: Sequence[int]) -> None:
        """Draw those of these runs, as `HistoryLines` draws the losses."""
        kept = {id(known.run): known for known in self._known}
        self._known = [kept.get(id(run)) or Known(run) for run in runs]
        self._steps, self._log, self._strides = steps, log, strides
        self.take_in()

    def take_in(self) -> None:
        """Compute what is missing for as long as the window can wait, and the rest when it is idle."""
        if not self.isVisible():
            return
        deadline = perf_counter() + PATIENCE
        for racer, known in enumerate(self._known):
            if racer in self.plot.hidden or not known.run.loss.is_stochastic:
                continue
            for step in self._wanted(known):
                if perf_counter() > deadline:
                    self._soon.start()
                    break
                known.losses[step] = known.run.batch_loss(step)
        self.update()

    def _go_on(self) -> None:
        self.take_in()
        self.computed.emit()

    def extremes(self) -> Array:
        """The lowest and highest place of a dot on the y axis; none if nothing is drawn."""
        if not self.isVisible():
            return np.empty(0)
        losses = [loss for racer, known in enumerate(self._known) if racer not in self.plot.hidden
                  for loss in known.losses.values()]
        heights = self._heights(np.array(losses, float))
        return heights[np.isfinite(heights)]

    def _wanted(self, known: Known) -> list[int]:
        """The steps whose loss is still to be computed."""
        stride = -(-self._steps // MOST)
        return [step for step in range(1, known.run.last + 1, stride) if step not in known.losses]

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for racer, known in enumerate(self._known):
            if racer in self.plot.hidden or not known.losses:
                continue
            look = self.plot.theme.look(racer)
            painter.setBrush(mixed(look.colour, self.plot.theme.window, STRENGTH))
            draw_marks(painter, look.marker, self._places(known, self._strides[racer]), SIZE)

    def _places(self, known: Known, stride: int) -> Array:
        """Pixels (n, 2) of the dots: each where the step begins, whose slope its batch decides."""
        scale = self.plot.scale_now
        steps, losses = (np.array(list(part), float) for part in (known.losses, known.losses.values()))
        places = np.column_stack([scale.x_pixels((steps - 1) * stride),
                                  scale.y_pixels(self._heights(losses))])
        seen: Array = places[np.isfinite(places).all(axis=1) & (np.abs(places) < 1e4).all(axis=1)]
        return seen

    def _heights(self, losses: Array) -> Array:
        """Where losses are on the y axis."""
        if not self._log:
            return losses
        with np.errstate(divide="ignore", invalid="ignore"):
            heights: Array = np.log10(losses)
        return heights
