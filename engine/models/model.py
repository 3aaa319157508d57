"""A model: how predictions follow from features and parameters, as one formula."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from engine.formula import calculus
from engine.formula.code import function_of
from engine.formula.functions import BY_NAME
from engine.formula.notation import as_latex, symbol_latex
from engine.formula.reader import read
from engine.formula.simplify import simplified
from engine.formula.tree import Call, Name, Tree, names
from engine.losses.loss import Array, Point


class Link(Enum):
    """What makes predictions of the scores."""

    NONE = "none"  # the score is the prediction
    SIGMOID = "sigmoid"  # the probability of the second of two classes
    SOFTMAX = "softmax"  # a probability for each class, from a score for each


# The parameters for features in their own units, from those for features less `means` over `deviations`.
Original: TypeAlias = Callable[[Point, tuple[float, ...], tuple[float, ...]], Point]


@dataclass(frozen=True)
class Model:
    """A model of some features, given by the formula of its score (of each class, with a softmax).

    The score's derivatives are texts, one for each parameter in `slope_texts` and one for each pair, row by
    row, in `bend_texts`; those of a typed model are found by sympy when they are first asked for. `free`
    are the parameters that no penalty touches, such as an intercept.
    """

    name: str
    title: str
    scores: tuple[str, ...]
    features: tuple[str, ...]
    parameters: tuple[str, ...]
    start: Point
    link: Link = Link.NONE
    free: tuple[str, ...] = ()
    degree: int | None = None
    slope_texts: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    bend_texts: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    original: Original | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The prediction as a formula; of a softmax, the score of each class."""
        if self.link is Link.SIGMOID:
            return f"sigmoid({self.scores[0]})"
        return "; ".join(self.scores)

    @property
    def score_trees(self) -> tuple[Tree, ...]:
        """The scores, in features and parameters."""
        return tuple(map(_tree, self.scores))

    @property
    def slope_trees(self) -> tuple[tuple[Tree, ...], ...]:
        """The derivatives of each score, one for each parameter."""
        if self.slope_texts:
            return tuple(tuple(map(_tree, texts)) for texts in self.slope_texts)
        return tuple(_slopes(score, self.parameters) for score in self.scores)

    @property
    def bend_trees(self) -> tuple[tuple[Tree, ...], ...]:
        """The second derivatives of each score, row by row."""
        if self.bend_texts:
            return tuple(tuple(map(_tree, texts)) for texts in self.bend_texts)
        return tuple(_bends(score, self.parameters) for score in self.scores)

    @property
    def is_linear(self) -> bool:
        """Whether the scores are linear in the parameters, whatever they are in the features."""
        moving = {name for slopes in self.slope_trees for tree in slopes for name in names(tree)}
        return moving.isdisjoint(self.parameters)

    # In numbers

    def score(self, point: Point, x: Array) -> Array:
        """The scores (..., k) for features (..., features); nan or infinity where there is none."""
        # Floats of NumPy's, since to divide Python's by 0 is an error.
        given = (*np.moveaxis(np.asarray(x, dtype=float), -1, 0), *np.array(point, dtype=float))
        with np.errstate(all="ignore"):
            scores = _values(self.scores, (*self.features, *self.parameters))(*given)
        shape = np.shape(x)[:-1]
        return np.stack([np.array(np.broadcast_to(each, shape), dtype=float) for each in scores], axis=-1)

    def predict(self, point: Point, x: Array) -> Array:
        """The predictions for features (..., features): (...), or (..., classes) with a softmax."""
        scores = self.score(point, x)
        match self.link:
            case Link.SIGMOID:
                probability: Array = BY_NAME["sigmoid"].array(scores[..., 0])
                return probability
            case Link.SOFTMAX:
                powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
                shares: Array = powers / powers.sum(axis=-1, keepdims=True)
                return shares
        return scores[..., 0]

    def in_units(
        self, point: Point, means: tuple[float, ...], deviations: tuple[float, ...]
    ) -> Point | None:
        """The parameters for features in their own units, from those for features less `means` (k,) over
        `deviations` (k,); None if the model or doubles cannot tell them.
        """
        if self.original is None:
            return None
        try:
            found = self.original(point, means, deviations)
        except (OverflowError, ZeroDivisionError):
            return None
        return found if all(map(math.isfinite, found)) else None

    # Typeset

    def latex(self, symbols: Mapping[str, str] | None = None) -> str:
        r"""The prediction typeset: `w x + b`, `\sigma\left(w x + b\right)`."""
        words = {name: symbol_latex(name) for name in (*self.features, *self.parameters)} | dict(
            symbols or {}
        )
        scores = [as_latex(tree, words) for tree in self.score_trees]
        match self.link:
            case Link.SIGMOID:
                return as_latex(Call("sigmoid", (Name("z"),)), {"z": scores[0]})
            case Link.SOFTMAX:
                return rf"\mathrm{{softmax}}\left({', '.join(scores)}\right)"
        return scores[0]


@lru_cache(maxsize=256)
def _tree(text: str) -> Tree:
    return simplified(read(text, what="model"))


@lru_cache(maxsize=128)
def _slopes(score: str, parameters: tuple[str, ...]) -> tuple[Tree, ...]:
    return calculus.gradient(_tree(score), parameters)


@lru_cache(maxsize=128)
def _bends(score: str, parameters: tuple[str, ...]) -> tuple[Tree, ...]:
    return tuple(tree for row in calculus.hessian(_tree(score), parameters) for tree in row)


@lru_cache(maxsize=128)
def _values(scores: tuple[str, ...], arguments: tuple[str, ...]) -> Callable[..., Any]:
    return function_of(arguments, map(_tree, scores), arrays=True)
