"""The loss of a bench typeset, with its numbers put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.bench import Account, Bench
from engine.criteria.criterion import PREDICTED, TRUE, Criterion
from engine.criteria.samples import CLASS, ZERO_OR_ONE
from engine.formula.notation import LatexStyle, number_latex
from engine.formula.simplify import chosen, evaluated, tidied
from engine.formula.tree import ZERO, Binary, Name, Negative, Number, Tree, children, rebuilt

DIGITS: Final = 4
# With more samples the middle of a sum is left out, down to so many terms before and after the gap.
MOST_TERMS: Final = 6
BEFORE, AFTER = 3, 2
# Where the terms together are longer than so many letters of LaTeX, only the first and the last stay.
LONGEST: Final = 320


def worked_latex(bench: Bench, criterion: Criterion, account: Account) -> tuple[str, str]:
    """The loss in symbols, and with the numbers of the samples put in and its value."""
    count = len(bench)
    seen = list(range(count))
    before = count
    if count > MOST_TERMS:
        seen, before = [*seen[:BEFORE], *seen[-AFTER:]], BEFORE
    terms = [_term(criterion, bench.truths[k], bench.predictions[k]) for k in seen]
    if sum(map(len, terms)) > LONGEST and count > 2:
        terms, before = [terms[0], terms[-1]], 1
    if before < count:
        terms.insert(before, r"\dots")
    mean = rf"\frac{{1}}{{{count}}} \left({_sum(terms)}\right)"
    return (
        criterion.value_latex.replace(" = ", " &= ", 1),
        f"&= {criterion.total_latex(mean)} &= {number_latex(account.value)}",
    )


def _sum(terms: Sequence[str]) -> str:
    return terms[0] + "".join(f" {term}" if term.startswith("-") else f" + {term}" for term in terms[1:])


def _term(criterion: Criterion, truth: float, prediction: float) -> str:
    """The piece of one sample with its numbers; of two classes only what the true one adds."""
    if criterion.by_class:
        pairs = [(1.0 - truth, 1.0 - prediction), (truth, prediction)]
    else:
        pairs = [(truth, prediction)]
    trees = [_applied(criterion, y, p) for y, p in pairs]
    parts = [
        LatexStyle(shown={PREDICTED: p, TRUE: y}, digits=DIGITS).write(tree)
        for tree, (y, p) in zip(trees, pairs, strict=True)
        if len(trees) == 1 or tree != ZERO
    ]
    return _sum(parts) if parts else "0"


def _applied(criterion: Criterion, truth: float, prediction: float) -> Tree:
    """The formula as it applies to a sample: the case that it is in, without what a class of 0 takes away."""
    known: dict[str, float] = dict(criterion.given)
    tree = chosen(criterion.tree, {**known, TRUE: truth, PREDICTED: prediction})
    if criterion.truths in (ZERO_OR_ONE, CLASS):
        known[TRUE] = truth
    return _put_in(tree, known)


def _put_in(tree: Tree, known: dict[str, float]) -> Tree:
    """The tree with these numbers in it, and what follows from them alone worked out."""
    if isinstance(tree, Name):
        return Number(known[tree.name]) if tree.name in known else tree
    node = tidied(rebuilt(tree, lambda part: _put_in(part, known)))
    parts = children(node)
    if parts and all(isinstance(part, Number) for part in parts):
        try:
            return Number(evaluated(node, {}))
        except (ArithmeticError, ValueError):
            return node
    match node:
        case Binary("*", Number(-1.0), right):
            return Negative(right)
    return node
