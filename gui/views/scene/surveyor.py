"""Surfaces of losses, also of those that take long."""
from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.views.refinement import Refinement, is_quick, preview
from gui.views.scene.site import Site
from gui.views.scene.surface import POINTS, Surface

# A preview is computed at every so many corners.
PREVIEW = 3


class Surveyor(QObject):
    """Makes the surface of a site at once; of a loss that takes long, a preview first."""

    refined = Signal()          # the surface is no preview any more
    progressed = Signal(float)  # how much of a loss that takes long is computed, from 0 to 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.surface: Surface | None = None
        self._refinement = Refinement(self)
        self._refinement.progressed.connect(self.progressed)
        self._refinement.finished.connect(self._take_exact)

    def survey(self, site: Site, *, log: bool) -> bool:
        """Have the surface of this site; whether it is another one than before."""
        before = self.surface
        if before is not None and (before.site, before.altitude.log) == (site, log):
            return False
        loss = site.plane.loss
        if is_quick(loss):
            self.surface = Surface(site, log=log)
            self._refinement.give_up()
        else:
            self.surface = Surface(site, log=log, of=preview(loss), stride=PREVIEW)
            self._refinement.begin(loss, site.plane.box(site.across, site.up), POINTS,
                                   lambda exact: Surface(site, log=log, of=exact))
        return True

    def clear(self) -> None:
        """Have no surface."""
        self.surface = None
        self._refinement.give_up()

    def settle(self) -> bool:
        """Begin at once with what takes long, and wait a moment for it; whether it is there."""
        return self._refinement.settle()

    def _take_exact(self, surface: Surface) -> None:
        self.surface = surface
        self.refined.emit()
