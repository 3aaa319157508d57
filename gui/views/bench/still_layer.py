"""A layer of which all but one sample stands still while that is dragged."""
from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gui.views.bench.costs import Costs
from gui.views.canvas.layer import Layer
from gui.views.canvas.sheet import Sheet
from gui.views.plot import Plot


class StillLayer(Layer):
    """Keeps a picture of what stands still, so that a frame draws the selected sample alone."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._costs: Costs | None = None
        self._sheet = Sheet()
        self._version = 0
        plot.scale_changed.connect(self.draw_anew)
        plot.theme_changed.connect(self.draw_anew)

    def show_costs(self, costs: Costs) -> None:
        """Show these samples; what is kept of the others stays good as long as they do."""
        if self._costs is None or not self.stands_still(costs, self._costs):
            self.draw_anew()
        self._costs = costs
        self.update()

    def stands_still(self, costs: Costs, before: Costs) -> bool:
        """Whether all but the selected sample is drawn as it was."""
        return costs.moves_only_sample(before)

    def draw_anew(self) -> None:
        self._version += 1
        self.update()

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        if self._costs is None:
            return
        if widget is None:
            self.draw_still(painter, self._costs)
        else:
            if self._sheet.wiped(widget, self.boundingRect().size(), self._version):
                with self._sheet.painter() as on_sheet:
                    on_sheet.setRenderHint(QPainter.RenderHint.Antialiasing)
                    self.draw_still(on_sheet, self._costs)
            self._sheet.lay_on(painter)
        self.draw_moving(painter, self._costs)

    def draw_still(self, painter: QPainter, costs: Costs) -> None:
        """Draw everything but the selected sample."""
        raise NotImplementedError

    def draw_moving(self, painter: QPainter, costs: Costs) -> None:
        """Draw the selected sample, and what moves with it."""
        raise NotImplementedError
