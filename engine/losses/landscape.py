"""A landscape: a loss given by one formula, and everything that follows from it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from engine.errors import FormulaError, InputError
from engine.formula import calculus
from engine.formula.code import function_of
from engine.formula.notation import as_latex
from engine.formula.reader import read
from engine.formula.simplify import evaluated
from engine.formula.tree import Tree
from engine.losses.form import Form, WrittenForm
from engine.losses.loss import (
    MOST_PARAMETERS,
    TAKEN_NAMES,
    Array,
    Box,
    Loss,
    Minimum,
    Point,
    checked_view,
)
from engine.losses.view_box import USUAL_RANGE, proposed_view

Derived = TypeVar("Derived")


@dataclass(frozen=True)
class Landscape(WrittenForm, Loss):
    """A loss function of 1 to 10 parameters, given by its formula.

    A landscape of the catalogue carries its derivatives as text; those of a typed formula are found by
    sympy when they are first asked for. Equal losses are equal values.
    """

    formula: str
    view: Box
    name: str = ""
    title: str = ""
    start: Point = ()
    minima: tuple[Minimum, ...] = ()
    teaches: str = ""
    source: str = ""
    gradient_texts: tuple[str, ...] = field(default=(), repr=False)
    hessian_texts: tuple[str, ...] = field(default=(), repr=False)

    @property
    def dimension(self) -> int:
        return len(self.view)

    @property
    def text(self) -> str:
        return self.formula

    @property
    def tree(self) -> Tree:
        return _tree(self.formula)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters in order of first appearance."""
        return calculus.parameters_of(self.tree)

    @property
    def gradient_trees(self) -> tuple[Tree, ...]:
        """The partial derivatives, one per parameter."""
        return _gradient(self.formula, self.gradient_texts)

    @property
    def hessian_trees(self) -> tuple[tuple[Tree, ...], ...]:
        """The second derivatives, row by row."""
        return _hessian(self.formula, self.hessian_texts)

    def value(self, points: npt.ArrayLike) -> Array:
        """The loss at points (..., d), as (...); nan or infinity where it has no finite value."""
        (values,) = self._on_arrays(_values(self.formula), points)
        return values

    def gradient(self, points: npt.ArrayLike) -> Array:
        """The gradient at points (..., d), as (..., d)."""
        return np.stack(self._on_arrays(_slopes(self.formula, self.gradient_texts), points), axis=-1)

    def hessian(self, points: npt.ArrayLike) -> Array:
        """The matrix of second derivatives at points (..., d), as (..., d, d)."""
        entries = np.stack(self._on_arrays(_curvatures(self.formula, self.hessian_texts), points), axis=-1)
        return entries.reshape(*np.shape(points), self.dimension)

    def _on_arrays(self, function: Callable[..., Any], points: npt.ArrayLike) -> list[Array]:
        """The values of a compiled function over points (..., d); constants are spread to their shape."""
        points = self.checked_points(points)
        columns = np.moveaxis(points, -1, 0)
        with np.errstate(all="ignore"):
            return [
                np.array(np.broadcast_to(values, points.shape[:-1]), dtype=float)
                for values in function(*columns)
            ]

    def at(self, point: Point) -> tuple[float, ...]:
        """Loss and gradient at one point, (1 + d,), in the plain floats of a run; nan for no value."""
        compute = _scalars(self.formula, self.gradient_texts)
        try:
            values: tuple[float, ...] = compute(*point)
        except (ArithmeticError, ValueError):
            return (float("nan"),) * (1 + self.dimension)
        return values

    def seen_in(self, view: Box) -> Landscape:
        """The same loss with another view box; a typed one then starts inside it."""
        if not self.name:
            return typed(self.formula, view)
        return replace(self, view=checked_view(view, self.parameters))

    def lacks(self, point: Point) -> str:
        place = dict(zip(self.parameters, point, strict=True))
        for lacking, trees in (("value", (self.tree,)), ("slope", self.gradient_trees)):
            if _is_missing(trees, place):
                return lacking
        return ""

    @property
    def written_slopes(self) -> tuple[Tree, ...]:
        return self.gradient_trees

    @property
    def form(self) -> Form:
        return self

    # Typeset

    @property
    def formula_latex(self) -> str:
        return f"{self.head_latex} = {as_latex(self.tree)}"

    @property
    def gradient_latex(self) -> tuple[str, ...]:
        return tuple(
            f"{self.derivative_latex(name)} = {as_latex(tree)}"
            for name, tree in zip(self.parameters, self.gradient_trees, strict=True)
        )

    @property
    def hessian_latex(self) -> str:
        return rf"\nabla^{{2}} L = {_matrix_latex(self.hessian_trees)}"

    @property
    def second_derivatives_latex(self) -> tuple[str, ...]:
        names = self.parameters
        return tuple(
            f"{self.derivative_latex(names[i], names[j])} = {as_latex(row[j])}"
            for i, row in enumerate(self.hessian_trees)
            for j in range(i, self.dimension)
        )


