"""Moving a prediction with the mouse."""
from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from engine.bench import Bench
from gui.views.bench.costs import Costs
from gui.views.bench.sample_marks import SampleMarks
from gui.views.canvas.grip import Grip
from gui.views.items.start_handle import rounded
from gui.views.plot import Plot


class SampleHandle(QObject):
    """A ball is dragged up and down. How far a pixel goes stays the same until it is let go.

    So the view may grow for a ball that is dragged far away, and the ball does not run away from the mouse.
    """

    sample_held = Signal(int)
    dragged = Signal(object)        # Bench
    released = Signal(object)       # the Bench that it was dragged to, or None if it was only held

    def __init__(self, plot: Plot, marks: SampleMarks) -> None:
        super().__init__(plot)
        self._plot, self._marks = plot, marks
        self._costs: Costs | None = None
        self._sample = 0
        self._pixel = 1.0       # how much a pixel is, in predictions
        self._grabbed = 0.0     # the prediction that lies under the mouse as long as nothing grows
        self._from = 0.0
        self._dragged: Bench | None = None
        self.is_held = False
        grip = Grip(self._reaches, Qt.CursorShape.SizeVerCursor, self)
        grip.held.connect(self._hold)
        grip.moved.connect(self._drag)
        grip.released.connect(self._release)
        plot.grips.append(grip)

    def show_costs(self, costs: Costs) -> None:
        self._costs = costs

    def _reaches(self, x: float, y: float) -> bool:
        return self._marks.sample_at(x, y) is not None

    def _hold(self, x: float, y: float) -> None:
        sample = self._marks.sample_at(x, y)
        assert sample is not None and self._costs is not None
        scale = self._plot.scale_now
        self._sample, self._from, self.is_held = sample, y, True
        self._pixel = (scale.top - scale.bottom) / scale.height
        self._grabbed = self._costs.bench.predictions[sample]
        self._dragged = None
        self.sample_held.emit(sample)

    def _drag(self, x: float, y: float) -> None:
        assert self._costs is not None
        bench = self._costs.bench
        low, high = bench.limits
        value = rounded(self._grabbed + (self._from - y) * self._pixel, self._pixel)
        self._dragged = bench.with_prediction(self._sample, min(max(value, low), high))
        self.dragged.emit(self._dragged)

    def _release(self) -> None:
        self.is_held = False
        dragged, self._dragged = self._dragged, None
        self.released.emit(dragged)
