"""Which part of their curves criteria show: the same for all that are drawn against the same."""
from __future__ import annotations

from functools import lru_cache, reduce
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from engine import Criterion
from engine.bench import LARGEST, Account, pieces_of
from gui.views.bench.axis import Axis, axis_of
from gui.views.bench.costs import Costs
from gui.views.canvas.scale import Array
from gui.views.framing import padded

POINTS: Final = 241
# The nearest to 0 and 1 that a curve of probabilities is drawn, and where it counts for what has to be seen.
ALMOST: Final = 1e-6
COUNTED: Final = (0.06, 0.94)
COUNTED_SLOPES: Final = (0.1, 0.9)
# How far an axis goes at least on both sides of 0, and how much further than the farthest sample.
LEAST: Final = {Axis.ERROR: 1.0, Axis.SCORE: 3.0, Axis.MARGIN: 2.5}
BEYOND: Final = 1.2
BESIDE, BELOW, ABOVE = 0.02, 0.04, 0.08
# A curve that would be lower than this part of a common scale has its own.
FLATTEST: Final = 25.0

Range: TypeAlias = tuple[float, float]


class Window(NamedTuple):
    """Left, right, and lowest and highest of the losses and of the slopes."""

    left: float
    right: float
    loss: Range
    slope: Range

    def joined(self, other: Window) -> Window:
        """What shows both."""
        return Window(min(self.left, other.left), max(self.right, other.right),
                      _joined(self.loss, other.loss), _joined(self.slope, other.slope))

    def beside(self, common: Window) -> Window:
        """What this one shows where others show what is `common` to all."""
        return common._replace(loss=_common(self.loss, common.loss), slope=_common(self.slope, common.slope))


class Curve(NamedTuple):
    """The pieces of samples with one true value along an axis (n,), and their slopes if there are any."""

    truth: float
    x: Array
    pieces: Array
    slopes: Array | None


def windows(costs: Costs) -> tuple[Window, ...]:
    """For each criterion what shows all samples, and enough of the curve around them.

    Criteria that are drawn against the same show the same, so that they can be compared. Only one that would
    be flat then has a scale of its own.
    """
    bench = costs.bench
    axes = [axis_of(criterion, bench) for criterion in bench.criteria]
    own = [
        _window(criterion, axis, *_span(axis, costs), costs, costs.account(place))
        for place, (criterion, axis) in enumerate(zip(bench.criteria, axes, strict=True))
    ]
    common = {
        axis: reduce(Window.joined, (window for window, its in zip(own, axes, strict=True) if its is axis))
        for axis in axes
    }
    return tuple(window.beside(common[axis]) for window, axis in zip(own, axes, strict=True))


def curves(criterion: Criterion, axis: Axis, window: Window, costs: Costs) -> tuple[Curve, ...]:
    """One for each class, or the one for the true value of the selected sample."""
    truths = axis.truths or (costs.bench.truths[costs.sample],)
    return tuple(_curve(criterion, axis, truth, window.left, window.right) for truth in truths)


@lru_cache(maxsize=64)
def depends_on_truth(criterion: Criterion) -> bool:
    """Whether samples with the same error may have different pieces, as percentages do."""
    errors = np.array([-2.0, -0.5, 0.25, 1.0, 3.0])
    one, other = (pieces_of(criterion, np.full(5, truth), truth + errors)[0] for truth in (1.0, 4.0))
    return not np.allclose(one, other, rtol=1e-6, atol=1e-9, equal_nan=True)


@lru_cache(maxsize=128)
def _curve(criterion: Criterion, axis: Axis, truth: float, left: float, right: float) -> Curve:
    x = np.linspace(left, right, POINTS)
    if axis is Axis.PROBABILITY:
        x = np.clip(x, ALMOST, 1 - ALMOST)
    else:
        # Where a kink is, the line shall have a corner.
        x = np.sort(np.append(x, 0.0)) if left < 0 < right else x
    truths = np.full_like(x, truth)
    pieces, slopes = pieces_of(criterion, truths, axis.predictions(truth, x))
    along = None if slopes is None else axis.slopes(truths, slopes)
    return Curve(truth, x, pieces, along)


def _span(axis: Axis, costs: Costs) -> tuple[float, float]:
    if axis is Axis.PROBABILITY:
        return padded(np.array([0.0, 1.0]), BESIDE, BESIDE)
    farthest = float(np.abs(axis.places(costs.bench.y, costs.bench.p)).max())
    reach = min(max(BEYOND * farthest, LEAST[axis]), LARGEST / 4)
    return -reach, reach


def _window(criterion: Criterion, axis: Axis, left: float, right: float, costs: Costs,
            account: Account | None) -> Window:
    window = Window(left, right, (0.0, 0.0), (0.0, 0.0))
    losses, slopes = [np.zeros(1)], [np.zeros(1)]
    for curve in curves(criterion, axis, window, costs):
        for limits, values, gathered in (
                (COUNTED, curve.pieces, losses), (COUNTED_SLOPES, curve.slopes, slopes)):
            if values is not None:
                low, high = limits if axis is Axis.PROBABILITY else (left, right)
                gathered.append(values[(curve.x >= low) & (curve.x <= high)])
    if account is not None:
        losses.append(account.pieces)
        if not criterion.no_slope:
            slopes.append(sample_slopes(criterion, axis, costs))
    return Window(left, right, padded(np.concatenate(losses), BELOW, ABOVE),
                  padded(np.concatenate(slopes), ABOVE, ABOVE))


def sample_slopes(criterion: Criterion, axis: Axis, costs: Costs) -> Array:
    """The slope of each sample's own piece along the axis, (n,)."""
    y, p = costs.bench.y, costs.bench.p
    if axis is Axis.PROBABILITY:
        p = np.clip(p, ALMOST, 1 - ALMOST)
    _, slopes = pieces_of(criterion, y, p)
    assert slopes is not None
    return axis.slopes(y, slopes)


def _common(own: Range, common: Range) -> Range:
    """The common range, unless the own one is next to nothing in it."""
    return own if (own[1] - own[0]) * FLATTEST < common[1] - common[0] else common


def _joined(first: Range, second: Range) -> Range:
    return min(first[0], second[0]), max(first[1], second[1])
