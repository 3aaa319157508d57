"""The loss from above, with the balls on it."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QPoint, QRectF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine import Fit, Loss, Run
from engine.explain import StepLine
from engine.losses.stationary import StationaryPoint
from gui.theme import Theme
from gui.views.canvas.scale import Array
from gui.views.items.balls import Ball
from gui.views.items.curvature_axes import CurvatureAxes
from gui.views.items.gradient_field import GradientField
from gui.views.items.plane_balls import PlaneBalls
from gui.views.items.plane_gradient import PlaneGradient
from gui.views.items.plane_landmarks import PlaneLandmarks
from gui.views.items.plane_made_vector import PlaneMadeVector
from gui.views.items.plane_reader import PlaneReader
from gui.views.items.plane_start import PlaneStart
from gui.views.items.plane_trails import PlaneTrails
from gui.views.items.readout import Readout
from gui.views.items.stationary_marks import StationaryMarks
from gui.views.items.terrain import Terrain
from gui.views.loss_view import LossView
from gui.views.plane import Plane
from gui.views.plane_choice import PlaneChoice
from gui.views.plane_framing import plane_range, same_units
from gui.views.toggles import Toggles

# Depths of the layers.
TERRAIN, FIELD, LANDMARKS, TRAILS, CURVATURE, GRADIENT, MADE, BALLS, READOUT = range(1, 10)
# Pixels from the upper right corner of the plot to the toggles.
INSET = 8


class ContourView(LossView):
    """A loss over two parameters: trails, balls, starts, minima; gradient and coming step of one racer.

    A loss with more parameters is shown on the plane through the racer in focus along two of them.
    """

    name = "contour"
    title = str(QT_TRANSLATE_NOOP("ContourView", "Contour"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes = (0, 1)
        self._equal = self._equalizing = False
        self.terrain = Terrain(self.plot, TERRAIN)
        self._field = GradientField(self.plot, FIELD)
        self._stationary = StationaryMarks(self.plot, LANDMARKS, dimension=2)
        self._landmarks = PlaneLandmarks(self.plot, LANDMARKS)
        self._trails = PlaneTrails(self.plot, TRAILS)
        self._curvature = CurvatureAxes(self.plot, CURVATURE)
        self._gradient = PlaneGradient(self.plot, GRADIENT)
        self._made = PlaneMadeVector(self.plot, MADE)
        self._balls = PlaneBalls(self.plot, BALLS)
        self.readout = Readout(self.plot, READOUT)
        self._reader = PlaneReader(self.plot, self.terrain, self._landmarks, self._stationary, self._trails,
                                   self._balls, self.readout)
        self._start_handle = PlaneStart(self.plot, self._landmarks, self._balls, self.readout)
        self._follow(self._start_handle)
        self.terrain.progressed.connect(self._show_progress)
        self.plot.scale_changed.connect(self._keep_equal)
        self.plot.setAccessibleName(self.tr("Contour map of the loss"))
        self._lay_out()

    def _lay_out(self) -> None:
        self._choice = PlaneChoice("↑", self.tr("Parameter upwards"))
        self._choice.axes_picked.connect(self._look_along)
        self._choice.hide()
        self._hint = QLabel(self.tr(
            "This loss has one parameter, so there is nothing to see from above. "
            "Look at its curve, or choose a loss with two parameters."))
        self._hint.setProperty("role", "hint")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._choice)
        column.addWidget(self.plot, 1)
        column.addWidget(self._hint, 1)
        self._toggles = Toggles((
            ("gradient-field", self.tr("Gradient field"), self._field.setVisible),
            ("curvature", self.tr("Curvature at the ball"), self._take_curvature),
            ("sample-pulls", self.tr("Samples' pulls: the gradient as their sum"), self._take_pulls),
            ("batch-gradient", self.tr("Gradient of the coming batch"), self._take_batch),
            ("equal-axes", self.tr("Equal axes"), self._take_equal),
        ), self)
        self.plot.scale_changed.connect(self._place_toggles)

    # What is shown

    def show_runs(self, loss: Loss, start: Sequence[float], runs: Sequence[Run], steps: int) -> None:
        flat = loss.dimension > 1
        for part in (self.plot, self._toggles):
            part.setVisible(flat)
        self._hint.setHidden(flat)
        if not flat:
            self._show_nothing()
            return
        new_loss, another = loss != self._loss, self._is_another(loss)
        new_start = tuple(start) != self._start
        self._loss, self._start, self._runs = loss, tuple(start), runs
        self._focus = min(self._focus, len(runs) - 1)
        if new_loss:
            self._show_minima(loss)
        if another:
            self._show_parameters(loss)
        self._show_axes()
        self._choice.show_racer(self._runs[self._focus].racer.title)
        self.show_step(self._step, self._fraction)
        if another or (new_start and not self._landmarks.start_is_in_view()):
            self.fit()

    def show_step(self, step: int, fraction: float = 0.0) -> None:
        self._step, self._fraction = step, fraction
        if self._loss is None:
            return
        points = np.array([self._point(run) for run in self._runs])
        places = points[:, list(self._axes)].tolist()
        balls = [Ball(racer, *place) for racer, place in enumerate(places)]
        plane, ball, run = self._plane(points[self._focus]), balls[self._focus], self._runs[self._focus]
        self.terrain.show_plane(plane)
        self._field.show_plane(plane)
        self._trails.show_step(step, balls)
        self._balls.show_balls(balls, self._losses(points), self._focus)
        point, gradient = points[self._focus], self._gradient_of(run)
        self._gradient.show_step(self._axes, point, gradient, run, self._row(run), balls, ball)
        self._made.show_ball(ball, self._axes)
        if self._curvature.isVisible():
            self._curvature.show_hessian(ball, plane.hessian_at(ball.x, ball.y))
        self._reader.show_step(plane, self._runs, step)

    def show_focus(self, racer: int) -> None:
        """Show gradient and coming step of the racer with this number, and the plane through its place."""
        self._focus = racer
        if self._loss is not None:
            self._choice.show_racer(self._runs[self._focus].racer.title)
            self.show_step(self._step, self._fraction)

    def show_made(self, line: StepLine | None) -> None:
        self._made.show_line(line)
        # One thing at a time.
        self._gradient.setVisible(line is None or not line.is_vector)

    def show_sample(self, sample: int | None) -> None:
        self._gradient.show_sample(sample)
        self.show_step(self._step, self._fraction)

    def show_stationary(self, points: Sequence[StationaryPoint], picked: StationaryPoint | None) -> None:
        self._stationary.show_points(self._loss, points, picked)

    def set_field(self, shown: bool) -> None:
        """Show the gradient all over the view."""
        self._toggles.set_checked("gradient-field", shown)

    def set_curvature(self, shown: bool) -> None:
        """Show the axes and eigenvalues of the Hessian at the ball in focus."""
        self._toggles.set_checked("curvature", shown)

    def set_equal_axes(self, equal: bool) -> None:
        """Let a unit be as long upwards as to the right, so that angles are true."""
        self._toggles.set_checked("equal-axes", equal)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._toggles.set_theme(theme)

    def fit(self) -> None:
        if self._loss is None:
            return
        points = np.concatenate([[self._start], *(
            run.points[:self._row(run) + 1] for racer, run in enumerate(self._runs)
            if racer not in self.plot.hidden)])
        boxes = [self._loss.view[axis] for axis in self._axes]
        self.plot.show_range(*plane_range(boxes, points[:, list(self._axes)]))

    def settle(self) -> bool:
        # Both, so that neither waits for the other.
        return all([self.terrain.settle(), self._field.settle()])

    def _show_nothing(self) -> None:
        self._loss = None
        self._preview_note.hide()
        self.terrain.clear()
        self._balls.clear()
        self._reader.clear()

    def _show_minima(self, loss: Loss) -> None:
        self._landmarks.show_minima(loss.minima if loss.dimension == 2 else ())
        self._toggles.set_shown("sample-pulls", isinstance(loss, Fit))
        self._toggles.set_shown("batch-gradient", loss.is_stochastic)
        self._place_toggles()

    def _show_parameters(self, loss: Loss) -> None:
        self._choice.setHidden(loss.dimension == 2)
        self._choice.show_parameters(loss.parameters)
        self._axes = self._choice.axes

    def _look_along(self, across: int, up: int) -> None:
        self._axes = (across, up)
        self._show_axes()
        self.show_step(self._step, self._fraction)
        self.fit()

    def _show_axes(self) -> None:
        """Show what stands still along the two parameters that are looked along."""
        assert self._loss is not None
        across, up = self._axes
        start = Plane(self._loss, across, up, self._start)
        self.plot.set_names(*start.names)
        self._trails.show_runs_on(start, self._runs)
        self._start_handle.show_start(start, {
            racer: Plane(self._loss, across, up, run.start) for racer, run in enumerate(self._runs)
            if run.racer.start is not None})

    # Where the balls are

    def _plane(self, point: Array) -> Plane:
        """The plane through a point; with two parameters it is the same everywhere, and not drawn anew."""
        assert self._loss is not None
        through = (0.0, 0.0) if self._loss.dimension == 2 else tuple(point.tolist())
        return Plane(self._loss, *self._axes, through)

    # The frame

    def _take_curvature(self, shown: bool) -> None:
        self._curvature.setVisible(shown)
        self.show_step(self._step, self._fraction)

    def _take_pulls(self, shown: bool) -> None:
        self._gradient.set_pulls(shown)
        self.show_step(self._step, self._fraction)

    def _take_batch(self, shown: bool) -> None:
        self._gradient.set_batch(shown)
        self.show_step(self._step, self._fraction)

    def _take_equal(self, equal: bool) -> None:
        self._equal = equal
        self._keep_equal()
        if not equal:
            self.fit()

    def _keep_equal(self) -> None:
        if self._equal and not self._equalizing:
            # Other numbers beside the axis may change its width, which must not lead back here.
            self._equalizing = True
            self.plot.show_range(*same_units(self.plot.scale_now))
            self._equalizing = False

    def _place_toggles(self) -> None:
        box = self.plot.box.geometry().toRect()
        corner = self.plot.pos() + box.topRight() + QPoint(-INSET - self._toggles.width(), INSET)
        self._toggles.move(corner)
        self._preview_note.move_into(box.translated(self.plot.pos()))
        covered = QRectF(self._toggles.geometry().translated(-self.plot.pos() - box.topLeft()))
        for part in (self.terrain, self._curvature, self._gradient, self._made, self._balls):
            part.keep_clear(covered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._toggles.adjustSize()
        self._place_toggles()
