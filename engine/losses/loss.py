"""What is descended: a loss of some parameters, with exact derivatives."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.errors import InputError
from engine.formula.notation import symbol_latex
from engine.formula.tree import Tree
from engine.losses.form import Form

Array: TypeAlias = npt.NDArray[np.float64]
Point: TypeAlias = tuple[float, ...]
Box: TypeAlias = tuple[tuple[float, float], ...]

MOST_PARAMETERS: Final = 10
# The columns of a trace that are not parameters.
TAKEN_NAMES: Final = frozenset({"racer", "optimizer", "step", "loss", "lr"})


@dataclass(frozen=True)
class Minimum:
    """A known minimum: where it is and how low."""

    point: Point
    value: float


class Differentiable(Protocol):
    """A function of points (..., d) with its derivatives."""

    def value(self, points: npt.ArrayLike) -> Array: ...

    def gradient(self, points: npt.ArrayLike) -> Array: ...

    def hessian(self, points: npt.ArrayLike) -> Array: ...


class Loss(ABC):
    """A loss function of 1 to 10 parameters. Equal losses are equal values.

    `view` is the box that is worth seeing, `start` where a ball is dropped if nothing else is said.
    """

    view: Box
    name: str
    title: str
    start: Point
    minima: tuple[Minimum, ...]
    teaches: str
    source: str

    @property
    @abstractmethod
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters in order of first appearance."""

    @property
    @abstractmethod
    def text(self) -> str:
        """The formula as somebody typed it."""

    @property
    def dimension(self) -> int:
        return len(self.parameters)

    @property
    def samples(self) -> int:
        """Of how many samples a value is the mean, each of which has to be computed."""
        return 1

    @property
    @abstractmethod
    def form(self) -> Form:
        """How generated code computes it."""

    @property
    def is_stochastic(self) -> bool:
        """Whether steps follow other slopes than those of the recorded loss."""
        return self.form.is_stochastic

    def batch_loss(self, seed: int, step: int, point: Point) -> float:
        """The loss on what a step looks at, at a point."""
        return self.at(point)[0]

    def functions(self, seed: int) -> tuple[Callable[..., Any], ...]:
        """What code of this form calls, for numbers; `seed` is that of whatever is random."""
        return ()

    def array_functions(self, seed: int) -> tuple[Callable[..., Any], ...]:
        """The same for arrays of many balls."""
        return ()

    @property
    def gist(self) -> Differentiable:
        """One that is nearly the same and quick to compute: this one, unless that takes long."""
        return self

    def within(self, box: Box) -> Differentiable:
        """One that is the same in this box, to a dozen digits, and quicker to compute there if there is one.

        To find it may take as long as some hundred values: it is meant for a thread.
        """
        return self

    # In numbers

    @abstractmethod
    def value(self, points: npt.ArrayLike) -> Array:
        """The loss at points (..., d), as (...); nan or infinity where it has no finite value."""

    @abstractmethod
    def gradient(self, points: npt.ArrayLike) -> Array:
        """The gradient at points (..., d), as (..., d)."""

    @abstractmethod
    def hessian(self, points: npt.ArrayLike) -> Array:
        """The matrix of second derivatives at points (..., d), as (..., d, d)."""

    @abstractmethod
    def at(self, point: Point) -> tuple[float, ...]:
        """Loss and gradient at one point, (1 + d,), in the plain floats of a run; nan for no value."""

    @abstractmethod
    def lacks(self, point: Point) -> str:
        """What the loss does not have at a point: "value" or "slope"; "" if both are there or too large."""

    def checked_points(self, points: npt.ArrayLike) -> Array:
        """Points (..., d) as floats; InputError if their last axis does not hold the parameters."""
        points = np.asarray(points, dtype=float)
        if points.shape[-1:] != (self.dimension,):
            raise InputError(
                f"The last axis of the points must hold {', '.join(self.parameters)}: "
                f"its length is {self.dimension}."
            )
        return points

    @abstractmethod
    def seen_in(self, view: Box) -> Loss:
        """The same loss with another view box."""

    @property
    def written_slopes(self) -> tuple[Tree, ...]:
        """The derivatives as formulas of the parameters alone; () where they are more than that."""
        return ()

    # Typeset

    @property
    @abstractmethod
    def formula_latex(self) -> str:
        """The loss as `L(w) = w^{2}`."""

    @property
    @abstractmethod
    def gradient_latex(self) -> tuple[str, ...]:
        """The derivatives, one line per parameter."""

    @property
    @abstractmethod
    def hessian_latex(self) -> str:
        """The second derivatives as a matrix."""

    @property
    @abstractmethod
    def second_derivatives_latex(self) -> tuple[str, ...]:
        """The entries of the Hessian on and above its diagonal, one line each, row by row."""

    @property
    def head_latex(self) -> str:
        """The loss as a function of its parameters, `L(w, b)`."""
        return f"L({', '.join(symbol_latex(name) for name in self.parameters)})"

    def derivative_latex(self, *names: str) -> str:
        """The derivative with respect to one parameter, or to two, as a fraction."""
        d = "d" if self.dimension == 1 else r"\partial"
        symbols = [symbol_latex(name) for name in names]
        if len(symbols) == 1:
            return rf"\frac{{{d} L}}{{{d} {symbols[0]}}}"
        first, second = symbols
        below = rf"{d} {first}^{{2}}" if first == second else rf"{d} {first} {d} {second}"
        return rf"\frac{{{d}^{{2}} L}}{{{below}}}"


def checked_view(view: Sequence[Sequence[float]], parameters: tuple[str, ...]) -> Box:
    """A view with a lowest and a highest value for each parameter; InputError if it is none."""
    try:
        box = tuple((float(low), float(high)) for low, high in view)
    except (TypeError, ValueError, OverflowError):
        box = ()
    if len(box) != len(parameters):
        raise InputError(f"The view needs a lowest and a highest value for each of {', '.join(parameters)}.")
    for name, (low, high) in zip(parameters, box, strict=True):
        if not (low < high and math.isfinite(high - low)):
            raise InputError(f"The view of {name} must go from one number up to another.")
    return box
