"""The functions and constants of the formula language, each said once.

`scalar` works on one float and may raise ArithmeticError or ValueError where the function has no
value; `array` works on numpy arrays and gives nan or inf there. `latex` is a template over the
typeset arguments. Derivatives of the functions live in `calculus`.

The equations of optimizers know a few more: those that take a vector or a matrix as a whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


def sign(x: float) -> float:
    return math.copysign(1.0, x) if x else x


def floor(x: float) -> float:
    return float(math.floor(x))


def sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x >= 0.0 else math.exp(x) / (1.0 + math.exp(x))


def softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def relu(x: float) -> float:
    return x if x > 0.0 or x != x else 0.0


def _sigmoid_of_arrays(x: Any) -> Any:
    decayed = np.exp(-np.abs(x))
    # 1 where x >= 0 and `decayed` elsewhere; to choose would cost a guess of the processor for each number.
    return np.maximum(decayed, np.sign(x)) / (1.0 + decayed)


def _softplus_of_arrays(x: Any) -> Any:
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def _relu_of_arrays(x: Any) -> Any:
    return np.maximum(x, 0.0)


def _where(condition: bool, then: float, otherwise: float) -> float:
    return then if condition else otherwise


_erf_of_arrays = np.vectorize(math.erf, otypes=[float])


@dataclass(frozen=True)
class Function:
    """One function of the language."""

    name: str
    arity: int
    scalar: Callable[..., float]
    array: Callable[..., Any]
    latex: str


FUNCTIONS: tuple[Function, ...] = (
    Function("sin", 1, math.sin, np.sin, r"\sin\left({0}\right)"),
    Function("cos", 1, math.cos, np.cos, r"\cos\left({0}\right)"),
    Function("tan", 1, math.tan, np.tan, r"\tan\left({0}\right)"),
    Function("asin", 1, math.asin, np.arcsin, r"\arcsin\left({0}\right)"),
    Function("acos", 1, math.acos, np.arccos, r"\arccos\left({0}\right)"),
    Function("atan", 1, math.atan, np.arctan, r"\arctan\left({0}\right)"),
    Function("sinh", 1, math.sinh, np.sinh, r"\sinh\left({0}\right)"),
    Function("cosh", 1, math.cosh, np.cosh, r"\cosh\left({0}\right)"),
    Function("tanh", 1, math.tanh, np.tanh, r"\tanh\left({0}\right)"),
    Function("exp", 1, math.exp, np.exp, r"e^{{{0}}}"),
    Function("log", 1, math.log, np.log, r"\log\left({0}\right)"),
    Function("log2", 1, math.log2, np.log2, r"\log_{{2}}\left({0}\right)"),
    Function("log10", 1, math.log10, np.log10, r"\log_{{10}}\left({0}\right)"),
    Function("sqrt", 1, math.sqrt, np.sqrt, r"\sqrt{{{0}}}"),
    Function("abs", 1, abs, np.abs, r"\left|{0}\right|"),
    Function("sign", 1, sign, np.sign, r"\mathrm{{sign}}\left({0}\right)"),
    Function("floor", 1, floor, np.floor, r"\left\lfloor {0} \right\rfloor"),
    Function("min", 2, min, np.minimum, r"\min\left({0}, {1}\right)"),
    Function("max", 2, max, np.maximum, r"\max\left({0}, {1}\right)"),
    Function("where", 3, _where, np.where, r"\mathrm{{where}}\left({0}, {1}, {2}\right)"),
    Function("sigmoid", 1, sigmoid, _sigmoid_of_arrays, r"\sigma\left({0}\right)"),
    Function("softplus", 1, softplus, _softplus_of_arrays, r"\mathrm{{softplus}}\left({0}\right)"),
    Function("relu", 1, relu, _relu_of_arrays, r"\mathrm{{relu}}\left({0}\right)"),
    Function("erf", 1, math.erf, _erf_of_arrays, r"\mathrm{{erf}}\left({0}\right)"),
)  # fmt: skip

BY_NAME = {function.name: function for function in FUNCTIONS}


@dataclass(frozen=True)
class WholeFunction:
    """A function of vectors (rank 1) or matrices (rank 2) as a whole, for the equations of optimizers."""

    name: str
    takes: tuple[int, ...]
    gives: int
    latex: str

    @property
    def arity(self) -> int:
        return len(self.takes)


WHOLE_FUNCTIONS: tuple[WholeFunction, ...] = (
    WholeFunction("sum", (1,), 0, r"\mathrm{{sum}}\left({0}\right)"),
    WholeFunction("mean", (1,), 0, r"\mathrm{{mean}}\left({0}\right)"),
    WholeFunction("norm", (1,), 0, r"\left\|{0}\right\|"),
    WholeFunction("dot", (1, 1), 0, r"\left\langle {0}, {1} \right\rangle"),
    WholeFunction("grad", (1,), 1, r"\nabla L\left({0}\right)"),
    WholeFunction("hessian", (1,), 2, r"\nabla^{{2}} L\left({0}\right)"),
    WholeFunction("solve", (2, 1), 1, r"\left[{0}\right]^{{-1}} \left({1}\right)"),
)

WHOLE_BY_NAME = {function.name: function for function in WHOLE_FUNCTIONS}

EVERY_FUNCTION: dict[str, Function | WholeFunction] = {**BY_NAME, **WHOLE_BY_NAME}

CONSTANTS = {"pi": math.pi, "e": math.e}
