"""The range that shows all samples."""
from __future__ import annotations

from gui.views.canvas.scale import Array
from gui.views.data.sight import ROW, Sight, Target
from gui.views.framing import padded

BESIDE = 0.07
# Above and below probabilities and scores.
PROBABILITIES = (-0.12, 1.12)
SCORES = (-2.4, 2.4)
ABOVE = 1.06


def sight_range(sight: Sight) -> tuple[float, float, float, float]:
    """Left, right, bottom and top."""
    across, up = sight.places
    if sight.is_plane or sight.target is Target.NUMBER:
        return *_around(across), *_around(up)
    match sight.target:
        case Target.SCORE:
            return *_around(across), *SCORES
        case Target.CLASSES:
            return *_around(across), -ROW * (len(sight.classes) + 1), ABOVE
    return *_around(across), *PROBABILITIES


def _around(values: Array) -> tuple[float, float]:
    return padded(values, BESIDE, BESIDE)
