"""Many samples of one feature as a few weighted ones that give the same loss, to a dozen digits.

What a sample of a class costs is a smooth function of its feature, and so a polynomial on any short stretch
of it, but for rounding. A sum of a polynomial over samples is a weighted sum of its values at a few nodes,
whatever the number of samples. Source: Trefethen 2013, Approximation Theory and Approximation Practice, 5, 8.
"""

from __future__ import annotations

from itertools import product
from typing import Final

import numpy as np

from engine.criteria.criterion import Criterion
from engine.fits.mean import Mean
from engine.fits.penalty import Penalty
from engine.fits.samples import Samples
from engine.losses.loss import Array, Box
from engine.models.model import Model

# Nodes on each stretch, and the most stretches that the range of the feature is cut into.
NODES: Final = 24
MOST_STRETCHES: Final = 256
# What a polynomial may be off, as a share of the largest value, and where that is tried.
TOLERANCE: Final = 2e-14
TRIALS: Final = 5
# The loss at this many points must be the same to so many digits.
CHECKS: Final = 4
SAME: Final = 1e-12
# A few nodes are at most this share of the samples.
FEW: Final = 0.25
ROWS_AT_ONCE: Final = 65_536


@np.errstate(all="ignore")
def nodes(criterion: Criterion, model: Model, samples: Samples, box: Box) -> Samples | None:
    """Weighted samples with the same loss, to 1e-12 of it, at all points of the box; None if none are found.

    They are sought for one feature and samples of a few classes. It is tried, not known, how many stretches
    are short enough; a loss with a kink has none.
    """
    labels = _labels(samples.y) if len(samples.x) == 1 and samples.by_class else np.empty(0)
    most = int(FEW * len(samples) / (NODES * max(len(labels), 1)))
    x = samples.x[0]
    low, high = float(x.min()), float(x.max())
    if not len(labels) or most < 1 or not low < high:
        return None
    points = np.array(list(product(*(np.unique(np.linspace(*ends, TRIALS)) for ends in box))))
    piece = Mean(criterion, model, samples, Penalty((), ()))
    count = 1
    while not _are_short(piece, points, labels, np.linspace(low, high, count + 1)):
        count *= 2
        if count > min(most, MOST_STRETCHES):
            return None
    few = _summed(samples, labels, np.linspace(low, high, count + 1))
    return few if _are_same(piece, Mean(criterion, model, few, piece.penalty), box) else None


def _labels(y: Array) -> Array:
    """The true values that there are, found a part at a time: to find them in all stops other threads."""
    parts = [np.unique(y[first : first + ROWS_AT_ONCE]) for first in range(0, len(y), ROWS_AT_ONCE)]
    return np.unique(np.concatenate(parts))


def _nodes() -> Array:
    """Chebyshev's nodes on the stretch from -1 to 1, (NODES,)."""
    return np.cos((np.arange(NODES) + 0.5) * np.pi / NODES)


def _polynomials(places: Array, count: int = NODES) -> list[Array]:
    """Chebyshev's polynomials up to this many at places (n,) from -1 to 1."""
    found = [np.ones_like(places), places]
    while len(found) < count:
        found.append(2.0 * places * found[-1] - found[-2])
    return found


def _weights() -> Array:
    """What each node (rows) has of each polynomial (columns) in an interpolation."""
    values = np.stack(_polynomials(_nodes()), axis=1) * (2.0 / NODES)
    values[:, 0] /= 2.0
    return values


def _places(edges: Array) -> Array:
    """The nodes (stretches, NODES) of all stretches."""
    middles, halves = (edges[1:] + edges[:-1]) / 2, np.diff(edges) / 2
    return middles[:, np.newaxis] + halves[:, np.newaxis] * _nodes()


def _are_short(mean: Mean, points: Array, labels: Array, edges: Array) -> bool:
    """Whether a polynomial through the nodes is right between them, on all stretches and at all points."""
    between = (_nodes()[1:] + _nodes()[:-1]) / 2
    matrix = np.stack(_polynomials(between), axis=1) @ _weights().T
    at_nodes = _places(edges)
    halves = np.diff(edges)[:, np.newaxis] / 2
    aside = (edges[1:, np.newaxis] + edges[:-1, np.newaxis]) / 2 + halves * between
    for label in labels:
        for point in points:
            known, wanted = (
                Mean(mean.criterion, mean.model, _alike(places.ravel(), label), mean.penalty)
                .pieces(tuple(point.tolist()))
                .reshape(places.shape)
                for places in (at_nodes, aside)
            )
            size = np.abs(wanted).max()
            if not np.abs(known @ matrix.T - wanted).max() <= TOLERANCE * NODES * size:
                return False
    return True


def _alike(x: Array, label: float) -> Samples:
    return Samples((x,), np.full(len(x), label), by_class=True)


def _summed(samples: Samples, labels: Array, edges: Array) -> Samples:
    """The nodes of all stretches that have samples, with what these add up to."""
    x, count = samples.x[0], len(edges) - 1
    width = edges[-1] - edges[0]
    moments = np.zeros((len(labels), count, NODES))
    for first in range(0, len(x), ROWS_AT_ONCE):
        rows = slice(first, first + ROWS_AT_ONCE)
        along = (x[rows] - edges[0]) * (count / width)
        stretch = np.minimum(along.astype(np.int64), count - 1)
        group = np.searchsorted(labels, samples.y[rows]) * count + stretch
        weights = None if samples.weights is None else samples.weights[rows]
        for place, values in enumerate(_polynomials(2.0 * (along - stretch) - 1.0)):
            parts = values if weights is None else values * weights
            sums = np.bincount(group, parts, len(labels) * count)
            moments[:, :, place] += sums.reshape(len(labels), count)
    number, stretch = np.nonzero(moments[:, :, 0])
    found = moments[number, stretch] @ _weights().T
    return Samples(
        (_places(edges)[stretch].ravel(),),
        np.repeat(labels[number], NODES),
        found.ravel(),
        by_class=True,
    )


def _are_same(mean: Mean, few: Mean, box: Box) -> bool:
    low, high = np.array(box).T
    points = np.random.default_rng(0).uniform(low, high, (CHECKS, len(box)))
    wanted = mean.value(points)
    return bool(np.abs(few.value(points) - wanted).max() <= SAME * np.abs(wanted).max())
