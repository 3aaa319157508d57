"""Which features are shown, and the class of samples that are added."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from engine import Fit
from gui.controls.choice import Choice
from gui.views.data.sight import Sight

# Pixels of a box: as wide as its names, but none takes all the room.
NARROWEST, WIDEST = 64, 190


class SightChoice(QWidget):
    """Boxes with the features and the target, and words on what is left out."""

    sight_picked = Signal()
    class_picked = Signal(int)      # its number, from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes = (0, 1)
        self._offered: tuple[str, ...] = ()
        self._across, self._up, self._class = Choice(), Choice(), Choice()
        self._across.setAccessibleName(self.tr("Feature to the right"))
        self._up.setAccessibleName(self.tr("Feature or target upwards"))
        self._class.setAccessibleName(self.tr("Class of samples that are added"))
        self._note = QLabel()
        self._note.setProperty("role", "hint")
        self._note.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 6)
        for choice in (self._across, self._up, self._class):
            choice.setMinimumWidth(NARROWEST)
            choice.setMaximumWidth(WIDEST)
            row.addWidget(choice)
        row.addWidget(self._note, 1)
        for choice in (self._across, self._up):
            choice.activated.connect(self._pick)
        self._class.activated.connect(self.class_picked)

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to choose."""
        return any(not choice.isHidden() for choice in (self._across, self._up, self._class))

    def show_fit(self, fit: Fit) -> None:
        """Offer what a fit has; what was chosen stays, if it is there."""
        names = (*fit.data.features, fit.data.target)
        several = len(fit.data.features) > 1
        if names != self._offered:
            self._offered = names
            self._fill(self._across, "→ {name}", names[:-1])
            self._fill(self._up, "↑ {name}", names)
            self._show_axes(0, 1)
        for choice in (self._across, self._up):
            choice.setVisible(several)
        sight = self.sight(fit)
        classes = sight.classes if sight.is_plane else ()
        if self._class.count() != len(classes):
            self._fill(self._class, self.tr("new: {name}"), classes)
            self._class.setCurrentIndex(0)
            self.class_picked.emit(0)
        self._class.setVisible(bool(classes))
        left_out = ", ".join(sight.left_out)
        self._note.setText(self.tr("at its mean: {names}").format(names=left_out) if left_out else "")

    def sight(self, fit: Fit) -> Sight:
        """The fit as it is chosen to be looked at."""
        across, up = self._axes
        return Sight(fit, across, up if up < len(fit.data.features) else None)

    def _fill(self, choice: Choice, words: str, names: tuple[str, ...]) -> None:
        choice.clear()
        for name in names:
            choice.add_entry(words.format(name=name))

    def _show_axes(self, across: int, up: int) -> None:
        self._axes = (across, up)
        self._across.setCurrentIndex(across)
        self._up.setCurrentIndex(up)

    def _pick(self) -> None:
        across, up = self._across.currentIndex(), self._up.currentIndex()
        if across == up:
            # The same feature twice is no plane: the two change places, if both are features.
            across, up = self._axes[1], self._axes[0]
            if across >= len(self._offered) - 1:
                across, up = self._across.currentIndex(), self._axes[1]
        self._show_axes(across, up)
        self.sight_picked.emit()
