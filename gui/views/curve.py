"""The loss as a curve, with the balls on it."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine import Loss, Run
from engine.explain import StepLine
from engine.losses.stationary import StationaryPoint
from engine.optimizers.program import GRADIENT
from gui.controls.choice import Choice
from gui.controls.elided import ElidedLabel
from gui.views.canvas.scale import Array
from gui.views.framing import curve_range
from gui.views.items.balls import Ball
from gui.views.items.curve_balls import CurveBalls
from gui.views.items.curve_reader import CurveReader
from gui.views.items.curve_start import CurveStart
from gui.views.items.landmarks import Landmarks
from gui.views.items.loss_line import LossLine
from gui.views.items.made_vector import MadeVector
from gui.views.items.readout import Readout
from gui.views.items.slope import SlopeMarks, Stand
from gui.views.items.stationary_marks import StationaryMarks
from gui.views.items.trails import Trails
from gui.views.loss_view import LossView
from gui.views.slice import Slice

# Depths of the layers.
CURVE, LANDMARKS, TRAILS, SLOPE, MADE, BALLS, READOUT = range(1, 8)
# With more parameters the axis of the loss is named without them.
MOST_NAMES = 3


class CurveView(LossView):
    """A loss along one parameter: trails, balls, start, minima; the tangent and coming step of one racer.

    A loss with more parameters is cut: the others stay where the racer in focus is.
    """

    name = "curve"
    title = str(QT_TRANSLATE_NOOP("CurveView", "Curve"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis = 0
        self._line = LossLine(self.plot, CURVE)
        self._stationary = StationaryMarks(self.plot, LANDMARKS, dimension=1)
        self._landmarks = Landmarks(self.plot, LANDMARKS)
        self._trails = Trails(self.plot, TRAILS)
        self._slope = SlopeMarks(self.plot, SLOPE, self._line)
        self._made = MadeVector(self.plot, MADE)
        self._balls = CurveBalls(self.plot, BALLS, self._line)
        self.readout = Readout(self.plot, READOUT)
        self._reader = CurveReader(self.plot, self._landmarks, self._stationary, self._trails, self._balls,
                                   self.readout)
        self._start_handle = CurveStart(self.plot, self._landmarks, self._balls, self.readout)
        self._follow(self._start_handle)
        self._line.progressed.connect(self._show_progress)
        self.plot.scale_changed.connect(self._place_note)
        self.plot.setAccessibleName(self.tr("Curve of the loss"))
        self._lay_out()

    def _lay_out(self) -> None:
        self._along = Choice()
        self._along.setAccessibleName(self.tr("Parameter along which the loss is shown"))
        self._along.activated.connect(self._look_along)
        self._note = ElidedLabel()
        self._note.setProperty("role", "hint")
        self._cut_row = QWidget()
        row = QHBoxLayout(self._cut_row)
        row.setContentsMargins(0, 0, 0, 6)
        row.addWidget(self._along)
        row.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._cut_row)
        column.addWidget(self.plot, 1)
        self._cut_row.hide()

    def show_runs(self, loss: Loss, start: Sequence[float], runs: Sequence[Run], steps: int) -> None:
        another = self._is_another(loss)
        new_start = tuple(start) != self._start
        self._loss, self._start, self._runs = loss, tuple(start), runs
        self._focus = min(self._focus, len(runs) - 1)
        if another:
            self._show_parameters(loss)
        self._landmarks.show_minima(loss.minima if loss.dimension == 1 else ())
        self._show_axis()
        self._show_note()
        self.show_step(self._step, self._fraction)
        if another or (new_start and not self._landmarks.start_is_in_view()):
            self.fit()

    def show_step(self, step: int, fraction: float = 0.0) -> None:
        self._step, self._fraction = step, fraction
        if self._loss is None:
            return
        points = np.array([self._point(run) for run in self._runs])
        balls = [Ball(racer, float(point[self._axis]), float(loss))
                 for racer, (point, loss) in enumerate(zip(points, self._losses(points), strict=True))]
        cut = self._cut(points[self._focus])
        self._line.show_slice(cut)
        self._trails.show_step(step, balls)
        self._balls.show_balls(balls, self._focus, cut.parameter)
        self._made.show_ball(balls[self._focus], self._axis)
        self._slope.show_stand(self._stand(balls[self._focus]), cut.derivative, balls)
        self._reader.show_step(cut, self._runs, step)

    def show_made(self, line: StepLine | None) -> None:
        self._made.show_line(line)
        # One thing at a time: the slope stays for the equation that is about it.
        self._slope.setVisible(line is None or line.name == GRADIENT)

    def show_stationary(self, points: Sequence[StationaryPoint], picked: StationaryPoint | None) -> None:
        self._stationary.show_points(self._loss, points, picked)

    def show_focus(self, racer: int) -> None:
        """Show tangent and coming step of the racer with this number, and the cut through its place."""
        self._focus = racer
        if self._loss is not None:
            self._show_note()
            self.show_step(self._step, self._fraction)

    def fit(self) -> None:
        if self._loss is None:
            return
        drawn = [run for racer, run in enumerate(self._runs) if racer not in self.plot.hidden]
        rows = [self._row(run) + 1 for run in drawn]
        xs = [run.points[:count, self._axis] for run, count in zip(drawn, rows, strict=True)]
        ys = [run.losses[:count] for run, count in zip(drawn, rows, strict=True)]
        cut = self._cut(self._point(self._runs[self._focus]))
        self.plot.show_range(*curve_range(cut, np.concatenate([*xs, []]), np.concatenate([*ys, []])))

    def settle(self) -> bool:
        return self._line.settle()

    def _place_note(self) -> None:
        box = self.plot.box.geometry().toRect()
        self._preview_note.move_into(box.translated(self.plot.pos()))

    def _show_parameters(self, loss: Loss) -> None:
        self._axis = 0
        self._cut_row.setHidden(loss.dimension == 1)
        self._along.clear()
        for name in loss.parameters:
            self._along.add_entry(f"→ {name}")
        self._along.setCurrentIndex(0)

    def _show_axis(self) -> None:
        """Show what stands still along the parameter that is looked along."""
        assert self._loss is not None
        parameters = self._loss.parameters
        self.plot.set_names(parameters[self._axis],
                            f"L({', '.join(parameters)})" if len(parameters) <= MOST_NAMES else "L")
        self._trails.show_runs(self._runs, self._axis)
        self._start_handle.show_start(
            Slice(self._loss, self._axis, self._start),
            {racer: Slice(self._loss, self._axis, run.start) for racer, run in enumerate(self._runs)
             if run.racer.start is not None})

    def _show_note(self) -> None:
        words = self.tr("all else stays where {racer} is").format(racer=self._runs[self._focus].racer.title)
        self._note.setText(words)
        self._note.setToolTip(self.tr("A cut through the loss: {words}.").format(words=words))

    def _look_along(self, axis: int) -> None:
        self._axis = axis
        self._show_axis()
        self.show_step(self._step, self._fraction)
        self.fit()

    def _cut(self, point: Array) -> Slice:
        """The curve through a point; with one parameter it is the same everywhere, and not drawn anew."""
        assert self._loss is not None
        through = self._start if self._loss.dimension == 1 else tuple(point.tolist())
        return Slice(self._loss, self._axis, through)

    def _stand(self, ball: Ball) -> Stand:
        run = self._runs[ball.racer]
        row = self._row(run)
        slope = float(run.gradients[row, self._axis])
        if row == run.last and run.ended:
            return Stand(ball, slope, np.nan, np.nan)
        step = -float(run.learning_rates[min(row + 1, run.last)]) * slope
        target = float(run.points[row, self._axis]) + step
        here = float(self._gradient_of(run)[self._axis]) if self._is_rolling(run) else slope
        return Stand(ball, here, step, target)


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    from engine import SEED_EXPERIMENT
    from gui.theme import Appearance

    app = QApplication([])
    view = CurveView()
    view.set_theme(Appearance(app).theme)
    runs = SEED_EXPERIMENT.runs()
    runs[0].extend_to(8)
    view.show_runs(SEED_EXPERIMENT.loss, SEED_EXPERIMENT.start, runs, SEED_EXPERIMENT.steps)
    view.show_step(7)
    view.show()
    app.exec()
