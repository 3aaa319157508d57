"""The gradient as the sum of what single samples pull, head to tail."""
from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gui.views.canvas.layer import Layer
from gui.views.canvas.scale import Array, Scale
from gui.views.canvas.strokes import draw_lines, line_pen
from gui.views.items.arrows import draw_arrow
from gui.views.items.balls import Ball
from gui.views.items.gradient_marks import GRADIENT_LENGTH
from gui.views.plot import Plot

# Arrows of a chain; samples that pull in nearly the same direction go together where there are more.
MOST_LINKS = 60
# Pixels that a chain may reach across and down, and the share of the view; the gradient is drawn shorter.
REACH, SHARE = 260.0, 0.45
# The arc lies on the other side of the gradient where it would leave the view by so many pixels more.
TURN = 20.0
SHORTEST_HEAD = 7.0
WIDTH, POINTED_WIDTH, PENALTY_WIDTH = 1.2, 3.0, 1.8


class Pulls(NamedTuple):
    """What the samples (n, 2) and the penalty (2,) add to the gradient at a ball."""

    ball: Ball
    of_samples: Array
    of_penalty: Array


class Chain(NamedTuple):
    """Pixels (m + 1, 2) from joint to joint; which link is the pointed sample's, and which the penalty's."""

    joints: Array
    pointed: int | None
    penalty: int | None


class PullChain(Layer):
    """Each link is as much longer than another as it pulls more; the last ends where the gradient does."""

    def __init__(self, plot: Plot, depth: int) -> None:
        super().__init__(plot, depth)
        self._pulls: Pulls | None = None
        self._pointed: int | None = None
        self._made: tuple[Scale, Chain] | None = None
        self.hide()

    def show_pulls(self, pulls: Pulls | None) -> None:
        """Draw the pulls on this ball; None for none."""
        self._pulls, self._made = pulls, None
        self.update()

    def point_at(self, sample: int | None) -> None:
        """Let the arrow of the sample with this number, from 0, stand out."""
        self._pointed, self._made = sample, None
        self.update()

    @property
    def gradient_length(self) -> float:
        """How many pixels long the gradient is, so that the chain that adds up to it stays in reach."""
        if self._pulls is None or not self.isVisible():
            return GRADIENT_LENGTH
        joints = self._chain(self._pulls).joints
        return float(np.hypot(*(joints[-1] - joints[0])))

    def draw(self, painter: QPainter, widget: QWidget | None) -> None:
        pulls, scale = self._pulls, self.plot.scale_now
        if pulls is None or pulls.ball.racer in self.plot.hidden:
            return
        place = pulls.ball.place_on(scale)
        if scale.holds(place.x(), place.y()):
            self._draw_chain(painter, self._chain(pulls), place)

    def _chain(self, pulls: Pulls) -> Chain:
        """The chain in the pixels that it is drawn with."""
        if self._made is None or self._made[0] != self.plot.scale_now:
            self._made = self.plot.scale_now, self._scaled(pulls, self.plot.scale_now)
        return self._made[1]

    def _scaled(self, pulls: Pulls, scale: Scale) -> Chain:
        # Where the loss is too large for a number no arrow has a length, and none is drawn.
        with np.errstate(over="ignore", invalid="ignore"):
            chain = chained(pulls, self._pointed, scale)
            extent = float(np.ptp(chain.joints, axis=0).max())
        if not (0.0 < extent < np.inf):
            return chain._replace(joints=np.zeros((1, 2)), pointed=None, penalty=None)
        length = float(np.hypot(*(chain.joints[-1] - chain.joints[0])))
        reach = min(REACH, SHARE * min(scale.width, scale.height))
        unit = reach / extent if length * reach < extent * GRADIENT_LENGTH else GRADIENT_LENGTH / length
        place = pulls.ball.place_on(scale)
        sides = [each._replace(joints=each.joints * unit) for each in (chain, turned(chain))]
        first, other = (_outside(each.joints + place.toTuple(), scale) for each in sides)
        return sides[first > other + TURN]

    def _draw_chain(self, painter: QPainter, chain: Chain, place: QPointF) -> None:
        theme = self.plot.theme
        joints = chain.joints + place.toTuple()
        links = np.column_stack([joints[:-1], joints[1:]])
        lengths = np.hypot(links[:, 2] - links[:, 0], links[:, 3] - links[:, 1])
        draw_lines(painter, links[lengths < SHORTEST_HEAD], line_pen(theme.samples_pull, WIDTH))
        for link in links[lengths >= SHORTEST_HEAD].tolist():
            draw_arrow(painter, QLineF(*link), theme.samples_pull, WIDTH)
        if chain.penalty is not None:
            draw_arrow(painter, QLineF(*links[chain.penalty].tolist()), theme.muted, PENALTY_WIDTH)
        if chain.pointed is not None:
            link = QLineF(*links[chain.pointed].tolist())
            painter.setPen(line_pen(theme.text, POINTED_WIDTH))
            painter.drawPoint(link.center())
            draw_arrow(painter, link, theme.text, POINTED_WIDTH)


