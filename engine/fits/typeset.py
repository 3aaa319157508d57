"""A fit in mathematics: the loss as a mean over samples, and its derivatives by the chain rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from engine.criteria.criterion import MEAN, PLAIN_MEAN, PREDICTED, TRUE
from engine.fits.penalty import TWO
from engine.formula.notation import PRECEDENCE, as_latex, precedence, symbol_latex
from engine.formula.reader import read
from engine.formula.simplify import simplified
from engine.formula.tree import ONE, ZERO, Binary, Name, Number, Tree, names, substituted
from engine.models.model import Link

if TYPE_CHECKING:
    from engine.fits.fit import Fit

MEAN_OF: Final = r"\frac{1}{n} \sum_{i=1}^{n} "
# What the cross-entropy of a softmax is the mean of, with its sign.
MEAN_OF_LOGARITHMS: Final = rf"-{MEAN_OF}\log p_{{i, y_{{i}}}}"


def loss(fit: Fit) -> str:
    """`L(w, b) = \\frac{1}{n} \\sum \\left(w x_{i} + b - y_{i}\\right)^{2}`."""
    if fit.model.link is Link.SOFTMAX:
        mean = MEAN_OF_LOGARITHMS
    else:
        mean = MEAN_OF + bracketed(_of_sample(fit, fit.criterion.tree), symbols(fit))
    whole = as_latex(read(fit.criterion.total.formula), {MEAN: mean})
    return f"{fit.head_latex} = {whole}{_penalty(fit.penalty.tree)}"


def gradient(fit: Fit) -> tuple[str, ...]:
    """The derivatives, one line per parameter."""
    lines = []
    for place, name in enumerate(fit.parameters):
        inner = [slopes[place] for slopes in fit.model.slope_trees]
        if fit.model.link is Link.SOFTMAX:
            of_class = next(k for k, tree in enumerate(inner) if tree != ZERO)
            mean = MEAN_OF + _times(slope_of_share(of_class), inner[of_class], fit)
        elif fit.model.link is Link.SIGMOID:
            slope = bracketed(_of_sample(fit, fit.criterion.slope_tree), symbols(fit))
            mean = MEAN_OF + _times(slope_of_score(fit, slope), inner[0], fit)
        else:
            tree = simplified(Binary("*", _of_sample(fit, fit.criterion.slope_tree), inner[0]))
            mean = MEAN_OF + bracketed(tree, symbols(fit))
        penalty = _penalty(fit.penalty.slopes[place])
        lines.append(f"{fit.derivative_latex(name)} = {rate(fit)}{mean}{penalty}")
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
                entry = bracketed(tree, symbols(fit))
            turn = ""
            if fit.criterion.total != PLAIN_MEAN:
                slopes_of_data = (
                    fit.derivative_latex(name).replace(" L}", f" {_loss_on_data(fit)}}}", 1)
                    for name in (first, second)
                )
                turn = _turn(fit, " ".join(slopes_of_data))
            bend = _penalty(fit.penalty.bends[i][j])
            lines.append(f"{fit.derivative_latex(first, second)} = {rate(fit)}{MEAN_OF}{entry}{turn}{bend}")
    return tuple(lines)


def hessian(fit: Fit) -> str:
    """The Hessian as the mean of those of the samples, or how it follows from that."""
    turn = ""
    if fit.criterion.total != PLAIN_MEAN:
        slopes = rf"\nabla {_loss_on_data(fit)}"
        turn = _turn(fit, rf"{slopes} {slopes}^{{T}}")
    penalty = "" if fit.penalty.l2 == 0.0 else r" + \nabla^{2} R"
    return rf"\nabla^{{2}} L = {rate(fit)}{MEAN_OF}\nabla^{{2}} \ell_{{i}}{turn}{penalty}"


def _of_sample(fit: Fit, tree: Tree) -> Tree:
    """A tree of the criterion with its numbers, and with the prediction as the formula of the model."""
    known: dict[str, Tree] = {name: Number(value) for name, value in fit.criterion.given.items()}
    if fit.model.link is Link.NONE:
        known[PREDICTED] = fit.model.score_trees[0]
    return substituted(tree, known)


def slope_of_share(of_class: int) -> str:
    """How cross-entropy follows from the score of the class with this number, from 0."""
    return rf"\left(p_{{i, {of_class + 1}}} - [y_{{i}} = {of_class + 1}]\right)"


def slope_of_score(fit: Fit, slope: str) -> str:
    """How the piece follows from the score of a sigmoid, where `slope` says how from the probability."""
    if fit.criterion.name == "log_loss":
        return r"\left(p_{i} - y_{i}\right)"
    return rf"{slope} p_{{i}} \left(1 - p_{{i}}\right)"


def _times(outer: str, inner: Tree, fit: Fit) -> str:
    return outer if inner == ONE else f"{outer} {as_latex(inner, symbols(fit))}"


def bracketed(tree: Tree, known: Mapping[str, str]) -> str:
    """Typeset so that nothing comes loose behind a sign of summation or before a factor."""
    written = as_latex(tree, known)
    loose = precedence(tree) <= PRECEDENCE["+"] or written.startswith(("-", r"\begin"))
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


def rate(fit: Fit) -> str:
    """What the derivative of a root of a mean begins with."""
    if fit.criterion.total == PLAIN_MEAN:
        return ""
    return rf"\frac{{1}}{{2 {_loss_on_data(fit)}}} \cdot "


def _turn(fit: Fit, slopes: str) -> str:
    """What the second derivative of a root of a mean ends in, where `slopes` are two of its slopes."""
    return rf" - \frac{{1}}{{{'L' if fit.penalty.is_none else 'L - R'}}} \cdot {slopes}"


def _loss_on_data(fit: Fit) -> str:
    return "L" if fit.penalty.is_none else r"\left(L - R\right)"


def of_parameters(tree: Tree) -> str:
    """A formula of the parameters typeset."""
    return as_latex(tree, {name: symbol_latex(name) for name in names(tree)})


def _penalty(tree: Tree) -> str:
    return "" if tree == ZERO else f" + {of_parameters(tree)}"
