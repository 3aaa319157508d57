"""A fit in mathematics: the loss as a mean over samples, and its derivatives by the chain rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.criteria.criterion import MEAN, PLAIN_MEAN, PREDICTED, TRUE
from engine.fits.penalty import TWO
from engine.formula.notation import as_latex, symbol_latex
from engine.formula.reader import read
from engine.formula.simplify import simplified
from engine.formula.tree import ONE, ZERO, Binary, Name, Number, Tree, names, substituted
from engine.models.model import Link

if TYPE_CHECKING:
    from engine.fits.fit import Fit

MEAN_OF: Final = r"\frac{1}{n} \sum_{i=1}^{n} "


def loss(fit: Fit) -> str:
    """`L(w, b) = \\frac{1}{n} \\sum \\left(w x_{i} + b - y_{i}\\right)^{2}`."""
    if fit.model.link is Link.SOFTMAX:
        mean = rf"-{MEAN_OF}\log p_{{i, y_{{i}}}}"
    else:
        mean = MEAN_OF + _in_brackets(_of_sample(fit, fit.criterion.tree), fit)
    whole = as_latex(read(fit.criterion.total.formula), {MEAN: mean})
    return f"{fit.head_latex} = {whole}{_penalty(fit.penalty.tree)}"


def prediction(fit: Fit) -> str:
    """`p_{i} = w x_{i} + b`."""
    return f"p_{{i}} = {fit.model.latex(symbols(fit))}"


def gradient(fit: Fit) -> tuple[str, ...]:
    """The derivatives, one line per parameter."""
    lines = []
    for place, name in enumerate(fit.parameters):
        inner = [slopes[place] for slopes in fit.model.slope_trees]
        if fit.model.link is Link.SOFTMAX:
            of_class = next(k for k, tree in enumerate(inner) if tree != ZERO)
            outer = rf"\left(p_{{i, {of_class + 1}}} - [y_{{i}} = {of_class + 1}]\right)"
            mean = MEAN_OF + _times(outer, inner[of_class], fit)
        elif fit.model.link is Link.SIGMOID:
            mean = MEAN_OF + _times(_slope_of_score(fit), inner[0], fit)
        else:
            tree = simplified(Binary("*", _of_sample(fit, fit.criterion.slope_tree), inner[0]))
            mean = MEAN_OF + _in_brackets(tree, fit)
        slope = _penalty(fit.penalty.slopes[place])
        lines.append(f"{fit.derivative_latex(name)} = {_rate(fit)}{mean}{slope}")
    return tuple(lines)


def second_derivatives(fit: Fit) -> tuple[str, ...]:
    """The entries of the Hessian on and above its diagonal."""
    names = fit.parameters
    lines = []
    for i, first in enumerate(names):
        for j, second in enumerate(names[i:], i):
            entry = fit.derivative_latex(first, second).replace(" L}", r" \ell_{i}}", 1)
            if fit.model.link is Link.NONE and fit.model.is_linear and fit.criterion.total == PLAIN_MEAN:
                slopes = fit.model.slope_trees[0]
                is_square = i == j and isinstance(slopes[i], Name)
                squared, twice = Binary("**", slopes[i], TWO), Binary("*", slopes[i], slopes[j])
                product = squared if is_square else simplified(twice)
                tree = simplified(Binary("*", _of_sample(fit, fit.criterion.curvature_tree), product))
                entry = _in_brackets(tree, fit)
            bend = _penalty(fit.penalty.bends[i][j])
            lines.append(f"{fit.derivative_latex(first, second)} = {MEAN_OF}{entry}{bend}")
    return tuple(lines)


def gradient_vector(fit: Fit) -> str:
    """The gradient as the mean of those of the samples."""
    penalty = "" if fit.penalty.is_none else r" + \nabla R"
    return rf"\nabla L = {MEAN_OF}\nabla \ell_{{i}}{penalty}"


def hessian(fit: Fit) -> str:
    """The Hessian as the mean of those of the samples."""
    penalty = "" if fit.penalty.l2 == 0.0 else r" + \nabla^{2} R"
    return rf"\nabla^{{2}} L = {MEAN_OF}\nabla^{{2}} \ell_{{i}}{penalty}"


def _of_sample(fit: Fit, tree: Tree) -> Tree:
    """A tree of the criterion with its numbers, and with the prediction as the formula of the model."""
    known: dict[str, Tree] = {name: Number(value) for name, value in fit.criterion.given.items()}
    if fit.model.link is Link.NONE:
        known[PREDICTED] = fit.model.score_trees[0]
    return substituted(tree, known)


def _slope_of_score(fit: Fit) -> str:
    """How the piece follows from the score of a sigmoid."""
    if fit.criterion.name == "log_loss":
        return r"\left(p_{i} - y_{i}\right)"
    slope = as_latex(_of_sample(fit, fit.criterion.slope_tree), symbols(fit))
    return rf"\left({slope}\right) p_{{i}} \left(1 - p_{{i}}\right)"


def _times(outer: str, inner: Tree, fit: Fit) -> str:
    return outer if inner == ONE else f"{outer} {as_latex(inner, symbols(fit))}"


def _in_brackets(tree: Tree, fit: Fit) -> str:
    """Typeset so that nothing comes loose behind a sign of summation."""
    written = as_latex(tree, symbols(fit))
    loose = written.startswith("-") or (isinstance(tree, Binary) and tree.operator in "+-")
    return rf"\left({written}\right)" if loose else written


def symbols(fit: Fit) -> dict[str, str]:
    """How its parts are written: `w_{1}`, `x_{1, i}`, `p_{i}`."""
    features = fit.model.features
    several = len(features) > 1
    return {
        PREDICTED: "p_{i}",
        TRUE: "y_{i}",
        **{name: f"x_{{{place}, i}}" if several else "x_{i}" for place, name in enumerate(features, 1)},
        **{name: symbol_latex(name) for name in fit.parameters},
    }


def _rate(fit: Fit) -> str:
    """What the derivative of a root of a mean begins with."""
    return "" if fit.criterion.total == PLAIN_MEAN else r"\frac{1}{2 L} \cdot "


def _penalty(tree: Tree) -> str:
    if tree == ZERO:
        return ""
    return f" + {as_latex(tree, {name: symbol_latex(name) for name in names(tree)})}"
