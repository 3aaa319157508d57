"""Many samples, thinned to what the pixels of one view can show."""
from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gui.views.canvas.scale import Array, Scale

Numbers = npt.NDArray[np.intp]

# Samples this far outside of the view do not reach into it.
REACH = 12.0
# Of so many samples every one is drawn, even where they hide each other.
FEW = 1500
# Pixels of a cell, of which one sample is drawn.
CELL = 3.0


class Crowd(NamedTuple):
    """Samples in view: their numbers (m,), and their pixels (m, 2)."""

    samples: Numbers
    places: Array


def thinned(scale: Scale, x: Array, y: Array, kinds: Numbers, among: Numbers | None = None,
            few: int = FEW) -> Crowd:
    """One sample of each cell of the view and kind; all of them, if they are few.

    `x`, `y` and `kinds` are those of all samples (n,); only those with the numbers `among` are looked at.
    """
    if among is not None:
        x, y, kinds = x[among], y[among], kinds[among]
    across, down = scale.x_pixels(x), scale.y_pixels(y)
    seen = np.flatnonzero((across >= -REACH) & (across <= scale.width + REACH)
                          & (down >= -REACH) & (down <= scale.height + REACH))
    if len(seen) > few:
        columns, rows = int((scale.width + 2 * REACH) / CELL) + 1, int((scale.height + 2 * REACH) / CELL) + 1
        cells = ((across[seen] + REACH) * (1 / CELL)).astype(np.intp) * rows
        cells += ((down[seen] + REACH) * (1 / CELL)).astype(np.intp)
        cells += kinds[seen] * (columns * rows)
        last = np.full(columns * rows * (int(kinds.max()) + 1), -1, np.intp)
        last[cells] = seen
        seen = last[last >= 0]
    samples = seen if among is None else among[seen]
    return Crowd(samples, np.column_stack([across[seen], down[seen]]))
