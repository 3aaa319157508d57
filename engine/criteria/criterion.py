"""A criterion: what a prediction costs, as one formula, and everything that follows from it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.criteria.samples import (
    ANY,
    PREDICTION,
    TRUTH,
    Array,
    Range,
    checked,
    distributions,
    one_hot,
    paired,
)
from engine.errors import InputError, shown
from engine.formula import calculus
from engine.formula.code import function_of
from engine.formula.notation import as_latex, precedence
from engine.formula.reader import read
from engine.formula.tree import Tree
from engine.hyper import Hyper

PREDICTED: Final = "p"
TRUE: Final = "y"
MEAN: Final = "m"


@dataclass(frozen=True)
class Total:
    """How the loss follows from the mean `m` of the pieces, and its first and second derivative."""

    formula: str = MEAN
    slope: str = "1"
    curvature: str = "0"


PLAIN_MEAN: Final = Total()


@dataclass(frozen=True)
class OnScore:
    """A piece and its derivatives in a score `p`, in the form that is exact and quick for true 0 and 1.

    `parts` are what repeats in them, by name.
    """

    formula: str
    slope: str
    curvature: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Criterion:
    """A loss function of predictions, given by the piece that one sample adds to it.

    `formula` is that piece in the prediction `p`, the true value `y` and the hyperparameters; the loss is
    the mean of the pieces (or what `total` makes of it). A criterion of the registry carries its derivatives
    as text; those of a typed one are found by sympy when they are first asked for.

    With `by_class` a sample has a probability for each class, and its piece is the sum over them.
    Predictions are `clipped` to [eps, 1 - eps], where eps is that of their own kind of float, as scikit-learn
    does it: a probability of 0 is punished hard and not without end. `stable` is the same formula in a form
    that computers like better, and `on_score` one of the score which a sigmoid makes a probability of;
    `no_slope` says why a criterion cannot be descended.
    """

    name: str
    title: str
    formula: str
    slope_text: str = field(default="", repr=False)
    curvature_text: str = field(default="", repr=False)
    hyper: tuple[Hyper, ...] = ()
    values: tuple[float, ...] = ()
    truths: Range = ANY
    predictions: Range = ANY
    by_class: bool = False
    clipped: bool = False
    total: Total = PLAIN_MEAN
    stable: str = ""
    on_score: OnScore | None = field(default=None, repr=False)
    no_slope: str = ""
    teaches: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if not self.values:
            object.__setattr__(self, "values", tuple(hyper.default for hyper in self.hyper))

    def hyperparameter(self, name: str) -> Hyper:
        """The declaration of a hyperparameter; InputError names those there are."""
        for hyper in self.hyper:
            if hyper.name == name:
                return hyper
        known = f"it has {', '.join(hyper.name for hyper in self.hyper)}" if self.hyper else "it has none"
        raise InputError(f"{self.title} has no hyperparameter “{shown(name)}”; {known}.")

    def replace(self, **values: float) -> Criterion:
        """The same criterion with other hyperparameters; InputError if one is not allowed."""
        now = list(self.values)
        for name, value in values.items():
            declared = self.hyperparameter(name)
            now[self.hyper.index(declared)] = declared.checked(value)
        return dataclasses.replace(self, values=tuple(now))

    @property
    def given(self) -> dict[str, float]:
        """The numbers behind the hyperparameters' names in the formula."""
        return {hyper.name: value for hyper, value in zip(self.hyper, self.values, strict=True)}

    # What it costs: checked samples in, the loss of them all out

    def value(self, y_true: npt.ArrayLike, p: npt.ArrayLike) -> float:
        """The loss of predictions p (n,), or (n, classes), against the true values (n,).

        With `by_class` the true values are classes 0, 1, ... (n,) or probabilities (n, classes); a single
        sample may be given as two lists (classes,). InputError names the sample that cannot be used.
        """
        return self._total(self.total.formula, self.each(y_true, p))

    def each(self, y_true: npt.ArrayLike, p: npt.ArrayLike) -> Array:
        """The pieces (n,), one per sample; `value` is their mean, or what `total` makes of their mean."""
        return self.piece(*self.samples(y_true, p))

    def slope(self, y_true: npt.ArrayLike, p: npt.ArrayLike) -> Array:
        """dL/dp, in the shape of p. InputError if the criterion has no slope to follow."""
        y, predicted = self.samples(y_true, p)
        slopes = self.piece_slope(y, predicted) / len(predicted)
        rate = self._total(self.total.slope, self.piece(y, predicted))
        return np.reshape(rate * slopes, np.shape(p))

    def curvature(self, y_true: npt.ArrayLike, p: npt.ArrayLike) -> Array:
        """The second derivative of the loss in each single prediction, in the shape of p."""
        y, predicted = self.samples(y_true, p)
        pieces, count = self.piece(y, predicted), len(predicted)
        bends = self._total(self.total.slope, pieces) * self.piece_curvature(y, predicted) / count
        # A root of the mean is bent itself.
        turns = self._total(self.total.curvature, pieces) * (self.piece_slope(y, predicted) / count) ** 2
        return np.reshape(bends + turns, np.shape(p))

    def samples(self, y_true: npt.ArrayLike, p: npt.ArrayLike) -> tuple[Array, Array]:
        """True values and predictions, checked: (n,) each, or (n, classes) each; predictions are clipped."""
        axes = (1, 2) if self.by_class else (1,)
        predicted = checked(p, PREDICTION, self.predictions, self.title, axes)
        y = checked(y_true, TRUTH, self.truths, self.title, axes)
        if self.by_class:
            y, predicted = self._by_class(y, predicted)
        paired(y, predicted)
        return y, self._clipped(predicted, np.asarray(p).dtype)

    def _by_class(self, y: Array, predicted: Array) -> tuple[Array, Array]:
        if predicted.ndim == 1 and y.shape == predicted.shape:
            y, predicted = y[np.newaxis], predicted[np.newaxis]
        if predicted.ndim == 1:
            raise InputError(f"{self.title} needs one row per sample with the probability of each class.")
        distributions(predicted, PREDICTION, self.title)
        if y.ndim == 1:
            return one_hot(y, predicted.shape[1], self.title), predicted
        if y.shape[1] != predicted.shape[1]:
            raise InputError(
                f"The true values have {y.shape[1]} classes and the predictions {predicted.shape[1]}."
            )
        return distributions(y, TRUTH, self.title), predicted

    def _clipped(self, p: Array, kind: np.dtype[Any]) -> Array:
        if not self.clipped:
            return p
        eps = float(np.finfo(kind if kind.kind == "f" else float).eps)
        return np.clip(p, eps, 1.0 - eps)

    def _total(self, text: str, pieces: Array) -> float:
        return float(_values(_tree(text), (MEAN,), pieces.mean()))

    # What one sample costs: arrays that fit each other, as they are

    def piece(self, y: npt.ArrayLike, p: npt.ArrayLike) -> Array:
        """The pieces for true values and predictions of fitting shapes, unchecked; nan where there is none.

        With `by_class` the last axis is that of the classes and is summed over.
        """
        entries = self._entries(self.computed_tree, y, p)
        return entries.sum(axis=-1) if self.by_class else entries

    def piece_slope(self, y: npt.ArrayLike, p: npt.ArrayLike) -> Array:
        """The derivative of each piece in its prediction, unchecked, in the common shape of y and p."""
        return self._entries(self.slope_tree, y, p)

    def piece_curvature(self, y: npt.ArrayLike, p: npt.ArrayLike) -> Array:
        """The second derivative of each piece in its prediction, unchecked."""
        return self._entries(self.curvature_tree, y, p)

    def _entries(self, tree: Tree, y: npt.ArrayLike, p: npt.ArrayLike) -> Array:
        y, p = np.broadcast_arrays(np.asarray(y, dtype=float), np.asarray(p, dtype=float))
        values = _values(tree, (PREDICTED, TRUE, *self.given), p, y, *self.values)
        return np.array(np.broadcast_to(values, p.shape), dtype=float)

    # The formula

    @property
    def tree(self) -> Tree:
        """The piece of one sample, in `p`, `y` and the hyperparameters."""
        return _tree(self.formula)

    @property
    def computed_tree(self) -> Tree:
        """The same in the form that is computed."""
        return _tree(self.stable or self.formula)

    @property
    def slope_tree(self) -> Tree:
        """The derivative of the piece in the prediction; InputError if there is none to follow."""
        if self.no_slope:
            raise InputError(self.no_slope)
        return _tree(self.slope_text) if self.slope_text else _slope(self.formula)

    @property
    def curvature_tree(self) -> Tree:
        """The second derivative of the piece in the prediction."""
        if self.no_slope:
            raise InputError(self.no_slope)
        return _tree(self.curvature_text) if self.curvature_text else _curvature(self.formula)

    @property
    def formula_latex(self) -> str:
        r"""The piece of one sample typeset: `\ell(p, y) = \left(p - y\right)^{2}`."""
        sign = r"\sum_{k} " if self.by_class else ""
        return rf"\ell(p, y) = {sign}{_bracketed(self.tree, self._symbols('', 'k'), bool(sign))}"

    @property
    def slope_latex(self) -> str:
        r"""The derivative of the piece: `\frac{d \ell}{d p} = 2 \left(p - y\right)`."""
        symbols = self._symbols("", "k")
        d, p = (r"\partial", symbols[PREDICTED]) if self.by_class else ("d", PREDICTED)
        return rf"\frac{{{d} \ell}}{{{d} {p}}} = {as_latex(self.slope_tree, symbols)}"

    @property
    def value_latex(self) -> str:
        """The loss of n samples typeset: the mean of the pieces."""
        signs = r"\sum_{i=1}^{n} " + (r"\sum_{k} " if self.by_class else "")
        mean = rf"\frac{{1}}{{n}} {signs}{_bracketed(self.tree, self._symbols('i', 'k'), True)}"
        return f"L = {self.total_latex(mean)}"

    def total_latex(self, mean: str) -> str:
        """What is made of a mean that is typeset already."""
        return as_latex(_tree(self.total.formula), {MEAN: mean})

    def _symbols(self, sample: str, of_class: str) -> dict[str, str]:
        index = sample + (of_class if self.by_class else "")
        return {name: f"{name}_{{{index}}}" if index else name for name in (PREDICTED, TRUE)}


def _bracketed(tree: Tree, symbols: dict[str, str], after_sum: bool) -> str:
    """The tree typeset, in brackets if its parts would come loose behind a sign of summation."""
    written = as_latex(tree, symbols)
    loose = precedence(tree) <= 1 or written.startswith("-")
    return rf"\left({written}\right)" if after_sum and loose else written


@lru_cache(maxsize=256)
def _tree(text: str) -> Tree:
    return read(text, what="criterion")


@lru_cache(maxsize=64)
def _slope(formula: str) -> Tree:
    return calculus.gradient(_tree(formula), (PREDICTED,))[0]


@lru_cache(maxsize=64)
def _curvature(formula: str) -> Tree:
    return calculus.hessian(_tree(formula), (PREDICTED,))[0][0]


@lru_cache(maxsize=256)
def _compiled(tree: Tree, names: tuple[str, ...]) -> Callable[..., Any]:
    return function_of(names, (tree,), arrays=True)


def _values(tree: Tree, names: tuple[str, ...], *numbers: Any) -> Any:
    with np.errstate(all="ignore"):
        (values,) = _compiled(tree, names)(*numbers)
    return values
