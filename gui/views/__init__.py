"""What is drawn of an experiment: views receive values, emit requests and know nothing of the session."""
from __future__ import annotations

from gui.views.contour import ContourView
from gui.views.curve import CurveView
from gui.views.data.view import DataView
from gui.views.surface import SurfaceView

# The views of the loss, in the order of their tabs.
VIEWS = (CurveView, ContourView, SurfaceView, DataView)
