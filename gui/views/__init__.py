"""What is drawn of an experiment: views receive values, emit requests and know nothing of the session."""
from __future__ import annotations

from gui.views.bench.view import BenchView
from gui.views.contour import ContourView
from gui.views.curve import CurveView
from gui.views.data.view import DataView
from gui.views.surface import SurfaceView

# What a loss is, and the views of it, in the order of their tabs.
VIEWS = (BenchView, CurveView, ContourView, SurfaceView, DataView)
