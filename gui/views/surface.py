"""The loss as a surface in space, with the balls on it."""
from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from engine import Loss, Run
from engine.losses.stationary import StationaryPoint
from gui.controls.slider import LogSlider
from gui.theme import LIGHT, Theme
from gui.views.canvas.numerals import number_text
from gui.views.canvas.scale import Array
from gui.views.loss_view import LossView
from gui.views.plane import Plane
from gui.views.plane_choice import PlaneChoice
from gui.views.plane_framing import plane_range
from gui.views.plot import Plot
from gui.views.scene.camera import LEAST_RISE, MOST_RISE, Camera
from gui.views.scene.canvas import SceneCanvas
from gui.views.scene.marks import Ball, Mark
from gui.views.scene.picture import Foreground
from gui.views.scene.reader import SceneReader
from gui.views.scene.site import Site
from gui.views.scene.start_handle import StartHandle
from gui.views.scene.surveyor import Surveyor
from gui.views.scene.track import Track
from gui.views.toggles import Toggles

# Lines and dots of all tracks together.
BUDGET = 600
# Pixels from the upper right corner of the scene to its controls, and the width of the slider there.
INSET = 8
SLIDER_WIDTH = 96
NO_PLACE = (np.nan, np.nan)
# How many sides of its box a site may grow to show points beside it.
MOST_BESIDE = 1.0