def chained(pulls: Pulls, pointed: int | None, scale: Scale) -> Chain:
    """The pulls head to tail from (0, 0), in pixels that are to be made longer or shorter together.

    By their direction, beginning with those against the gradient: so the chain is an arc that never crosses
    itself. Of many samples neighbours are added up, exactly; the one that is `pointed` at stays alone.
    """
    across = scale.width / (scale.right - scale.left)
    down = -scale.height / (scale.top - scale.bottom)
    samples = pulls.of_samples * (across, down)
    if pointed is not None and pointed >= len(samples):
        pointed = None
    total = samples.sum(axis=0)
    # From minus pi at what pulls the other way, over 0 along the sum of all, to pi.
    angles = np.arctan2(total[0] * samples[:, 1] - total[1] * samples[:, 0], samples @ total)
    order = np.argsort(angles, kind="stable")
    if len(order) <= MOST_LINKS:
        links, place = samples[order], None if pointed is None else int(np.flatnonzero(order == pointed)[0])
    else:
        links, place = _grouped(samples, order, pointed)
    penalty = None
    if np.any(pulls.of_penalty):
        penalty = len(links)
        links = np.vstack([links, pulls.of_penalty * (across, down)])
    return Chain(np.vstack([np.zeros(2), np.cumsum(links, axis=0)]), place, penalty)


def turned(chain: Chain) -> Chain:
    """The same links in the opposite order, the penalty still last: the arc on the other side."""
    links = np.diff(chain.joints, axis=0)
    count = len(links) if chain.penalty is None else chain.penalty
    links[:count] = links[:count][::-1].copy()
    pointed = None if chain.pointed is None else count - 1 - chain.pointed
    return Chain(np.vstack([chain.joints[:1], np.cumsum(links, axis=0)]), pointed, chain.penalty)


def _outside(joints: Array, scale: Scale) -> float:
    """How many pixels the farthest of the joints is outside of the view."""
    beyond = np.maximum(-joints, joints - (scale.width, scale.height))
    return max(float(beyond.max()), 0.0)


def _grouped(samples: Array, order: np.ndarray, pointed: int | None) -> tuple[Array, int | None]:
    """The samples in this order as a few sums, and which of them is the sample that is pointed at."""
    ends = np.linspace(0, len(order), MOST_LINKS - 1).astype(np.intp)
    links = [samples[order[first:last]].sum(axis=0) for first, last in pairwise(ends.tolist())]
    if pointed is None:
        return np.array(links), None
    place = int(np.searchsorted(ends, int(np.flatnonzero(order == pointed)[0]), side="right")) - 1
    links[place] = links[place] - samples[pointed]
    links.insert(place + 1, samples[pointed])
    return np.array(links), place + 1
