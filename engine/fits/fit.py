"""The loss of a model on data: a loss like any other, in the parameters of the model."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.criteria.criterion import Criterion
from engine.data.data import Data
from engine.errors import InputError
from engine.fits import typeset
from engine.fits.batches import Batches, Rows
from engine.fits.bowl import Bowl, BowlFunction
from engine.fits.followed import Followed
from engine.fits.matching import mismatch
from engine.fits.mean import Mean
from engine.fits.nodes import nodes
from engine.fits.parabola import Parabola, parabola, square_factor
from engine.fits.penalty import Penalty
from engine.fits.proposal import proposed_view
from engine.fits.samples import Samples, Scaling, samples_of, scaling_of
from engine.losses.form import CalledForm, Form
from engine.losses.loss import MOST_PARAMETERS, Array, Box, Differentiable, Loss, Minimum, Point, checked_view
from engine.models.model import Model

# With more samples than a script can list, squared errors are computed from what they add up to.
FEW_SAMPLES: Final = 500
LARGEST_PENALTY: Final = 1e100
# How many points keep what was computed there: racers start at the same, and what is told is at these.
POINTS_KEPT: Final = 64
# What takes a pass over all samples, and from which fields it follows.
FOLLOWS_FROM: Final = {
    "scaling": {"data", "standardise"},
    "known": {"data", "standardise", "criterion"},
    "parabola": {"data", "standardise", "criterion", "model"},
}


@dataclass(frozen=True)
class Fit(Loss):
    """How badly a model with some parameters fits data: the criterion's loss, and a penalty if there is one.

    `batch` is the number of samples that a step looks at (None: all). With `standardise` the model sees every
    feature less its mean and divided by its standard deviation. `l1` and `l2` penalise the parameters that
    are not free. What is recorded is always the loss of all samples. InputError says what does not go
    together.
    """

    data: Data
    model: Model
    criterion: Criterion
    batch: int | None = None
    standardise: bool = False
    l1: float = 0.0
    l2: float = 0.0
    view: Box = ()
    start: Point = ()
    name: str = field(default="", init=False)
    title: str = field(default="", init=False, compare=False)
    teaches: str = field(default="", init=False, compare=False)
    source: str = field(default="", init=False, compare=False)
    minima: tuple[Minimum, ...] = field(default=(), init=False, compare=False)

    def __post_init__(self) -> None:
        self._check()
        kind = f"{self.model.title[0].lower()}{self.model.title[1:]}"
        derived = {
            "title": f"{self.criterion.title}, {kind}",
            "teaches": self.criterion.teaches,
            "source": self.criterion.source,
            "start": self.start or self.model.start,
            "minima": self._known_minima(),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)
        view = checked_view(self.view, self.parameters) if self.view else proposed_view(self)
        object.__setattr__(self, "view", view)

    def _check(self) -> None:
        if fault := mismatch(self.data, self.model, self.criterion):
            raise InputError(fault)
        if (count := len(self.model.parameters)) > MOST_PARAMETERS:
            raise InputError(f"A model has at most {MOST_PARAMETERS} parameters; this one has {count}.")
        for name, value in (("l1", self.l1), ("l2", self.l2)):
            if not 0.0 <= value <= LARGEST_PENALTY:
                raise InputError(f"{name} must be a number from 0 to {LARGEST_PENALTY:g}.")
        if self.batch is not None and not 1 <= self.batch <= len(self.data):
            raise InputError(f"A batch has 1 to {len(self.data):,} samples, not {self.batch:,}.")

    def replace(self, **fields: Any) -> Fit:
        """Another fit that differs in these fields; what does not follow from them is not computed anew."""
        kept = {
            name: self.__dict__[name]
            for name, sources in FOLLOWS_FROM.items()
            if name in self.__dict__ and not fields.keys() & sources
        }
        made = object.__new__(Fit)
        made.__dict__.update(kept)
        own = {each.name: getattr(self, each.name) for each in dataclasses.fields(self) if each.init}
        Fit.__init__(made, **own | fields)
        return made

    def seen_in(self, view: Box) -> Fit:
        return self.replace(view=view)

    @property
    def text(self) -> str:
        return self.model.text

    @property
    def parameters(self) -> tuple[str, ...]:
        return self.model.parameters

    # What it is made of

    @cached_property
    def scaling(self) -> Scaling | None:
        """What is done to the features before the model sees them; None if they are left as they are."""
        return scaling_of(self.data.x) if self.standardise else None

    @cached_property
    def known(self) -> Samples:
        """The samples as they are computed with."""
        return samples_of(self.data, self.criterion, self.scaling)

    @cached_property
    def batches(self) -> Batches:
        """Which samples the steps look at."""
        return Batches(len(self.data), self.batch or len(self.data))

    @property
    def penalty(self) -> Penalty:
        touched = tuple(name for name in self.parameters if name not in self.model.free)
        return Penalty(self.parameters, touched, self.l1, self.l2)

    @cached_property
    def parabola(self) -> Parabola | None:
        """What squared errors of a linear model add up to; None for any other loss."""
        factor = square_factor(self.criterion, self.model)
        return None if factor is None else parabola(factor, self.model, self.known)

    @cached_property
    def bowl(self) -> Bowl | None:
        """The whole loss as a formula, if it is one and there are more than a few samples."""
        if self.parabola is None or len(self.known) <= FEW_SAMPLES:
            return None
        return Bowl(self.parabola, self.criterion.total, self.penalty)

    def mean(self, samples: Samples | None = None) -> Mean:
        """The loss as the mean over samples; over all of them, if none are said."""
        return self._whole if samples is None else Mean(self.criterion, self.model, samples, self.penalty)

    @cached_property
    def _whole(self) -> Mean:
        return self.mean(self.known)

    def _known_minima(self) -> tuple[Minimum, ...]:
        if self.parabola is None or not self.penalty.is_none or not self.parabola.is_unique:
            return ()
        best = self.parabola.best
        return (Minimum(best, self._whole.at(best)[0]),)

    # As any loss

    @cached_property
    def form(self) -> Form:
        if self.bowl is not None and not self.is_stochastic:
            return self.bowl
        return CalledForm(self.parameters, self.is_stochastic)

    @property
    def is_stochastic(self) -> bool:
        return self.batches.in_epoch > 1

    @property
    def samples(self) -> int:
        return len(self.known) if self.bowl is None else 1

    def functions(self, seed: int) -> tuple[Callable[..., Any], ...]:
        return Followed(self, seed).functions if self.form.calls else ()

    def array_functions(self, seed: int) -> tuple[Callable[..., Any], ...]:
        return Followed(self, seed).array_functions if self.form.calls else ()

    @cached_property
    def _function(self) -> BowlFunction | Mean:
        return self._whole if self.bowl is None else BowlFunction(self.bowl)

    @cached_property
    def gist(self) -> Differentiable:
        if self.bowl is not None:
            return self._function
        return self.mean(self.known.gist)

    def within(self, box: Box) -> Differentiable:
        if self.bowl is not None:
            return self
        return self if (few := nodes(self.criterion, self.model, self.known, box)) is None else self.mean(few)

    def value(self, points: npt.ArrayLike) -> Array:
        return self._function.value(self.checked_points(points))

    def gradient(self, points: npt.ArrayLike) -> Array:
        return self._function.gradient(self.checked_points(points))

    def hessian(self, points: npt.ArrayLike) -> Array:
        array = self.checked_points(points)
        if array.ndim == 1 and self.samples > 1:
            return self._hessian_at(tuple(array.tolist())).copy()
        return self._function.hessian(array)

    def at(self, point: Point) -> tuple[float, ...]:
        return self._at(point)

    @cached_property
    def _at(self) -> Callable[[Point], tuple[float, ...]]:
        return self._function.at if self.samples == 1 else lru_cache(maxsize=POINTS_KEPT)(self._function.at)

    @cached_property
    def _hessian_at(self) -> Callable[[Point], Array]:
        return lru_cache(maxsize=POINTS_KEPT)(self._function.hessian)

    def lacks(self, point: Point) -> str:
        value, *slopes = self.at(point)
        return "value" if value != value else "slope" if any(slope != slope for slope in slopes) else ""

    # Sample by sample

    def predict(self, point: Point, x: npt.ArrayLike | None = None) -> Array:
        """The predictions (n,), or (n, classes), for the samples' features, or for others (n, features)."""
        return self.model.predict(point, self.known.features if x is None else self._scaled(x))

    def scores(self, point: Point, x: npt.ArrayLike) -> Array:
        """The scores (..., k) that predictions are made of, for features (..., features)."""
        return self.model.score(point, self._scaled(x))

    def _scaled(self, x: npt.ArrayLike) -> Array:
        """Features as the model sees them."""
        features = np.asarray(x, dtype=float)
        if self.scaling is None:
            return features
        return (features - self.scaling.means) / self.scaling.deviations

    def pieces(self, point: Point) -> Array:
        """What each sample costs, (n,): their mean is the loss on data, or what it is the root of."""
        return self._whole.pieces(point)

    def pulls(self, point: Point, rows: Rows | None = None) -> Array:
        """What each sample, or each of some, adds to the gradient (n, d) of the loss on data."""
        return self._whole.pulls(point, rows)

    def parts(self, point: Point) -> tuple[float, float]:
        """The loss on data and the penalty: their sum is the loss."""
        penalty = self.penalty.value(point)
        return self.at(point)[0] - penalty, penalty

    def batch_loss(self, seed: int, step: int, point: Point) -> float:
        return Followed(self, seed).loss(step, point)

    def batch_gradient(self, seed: int, step: int, point: Point) -> Point:
        """The gradient that a step from this point follows: that of its batch."""
        return Followed(self, seed).gradient(step, point)

    def original(self, point: Point) -> Point | None:
        """The parameters for features in their own units; None if the model or doubles cannot tell them."""
        if self.scaling is None:
            return point
        return self.model.in_units(point, self.scaling.means, self.scaling.deviations)

    # Typeset

    @property
    def formula_latex(self) -> str:
        return typeset.loss(self)

    @property
    def gradient_latex(self) -> tuple[str, ...]:
        return typeset.gradient(self)

    @property
    def hessian_latex(self) -> str:
        return typeset.hessian(self)

    @property
    def second_derivatives_latex(self) -> tuple[str, ...]:
        return typeset.second_derivatives(self)
