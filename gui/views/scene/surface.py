"""The surface of a loss over a site."""
from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.losses.loss import Differentiable
from gui.views.canvas.scale import Array, Flags
from gui.views.relief import relief_of
from gui.views.scene.altitude import Altitude
from gui.views.scene.site import Site

# Cells along each side; a divisor of them makes a coarse surface.
CELLS = 120
POINTS = (CELLS + 1) ** 2
# A place is not hidden by what is nearer than so many cells: flat cells stand a little off what is round.
BLIND_CELLS = 1.5
SLACK = 0.004
# Samples of sight that are looked at in one go.
MOST_SAMPLES = 400_000


class Surface:
    """Heights and shades, both from 0 to 1, at the corners of a grid, (n + 1, n + 1), first along u.

    Both are nan where there is a hole. Contour lines are at the `levels` of the shades. `of` is computed in
    place of the loss, at every so many corners only, as `stride` says.
    """

    def __init__(self, site: Site, *, log: bool, of: Differentiable | None = None, stride: int = 1) -> None:
        self.site = site
        shares = np.linspace(0, 1, CELLS // stride + 1)
        losses = _spread(site.losses(shares[:, None], shares, of), stride)
        minima = [minimum.value for minimum in site.plane.loss.minima]
        relief = relief_of(losses.ravel(), minima)
        self.altitude = Altitude.over(losses, log=log)
        self.heights = self.altitude.heights(losses)
        self.shades = relief.shades(losses)
        self.levels = relief.shades(relief.levels)
        self.has_holes = bool(np.isnan(self.heights).any())

    def height_at(self, u: npt.ArrayLike, v: npt.ArrayLike) -> Array:
        """The height of the surface over places u, v (...); nan over a hole and outside."""
        u, v = np.asarray(u, float), np.asarray(v, float)
        inside = (u >= 0) & (u <= 1) & (v >= 0) & (v <= 1)
        across, along = np.where(inside, u * CELLS, 0.0), np.where(inside, v * CELLS, 0.0)
        column = np.minimum(across.astype(np.intp), CELLS - 1)
        row = np.minimum(along.astype(np.intp), CELLS - 1)
        across, along = across - column, along - row
        corner = column * (CELLS + 1) + row
        heights = self.heights.ravel()
        near = heights[corner] * (1 - along) + heights[corner + 1] * along
        far = heights[corner + CELLS + 1] * (1 - along) + heights[corner + CELLS + 2] * along
        return np.where(inside, near * (1 - across) + far * across, np.nan)

    def hides(self, u: Array, v: Array, height: Array, eye: Array) -> Flags:
        """Whether places (n,) on the surface are out of sight of the eye, behind a part nearer to it."""
        to_u, to_v, to_height = eye[0] - u, eye[1] - v, eye[2] - height
        with np.errstate(divide="ignore", invalid="ignore"):
            # The share of the way to the eye after which a line of sight has left the box.
            leaves = np.minimum.reduce([
                np.where(to_u > 0, 1 - u, -u) / to_u, np.where(to_v > 0, 1 - v, -v) / to_v,
                np.where(to_height > 0, 1 - height, np.inf) / np.abs(to_height), np.ones_like(u)])
        leaves = np.nan_to_num(np.maximum(leaves, 0.0), nan=0.0)
        cells = np.maximum(np.abs(to_u), np.abs(to_v)) * leaves * CELLS
        steps = int(np.ceil(cells.max(initial=0.0)))
        hidden = np.zeros(len(u), np.bool_)
        if steps < BLIND_CELLS:
            return hidden
        shares = np.arange(1, steps + 1) / steps
        size = max(MOST_SAMPLES // steps, 1)
        for first in range(0, len(u), size):
            rows = slice(first, first + size)
            on_the_way = leaves[rows, None] * shares
            surface = self.height_at(u[rows, None] + on_the_way * to_u[rows, None],
                                     v[rows, None] + on_the_way * to_v[rows, None])
            sight = height[rows, None] + on_the_way * to_height[rows, None]
            beyond = cells[rows, None] * shares >= BLIND_CELLS
            hidden[rows] = ((surface > sight + SLACK) & beyond).any(axis=1)
        return hidden


def _spread(losses: Array, stride: int) -> Array:
    """The losses at every so many corners (m, m) as those at all corners (n, n), evenly in between."""
    if stride == 1:
        return losses
    places = np.arange((len(losses) - 1) * stride + 1)
    for _ in range(2):
        before = np.minimum(places // stride, len(losses) - 2)
        share = (places / stride - before)[:, None]
        # Where nothing is missing, a hole beside it is none.
        with np.errstate(invalid="ignore"):
            between = losses[before] * (1 - share) + losses[before + 1] * share
        losses = np.where(share == 0, losses[before], between).T
    return losses