class SurfaceView(LossView):
    """A loss over two parameters in space: trails and balls on it, starts, minima, contours on the floor.

    A loss with more parameters is shown over the plane through the racer in focus along two of them.
    """

    name = "surface"
    title = str(QT_TRANSLATE_NOOP("SurfaceView", "Surface"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = ((0.0, 1.0), (0.0, 1.0))
        self._log = False
        self._stationary: tuple[Sequence[StationaryPoint], StationaryPoint | None] = ((), None)
        self._tracks: list[Track] = []
        self._surveyor = Surveyor(self)
        self._surveyor.progressed.connect(self._show_progress)
        self._surveyor.refined.connect(self._show_refined)
        self.reader = SceneReader(self.scene)
        self._start_handle = StartHandle(self.scene, self.reader)
        self._follow(self._start_handle)
        self.scene.setAccessibleName(self.tr("Surface of the loss"))
        self._lay_out()

    def _make_plot(self) -> Plot:
        self.scene = SceneCanvas(self)
        # Not a plot with axes, but it answers to whatever a view and a figure ask of one.
        return cast(Plot, self.scene)

    def _lay_out(self) -> None:
        self._choice, self._note = PlaneChoice("↗", self.tr("Parameter into the depth")), QLabel()
        self._choice.axes_picked.connect(self._look_along)
        self._hint = QLabel(self.tr(
            "This loss has one parameter, and a surface needs two. "
            "Look at its curve, or choose a loss with two parameters."))
        for words in (self._note, self._hint):
            words.setProperty("role", "hint")
            words.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._toggles = Toggles((("log-height", self.tr("Log height"), self._take_log),), self)
        self._rise = LogSlider(LEAST_RISE, MOST_RISE, self._toggles)
        self._rise.setToolTip(self.tr("Vertical scale"))
        self._rise.setAccessibleName(self.tr("Vertical scale"))
        self._rise.setFixedWidth(SLIDER_WIDTH)
        self._rise.show_value(Camera().rise)
        self._rise.value_dragged.connect(self._take_rise)
        switches = self._toggles.layout()
        assert switches is not None
        switches.addWidget(self._rise)
        # Controls and note lie over the scene, which keeps its size when a note comes or goes.
        self._note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        corner = QVBoxLayout()
        corner.setContentsMargins(INSET, INSET, INSET, INSET)
        corner.addWidget(self._toggles, 0, Qt.AlignmentFlag.AlignRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._choice, 0, 0)
        grid.addWidget(self.scene, 1, 0)
        grid.addWidget(self._note, 1, 0, Qt.AlignmentFlag.AlignBottom)
        grid.addLayout(corner, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._hint, 1, 0)
        notes = QVBoxLayout()
        notes.setContentsMargins(INSET, INSET, INSET, INSET)
        notes.addWidget(self._preview_note, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addLayout(notes, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(1, 1)
        for part in (self._choice, self._note, self._hint):
            part.hide()

    # What is shown

    def show_runs(self, loss: Loss, start: Sequence[float], runs: Sequence[Run], steps: int) -> None:
        deep = loss.dimension > 1
        for part in (self.scene, self._toggles):
            part.setVisible(deep)
        self._hint.setHidden(deep)
        if not deep:
            self._show_nothing()
            return
        another = self._is_another(loss)
        self._loss, self._start, self._runs = loss, tuple(start), runs
        self._focus = min(self._focus, len(runs) - 1)
        if another:
            self._choice.show_parameters(loss.parameters)
            self._choice.setHidden(loss.dimension == 2)
            self._boxes = self._fitting_boxes()
        self._choice.show_racer(self._runs[self._focus].racer.title)
        self._show_tracks()
        self.show_step(self._step, self._fraction)

    def show_step(self, step: int, fraction: float = 0.0) -> None:
        self._step, self._fraction = step, fraction
        if self._loss is None:
            return
        points = np.array([self._point(run) for run in self._runs])
        site = self._site(points[self._focus])
        if self._surveyor.survey(site, log=self._log):
            self.scene.show_surface(self._surveyor.surface)
        self.scene.show_step(step, self._foreground(site, points))
        self.reader.show_step(site, self._runs, step)
        self._start_handle.show_starts(site, self._start, [run.start for run in self._runs])
        self._show_note(site, points)

    def show_focus(self, racer: int) -> None:
        """Show the plane through the place of the racer with this number, and its ball above the others."""
        self._focus = racer
        if self._loss is not None:
            self._choice.show_racer(self._runs[self._focus].racer.title)
            self.show_step(self._step, self._fraction)

    def show_stationary(self, points: Sequence[StationaryPoint], picked: StationaryPoint | None) -> None:
        if (points, picked) != self._stationary:
            self._stationary = (points, picked)
            self.show_step(self._step, self._fraction)

    def set_log(self, log: bool) -> None:
        """Show the logarithm of the loss as the height."""
        self._toggles.set_checked("log-height", log)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._toggles.set_theme(theme)
        self._rise.set_theme(theme, theme.accent)

    def fit(self) -> None:
        """Reset the camera, and show the box of the loss with everything beside it."""
        self.scene.set_camera(Camera())
        self._rise.show_value(Camera().rise)
        if self._loss is None:
            return
        self._boxes = self._fitting_boxes()
        self._show_tracks()
        self.show_step(self._step, self._fraction)

    def settle(self) -> bool:
        return self._surveyor.settle()

    def _show_nothing(self) -> None:
        self._loss = None
        self._surveyor.clear()
        self._preview_note.hide()
        self._choice.hide()
        self._note.hide()
        self.reader.show_step(None, (), 0)
        self.scene.show_tracks(())
        self.scene.show_surface(None)

    def _look_along(self) -> None:
        self._boxes = self._fitting_boxes()
        self._show_tracks()
        self.show_step(self._step, self._fraction)

    def _show_tracks(self) -> None:
        site = self._site(np.array(self._start))
        budget = max(BUDGET // len(self._runs), 1)
        known = {track.key: track for track in self._tracks}
        self._tracks = [known.get(Track.key_of(run, site, budget)) or Track(run, site, budget)
                        for run in self._runs]
        self.scene.show_tracks(self._tracks)

    def _show_refined(self) -> None:
        self.scene.show_surface(self._surveyor.surface)
        self.show_step(self._step, self._fraction)

    def _show_note(self, site: Site, points: Array) -> None:
        """Say what of the landscape and of the racers is not in the picture."""
        surface = self._surveyor.surface
        assert surface is not None
        notes = []
        if surface.altitude.cut:
            notes.append(self.tr("Walls above {loss} are cut off.").format(
                loss=number_text(surface.altitude.high, 2)))
        if surface.has_holes:
            notes.append(self.tr("There is a hole where the loss has no finite value."))
        u, v = site.shares_of(points)
        inside = (u >= 0) & (u <= 1) & (v >= 0) & (v <= 1)
        outside = [run.racer.title for racer, (run, stays) in enumerate(zip(self._runs, inside, strict=True))
                   if not stays and racer not in self.scene.hidden]
        if outside:
            notes.append(self.tr("Outside of the box: {racers}.").format(racers=", ".join(outside)))
        self._note.setText(" ".join(notes))
        self._note.setHidden(not notes)

    # Where things are

    def _site(self, point: Array) -> Site:
        """The plane through a point; with two parameters it is the same everywhere, and not drawn anew."""
        assert self._loss is not None
        through = (0.0, 0.0) if self._loss.dimension == 2 else tuple(point.tolist())
        return Site(Plane(self._loss, *self._choice.axes, through), *self._boxes)

    def _fitting_boxes(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The box of the loss, widened for the start and the points so far that are not too far away."""
        assert self._loss is not None
        boxes = [self._loss.view[axis] for axis in self._choice.axes]
        rows = [run.points[:self._row(run) + 1] for run in self._runs]
        points = np.concatenate([[self._start], *rows])[:, list(self._choice.axes)]
        for column, (low, high) in enumerate(boxes):
            reach = MOST_BESIDE * (high - low)
            points = points[(points[:, column] >= low - reach) & (points[:, column] <= high + reach)]
        left, right, bottom, top = plane_range(boxes, points)
        return (left, right), (bottom, top)

    def _foreground(self, site: Site, points: Array) -> Foreground:
        assert self._loss is not None
        ends = np.array([run.points[self._row(run)] for run in self._runs])
        lines = np.column_stack([*site.shares_of(ends), *site.shares_of(points)]).tolist()
        order = sorted(range(len(points)), key=lambda racer: racer == self._focus)
        whole = self._loss.dimension == 2
        minima = [minimum.point for minimum in self._loss.minima] if whole else []
        stationary, picked = self._stationary if whole else ((), None)
        return Foreground(
            balls=[Ball(racer, *lines[racer][2:]) for racer in order],
            ends=[tuple(lines[racer]) for racer in order],
            start=site.place_of(self._start),
            own_starts=[Ball(racer, *site.place_of(run.start)) for racer, run in enumerate(self._runs)
                        if run.start != self._start],
            minima=[site.place_of(minimum) for minimum in minima],
            stationary=[Mark(point.kind, *site.place_of(point.point)) for point in stationary
                        if point.point not in minima],
            picked=site.place_of(picked.point) if picked else NO_PLACE)

    # What is asked for

    def _take_log(self, log: bool) -> None:
        self._log = log
        self.show_step(self._step, self._fraction)

    def _take_rise(self, rise: float) -> None:
        self.scene.set_camera(self.scene.camera.raised(rise))


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    import engine

    app = QApplication([])
    view = SurfaceView()
    loss = engine.loss("himmelblau")
    runs = [engine.Run(loss, engine.optimizer(name, lr=lr), loss.start)
            for name, lr in (("sgd", 0.01), ("momentum", 0.005), ("adam", 0.3))]
    for run in runs:
        run.extend_to(60)
    view.set_theme(LIGHT)
    view.show_runs(loss, loss.start, runs, 60)
    view.show_step(40)
    view.resize(760, 640)
    view.show()
    app.exec()
