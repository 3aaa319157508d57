"""A fit typeset in short lines: predictions, the loss in terms of them, derivatives by the chain rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.criteria.criterion import MEAN
from engine.fits import typeset
from engine.fits.fit import Fit
from engine.fits.typeset import MEAN_OF, MEAN_OF_LOGARITHMS, bracketed, of_parameters
from engine.formula.notation import as_latex, number_text, symbol_latex
from engine.formula.reader import read
from engine.formula.tree import ONE, ZERO
from engine.models.model import Link

# Terms of a sum that are written out; of more, the first and the last two.
MOST_TERMS: Final = 4
# Characters of LaTeX: what is longer has a name of its own.
LONGEST: Final = 60


def predictions(fit: Fit) -> tuple[str, ...]:
    """`p_{i} = w x_{i} + b`; with a softmax its scores, and the first of them."""
    model = fit.model
    symbols = typeset.symbols(fit)
    if model.link is Link.SOFTMAX:
        scores = ", ".join(f"z_{{i, {place}}}" for place in range(1, len(model.scores) + 1))
        return (
            rf"p_{{i}} = \mathrm{{softmax}}\left({scores}\right)",
            f"z_{{i, 1}} = {_score(fit, symbols)}",
        )
    score = _score(fit, symbols)
    return (rf"p_{{i}} = \sigma\left({score}\right)" if model.link is Link.SIGMOID else f"p_{{i}} = {score}",)


def loss(fit: Fit) -> tuple[str, ...]:
    """`L = \\frac{1}{n} \\sum_{i=1}^{n} \\left(p_{i} - y_{i}\\right)^{2}`; what is long follows below it."""
    piece = [] if fit.model.link is Link.SOFTMAX else [as_latex(fit.criterion.tree, typeset.symbols(fit))]
    is_long = any(len(written) > LONGEST for written in piece)
    if not piece:
        mean = MEAN_OF_LOGARITHMS
    elif is_long:
        mean = rf"{MEAN_OF}\ell_{{i}}"
    else:
        mean = MEAN_OF + bracketed(fit.criterion.tree, typeset.symbols(fit))
    whole = as_latex(read(fit.criterion.total.formula), {MEAN: mean})
    lines = [f"L = {whole}" if fit.penalty.is_none else f"L = {whole} + R"]
    if is_long:
        lines.append(rf"\ell_{{i}} = {piece[0]}")
    if not fit.penalty.is_none:
        lines.append(f"R = {_penalty(fit)}")
    return tuple(lines)


def gradient(fit: Fit) -> tuple[str, ...]:
    """The derivatives, one line per parameter, in terms of the predictions."""
    lines = []
    for place, name in enumerate(fit.parameters):
        inner = [slopes[place] for slopes in fit.model.slope_trees]
        of_class = next((k for k, tree in enumerate(inner) if tree != ZERO), 0)
        outer = _slope(fit, of_class)
        factor = "" if inner[of_class] == ONE else " " + bracketed(inner[of_class], typeset.symbols(fit))
        slope = fit.penalty.slopes[place]
        penalty = "" if slope == ZERO else f" + {of_parameters(slope)}"
        lines.append(f"{fit.derivative_latex(name)} = {typeset.rate(fit)}{MEAN_OF}{outer}{factor}{penalty}")
    return tuple(lines)


def _slope(fit: Fit, of_class: int) -> str:
    """How a sample's piece follows from its score."""
    if fit.model.link is Link.SOFTMAX:
        return typeset.slope_of_share(of_class)
    written = bracketed(fit.criterion.slope_tree, typeset.symbols(fit))
    if len(written) > LONGEST:
        written = r"\frac{d \ell_{i}}{d p_{i}}"
    return typeset.slope_of_score(fit, written) if fit.model.link is Link.SIGMOID else written


def _score(fit: Fit, symbols: Mapping[str, str]) -> str:
    """The first score; only the ends of a long sum."""
    model = fit.model
    terms = model.scores[0].split(" + ")
    if not model.name or len(terms) <= MOST_TERMS:
        return as_latex(model.score_trees[0], symbols)
    first, *_, last, intercept = (as_latex(read(term), symbols) for term in terms)
    return rf"{first} + \dots + {last} + {intercept}"


def _penalty(fit: Fit) -> str:
    """The penalty; only the ends of long sums."""
    penalty = fit.penalty
    if len(penalty.touched) <= MOST_TERMS:
        return of_parameters(penalty.tree)
    ends = [symbol_latex(name) for name in (penalty.touched[0], penalty.touched[-1])]
    sums = (
        (penalty.l1, [rf"\left|{symbol}\right|" for symbol in ends]),
        (penalty.l2, [f"{symbol}^{{2}}" for symbol in ends]),
    )
    return " + ".join(
        rf"{number_text(times)} \left({first} + \dots + {last}\right)"
        for times, (first, last) in sums
        if times
    )
