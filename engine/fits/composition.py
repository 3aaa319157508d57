"""A criterion and a model put together: what one sample adds to the loss, and its derivatives.

The chain rule in the score s of a sample: the criterion says how the piece follows from s and the true
value y, the model how s follows from features and parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from engine.criteria.criterion import PREDICTED, TRUE, Criterion
from engine.formula.reader import read
from engine.formula.simplify import added, checked_constants, product, simplified
from engine.formula.tree import ONE, ZERO, Binary, Call, Compare, Name, Negative, Number, Tree, rebuilt
from engine.models.model import Link, Model

# No name that somebody types begins with an underscore.
SCORE: Final = "_score"
WEIGHT: Final = "_weight"
COUNT: Final = "_count"


@dataclass(frozen=True)
class Composition:
    """The piece of one sample in its scores (named `scores`) and its true value `y`, and its derivatives.

    `slopes` are those in each score, `bends` those in each pair of scores; `parts` are what repeats in
    them, each under a name that a reader knows it by.
    """

    scores: tuple[str, ...]
    piece: Tree
    slopes: tuple[Tree, ...]
    bends: tuple[tuple[Tree, ...], ...]
    parts: tuple[tuple[str, Tree], ...] = ()


@lru_cache(maxsize=128)
def composed(criterion: Criterion, model: Model) -> Composition:
    """What a sample costs by its scores; InputError if the criterion has no slope to follow."""
    scores = tuple(f"{SCORE}{place}" for place in range(len(model.scores)))
    match model.link:
        case Link.SOFTMAX:
            return _of_classes(scores)
        case Link.SIGMOID if criterion.on_score is None:
            return _of_probability(criterion, scores[0])
    known = {PREDICTED: Name(scores[0]), **_numbers(criterion)}
    parts: tuple[tuple[str, str], ...] = ()
    if criterion.on_score is not None:
        form, parts = criterion.on_score, criterion.on_score.parts
        trees = tuple(map(_read, (form.formula, form.slope, form.curvature)))
    else:
        trees = (criterion.computed_tree, criterion.slope_tree, criterion.curvature_tree)
    piece, slope, bend = (checked_constants(simplified(tree, known), criterion.formula) for tree in trees)
    named = tuple((name, simplified(_read(text), known)) for name, text in parts)
    return Composition(scores, piece, (slope,), ((bend,),), named)


def _of_probability(criterion: Criterion, score: str) -> Composition:
    """A criterion of the number that a sigmoid makes of a score."""
    right, wrong = (Call("sigmoid", (part,)) for part in (Name(score), Negative(Name(score))))
    known = {PREDICTED: right, **_numbers(criterion)}
    piece, slope, bend = (
        checked_constants(simplified(tree, known), criterion.formula)
        for tree in (criterion.computed_tree, criterion.slope_tree, criterion.curvature_tree)
    )
    rate = product(right, wrong)
    turn = product(rate, Binary("-", wrong, right))
    both = Binary("+", product(bend, product(rate, rate)), product(slope, turn))
    slopes, bends = (simplified(product(slope, rate)),), ((simplified(both),),)
    return Composition((score,), piece, slopes, bends, ((PREDICTED, right),))


def _of_classes(scores: tuple[str, ...]) -> Composition:
    """Cross-entropy of a softmax: the logarithm of all shares less the score of the true class."""
    names: tuple[Tree, ...] = tuple(map(Name, scores))
    highest = names[0]
    for name in names[1:]:
        highest = Call("max", (highest, name))
    powers = [Call("exp", (Binary("-", name, highest),)) for name in names]
    total = added(*powers)
    of_true = [_where_true(place, name) for place, name in enumerate(names)]
    piece = Binary("-", added(Call("log", (total,)), highest), added(*of_true))
    shares = [Binary("/", power, total) for power in powers]
    slopes = tuple(Binary("-", share, _where_true(place, ONE)) for place, share in enumerate(shares))
    bends = tuple(
        tuple(
            product(share, Binary("-", ONE if row == column else ZERO, other))
            for column, other in enumerate(shares)
        )
        for row, share in enumerate(shares)
    )
    parts = (
        ("highest", highest),
        *((f"e{place}", power) for place, power in enumerate(powers, 1)),
        ("total", total),
        *((f"{PREDICTED}{place}", share) for place, share in enumerate(shares, 1)),
    )
    return Composition(scores, piece, slopes, tuple(tuple(map(simplified, row)) for row in bends), parts)


def _where_true(place: int, then: Tree) -> Tree:
    """`then` for samples of the class with this number, 0 for all others."""
    return Call("where", (Compare("==", Name(TRUE), Number(float(place))), then, ZERO))


def slope_trees(composition: Composition, model: Model) -> tuple[tuple[tuple[Tree, Tree], ...], ...]:
    """The derivative of the piece in each parameter, as products to be added: in a score, times its own."""
    return tuple(
        tuple(
            (outer, inner)
            for outer, slopes in zip(composition.slopes, model.slope_trees, strict=True)
            if (inner := slopes[place]) != ZERO
        )
        for place in range(len(model.parameters))
    )


def bend_tree(composition: Composition, model: Model, row: int, column: int) -> Tree:
    """The second derivative of the piece in two parameters."""
    terms = []
    size = len(model.parameters)
    for k, (slopes, bends) in enumerate(zip(model.slope_trees, model.bend_trees, strict=True)):
        terms.append(product(composition.slopes[k], bends[row * size + column]))
        for other, others in enumerate(model.slope_trees):
            inner = product(slopes[row], others[column])
            terms.append(product(composition.bends[k][other], inner))
    return added(*terms)


def shared(tree: Tree) -> Tree:
    """The tree with sigmoid and softplus spread out, so that both use one exponential of a score.

    With d = exp(-|s|) and u = 1 + d, softplus is max(s, 0) + log(u), to which the last term here gives back
    what the rounding of u took. Source: Higham 2002, Accuracy and Stability of Numerical Algorithms, 1.14.1.
    """
    match tree:
        case Call("sigmoid" | "softplus" as function, (argument,)):
            inner = shared(argument)
            turned = isinstance(inner, Negative)
            score = inner.operand if isinstance(inner, Negative) else inner
            decayed = Call("exp", (Negative(Call("abs", (score,))),))
            raised = Binary("+", ONE, decayed)
            if function == "sigmoid":
                side = Call("sign", (score,))
                # 1 or d by the sign of s: to choose would cost a guess of the processor for each sample.
                above = Call("max", (decayed, Negative(side) if turned else side))
                return Binary("/", above, raised)
            lost = Binary("/", Binary("-", Binary("-", raised, ONE), decayed), raised)
            positive = Call("max", (Negative(score) if turned else score, ZERO))
            return Binary("+", positive, Binary("-", Call("log", (raised,)), lost))
    return rebuilt(tree, shared)


def _numbers(criterion: Criterion) -> Mapping[str, Tree]:
    return {name: Number(value) for name, value in criterion.given.items()}


@lru_cache(maxsize=64)
def _read(text: str) -> Tree:
    return read(text, what="criterion")
