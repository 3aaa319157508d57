"""What is asked for when something is exported."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from engine import Experiment, Loss, Run

USUAL_SIZE: Final = (1200, 400)
SIZES: Final = (200, 8_000)
USUAL_FPS: Final = 25
# Viewers slow a GIF down that goes faster.
MOST_FPS: Final = 50
THEMES: Final = ("light", "dark", "print")
DATA: Final = "data"
# Along how many parameters of a loss each of them looks.
VIEWS: Final[Mapping[str, int]] = {
    "bench": 0, "curve": 1, "contour": 2, "surface": 2, DATA: 0, "history": 0,
}  # fmt: skip

# Seconds for which steps of a run are computed at once.
PIECE: Final = 0.02

# Work in pieces: gives the share that is done, from 0 to 1, after each piece, and in the end the file.
Work: TypeAlias = Generator[float, None, bytes]


@dataclass(frozen=True)
class Request:
    """An experiment with a run for each of its racers, and how to show them.

    A figure shows the step `at`, an animation goes from the start to it; `size` is in pixels; no `views` are
    those that suit the loss; `log` asks for a logarithmic scale of the loss; racers count from 0, the one in
    `focus` is shown in more detail.
    """

    experiment: Experiment
    runs: tuple[Run, ...]
    at: int
    size: tuple[int, int] = USUAL_SIZE
    theme: str = THEMES[0]
    views: tuple[str, ...] = ()
    log: bool = False
    fps: int = USUAL_FPS
    focus: int = 0
    hidden: frozenset[int] = frozenset()

    @property
    def views_shown(self) -> tuple[str, ...]:
        return self.views or usual_views(self.experiment.loss)

    def compute(self) -> Generator[float, None, float]:
        """Extend the runs to the experiment's last step, piece by piece.

        Gives the share of all work that is done then: half of it, if there was anything to compute.
        """
        steps = self.experiment.steps
        computed = False
        for number, run in enumerate(self.runs):
            while run.last < steps and not run.ended:
                run.extend_towards(steps, PIECE)
                computed = True
                yield (number + run.last / steps) / len(self.runs) / 2
        return 0.5 if computed else 0.0


def misfit(view: str, loss: Loss) -> str:
    """Why a view shows nothing of a loss, in one sentence; empty if it does."""
    from engine import Fit

    if loss.dimension < VIEWS[view]:
        return f"A {view} needs a loss with two parameters or more, and this one has one."
    if view == DATA and not isinstance(loss, Fit):
        return "This loss is a formula and has no data to show: leave data out of --views."
    return ""


def usual_views(loss: Loss) -> tuple[str, ...]:
    """What suits a loss: itself, seen from above if it has the parameters for it, and its history."""
    return ("curve" if loss.dimension == 1 else "contour", "history")
