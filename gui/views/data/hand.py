"""Samples under the hand: pointed at, chosen, moved, added, removed, given another class."""
from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal

from engine import Data
from engine.data.edited import added, is_near, moved, removed
from gui.views.canvas.grip import Grip
from gui.views.data.samples import Samples
from gui.views.data.sight import Sight
from gui.views.items.start_handle import rounded
from gui.views.plot import CLICK_SLACK, Plot

# Pixels that a key moves a sample.
NUDGE = 5.0


class Hand(QObject):
    """Asks for other data as a person moves samples; the one that is meant is held, pointed at or chosen."""

    dragged = Signal(object)        # Data
    picked = Signal(object, str)    # Data, and what was done, for undo
    meant_changed = Signal()

    def __init__(self, plot: Plot, samples: Samples) -> None:
        super().__init__(plot)
        self._plot, self._samples = plot, samples
        self._sight: Sight | None = None
        self._held: int | None = None
        self._pointed: int | None = None
        self._chosen: int | None = None
        self._pressed = self._offset = QPointF()
        self._before: Data | None = None    # while one is dragged
        self._dragged_to: Data | None = None
        self.mouse: QPointF | None = None   # pixels; None while it is elsewhere
        self.is_adding = False
        self.new_class = 0
        grip = Grip(self._reaches, Qt.CursorShape.OpenHandCursor, self)
        grip.held.connect(self._hold)
        grip.moved.connect(self._drag)
        grip.released.connect(self._release)
        plot.grips.append(grip)
        plot.hovered.connect(self._point)
        plot.left.connect(self._leave)
        plot.clicked.connect(self._click)
        plot.double_clicked.connect(self._double_click)
        plot.menu_asked.connect(self._choose_at)

    def show_sight(self, sight: Sight | None) -> None:
        """Work on these samples; of others than before none is meant."""
        before, self._sight = self._sight, sight
        same = (before is not None and sight is not None and is_near(before.fit.data, sight.fit.data)
                and len(before.fit.data) == len(sight.fit.data))
        if not same:
            self._held = self._pointed = self._chosen = self._before = None
        self._tell()

    @property
    def meant(self) -> int | None:
        """The number of the sample that is meant, from 0."""
        return next((each for each in (self._held, self._pointed, self._chosen) if each is not None), None)

    @property
    def chosen(self) -> int | None:
        """The number of the sample that keys act on, from 0."""
        return self._chosen

    # What is done to the chosen one

    def choose_next(self, stride: int) -> None:
        """Choose the sample so many numbers further on."""
        if self._sight is not None:
            count = len(self._sight.fit.data)
            first = -1 if stride > 0 else 0
            self._chosen = ((first if self._chosen is None else self._chosen) + stride) % count
            self._tell()

    def remove(self) -> None:
        """Ask for data without the chosen sample; nothing happens to the only one."""
        sight, sample = self._sight, self._chosen
        if sight is not None and sample is not None and len(sight.fit.data) > 1:
            self.picked.emit(removed(sight.fit.data, sample), self.tr("Remove sample"))

    def relabel(self) -> None:
        """Ask for the next class for the chosen sample."""
        sight, sample = self._sight, self._chosen
        if sight is not None and sample is not None and len(sight.classes) > 1:
            target = sight.target_of((int(sight.numbers[sample]) + 1) % len(sight.classes))
            data = sight.fit.data
            self.picked.emit(moved(data, sample, data.x[sample].tolist(), target), self.tr("Change class"))

    def nudge(self, right: int, up: int) -> None:
        """Ask for the chosen sample a little further on."""
        sight, sample = self._sight, self._chosen
        if sight is not None and sample is not None:
            place = self._samples.place_of(sample) + QPointF(right, -up) * NUDGE
            self.picked.emit(self._moved(sight, sight.fit.data, sample, place), self.tr("Move sample"))

    # The mouse

    def _reaches(self, x: float, y: float) -> bool:
        return self._samples.sample_at(x, y) is not None

    def _hold(self, x: float, y: float) -> None:
        assert self._sight is not None
        self._held = self._samples.sample_at(x, y)
        assert self._held is not None
        self._pressed, self.mouse = QPointF(x, y), QPointF(x, y)
        self._offset = self._samples.place_of(self._held) - self._pressed
        self._before, self._dragged_to = self._sight.fit.data, None
        self._tell()

    def _drag(self, x: float, y: float) -> None:
        self.mouse = QPointF(x, y)
        if self._held is None or self._sight is None or self._before is None:
            return
        if self._dragged_to is None and (self.mouse - self._pressed).manhattanLength() <= CLICK_SLACK:
            return
        self._dragged_to = self._moved(self._sight, self._before, self._held, self.mouse + self._offset)
        self.dragged.emit(self._dragged_to)
        self._tell()

    def _release(self) -> None:
        if self._held is not None:
            self._chosen = self._held
        self._held = self._before = None
        dragged_to, self._dragged_to = self._dragged_to, None
        if dragged_to is not None:
            self.picked.emit(dragged_to, self.tr("Move sample"))
        self._tell()

    def _point(self, x: float, y: float) -> None:
        self.mouse = QPointF(x, y)
        self._pointed = self._samples.sample_at(x, y)
        self._tell()

    def _leave(self) -> None:
        self.mouse = self._pointed = None
        self._tell()

    def _click(self, x: float, y: float) -> None:
        if self.is_adding:
            self._add(x, y)
        else:
            self._chosen = None
            self._tell()

    def _double_click(self, x: float, y: float) -> None:
        if not self.is_adding and not self._reaches(x, y):
            self._add(x, y)

    def _choose_at(self, x: float, y: float) -> None:
        sample = self._samples.sample_at(x, y)
        if sample is not None:
            self._chosen = sample
            self._tell()

    # Other data

    def _add(self, x: float, y: float) -> None:
        sight = self._sight
        if sight is None:
            return
        place = QPointF(x, y)
        features = sight.means.copy()
        features[sight.across] = self._across(place)
        target = sight.target_of(min(self.new_class, len(sight.classes) - 1)) if sight.classes else (
            rounded(float(sight.fit.data.y.mean()), 1e-2 * (float(np.ptp(sight.fit.data.y)) or 1.0)))
        if sight.up is None:
            target = self._target(sight, place)
        else:
            features[sight.up] = self._upward(place)
        self.picked.emit(added(sight.fit.data, features.tolist(), target), self.tr("Add sample"))

    def _moved(self, sight: Sight, data: Data, sample: int, place: QPointF) -> Data:
        """The data with a sample at these pixels."""
        features, target = data.x[sample].tolist(), float(data.y[sample])
        features[sight.across] = self._across(place)
        if sight.up is None:
            target = self._target(sight, place)
        else:
            features[sight.up] = self._upward(place)
        return moved(data, sample, features, target)

    def _across(self, place: QPointF) -> float:
        scale = self._plot.scale_now
        return rounded(scale.x_at(place.x()), (scale.right - scale.left) / scale.width)

    def _upward(self, place: QPointF) -> float:
        scale = self._plot.scale_now
        return rounded(scale.y_at(place.y()), (scale.top - scale.bottom) / scale.height)

    def _target(self, sight: Sight, place: QPointF) -> float:
        """The target at these pixels: a number, or that of the class whose row is nearest."""
        height = self._upward(place)
        if not sight.rows:
            return height
        return sight.target_of(int(np.abs(np.array(sight.rows) - height).argmin()))

    def _tell(self) -> None:
        self.meant_changed.emit()