def typed(text: str, view: Box | None = None) -> Landscape:
    """The loss of a formula that somebody typed; FormulaError says in one sentence what is wrong with it.

    `view` has (low, high) for each parameter, InputError if it does not; without one it is proposed.
    """
    parameters = calculus.parameters_of(_tree(text))
    if not parameters:
        raise FormulaError("The formula has no parameter: use a name such as w.", 0, len(text))
    if len(parameters) > MOST_PARAMETERS:
        names = ", ".join(parameters[:MOST_PARAMETERS])
        raise FormulaError(
            f"A loss has at most {MOST_PARAMETERS} parameters; this one has {len(parameters)}: {names}, ….",
            0,
            len(text),
        )
    for name in parameters:
        if name in TAKEN_NAMES or name.startswith("grad_"):
            place = re.search(rf"\b{name}\b", text)
            raise FormulaError(
                f"“{name}” cannot be a parameter, since tables use it: choose another name.",
                *(place.span() if place else (0, len(text))),
            )
    box = _proposed(text) if view is None else checked_view(view, parameters)
    # Eleven twelfths of the way across: 5 on the usual range from -6 to 6.
    start = tuple(round(low + (high - low) * 11 / 12, 12) for low, high in box)
    return Landscape(formula=text, view=box, start=start)


def _is_missing(trees: Iterable[Tree], point: dict[str, float]) -> bool:
    """Whether one of the trees has no value at the point, other than one that is too large."""
    try:
        for tree in trees:
            evaluated(tree, point)
    except OverflowError:
        return False
    except (ArithmeticError, ValueError):
        return True
    return False


def _matrix_latex(rows: Iterable[Iterable[Tree]]) -> str:
    body = r" \\ ".join(" & ".join(map(as_latex, row)) for row in rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


@lru_cache(maxsize=512)
def _tree(text: str) -> Tree:
    return read(text)


# By the formula and not by the loss, so that another view does not derive anew.
@lru_cache(maxsize=256)
def _gradient(formula: str, texts: tuple[str, ...]) -> tuple[Tree, ...]:
    if texts:
        return tuple(map(_tree, texts))
    return _derived(calculus.gradient, formula)


@lru_cache(maxsize=256)
def _hessian(formula: str, texts: tuple[str, ...]) -> tuple[tuple[Tree, ...], ...]:
    if texts:
        size = math.isqrt(len(texts))
        return tuple(tuple(map(_tree, texts[row * size : (row + 1) * size])) for row in range(size))
    return _derived(calculus.hessian, formula)


def _derived(derivative: Callable[[Tree, Sequence[str]], Derived], formula: str) -> Derived:
    tree = _tree(formula)
    try:
        return derivative(tree, calculus.parameters_of(tree))
    except FormulaError as error:
        raise FormulaError(str(error), 0, len(formula)) from None


@lru_cache(maxsize=256)
def _scalars(formula: str, texts: tuple[str, ...]) -> Callable[..., Any]:
    return _compiled(formula, (_tree(formula), *_gradient(formula, texts)), arrays=False)


@lru_cache(maxsize=256)
def _values(formula: str) -> Callable[..., Any]:
    return _compiled(formula, (_tree(formula),))


@lru_cache(maxsize=256)
def _slopes(formula: str, texts: tuple[str, ...]) -> Callable[..., Any]:
    return _compiled(formula, _gradient(formula, texts))


@lru_cache(maxsize=256)
def _curvatures(formula: str, texts: tuple[str, ...]) -> Callable[..., Any]:
    return _compiled(formula, chain.from_iterable(_hessian(formula, texts)))


def _compiled(formula: str, trees: Iterable[Tree], arrays: bool = True) -> Callable[..., Any]:
    return function_of(calculus.parameters_of(_tree(formula)), trees, arrays)


@lru_cache(maxsize=256)
def _proposed(formula: str) -> Box:
    usual = (USUAL_RANGE,) * len(calculus.parameters_of(_tree(formula)))
    try:
        return proposed_view(Landscape(formula, usual).value, len(usual))
    except InputError:
        # Nested too deeply to be computed: said when the loss is put to use.
        return usual
