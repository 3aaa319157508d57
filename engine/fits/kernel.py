"""Sums over samples: compiled once for a criterion and a model, whatever the data.

Samples are taken in pieces that stay in the processor's cache, so that no array of their number is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from engine.criteria.criterion import TRUE, Criterion
from engine.fits.composition import COUNT, WEIGHT, bend_tree, composed, shared, slope_trees
from engine.formula.code import ARRAY, Assignment, Lines, compiled
from engine.formula.simplify import added, product
from engine.formula.tree import ONE, Call, Name, Tree
from engine.losses.loss import Array
from engine.models.model import Model

# Numbers in an array that is worked on at once.
CHUNK: Final = 8_192


@dataclass(frozen=True)
class Kernel:
    """What is computed of samples: `sums` adds up over them, `each` gives arrays.

    Both take `(n, *columns, *point)`, where the columns are those of the features, of the true values and,
    if they are weighted, of the weights.
    """

    sums: Callable[..., Any]
    each: Callable[..., Any]


def total(values: Any, count: int) -> Any:
    """The sum over samples, the last axis; a value that is the same for all is added as often."""
    if np.ndim(values) == 0 or np.shape(values)[-1] != count:
        values = np.broadcast_to(values, (*np.shape(values)[:-1], count))
    return np.add.reduce(values, axis=-1)


def dot(slopes: Any, column: Any, count: int) -> Any:
    """The sum over samples of a product."""
    if np.ndim(slopes) and np.ndim(column) == 1 and np.shape(slopes)[-1] == count == len(column):
        return slopes @ column
    return total(slopes * column, count)


FUNCTIONS: Final[dict[str, Any]] = {**ARRAY, "f_total": total, "f_dot": dot}


@lru_cache(maxsize=128)
def kernel(criterion: Criterion, model: Model, order: int, is_weighted: bool = False) -> Kernel:
    """The piece of a sample (order 0), and its first (1) and second (2) derivatives in the parameters."""
    composition = composed(criterion, model)
    names = (*model.features, TRUE, *((WEIGHT,) if is_weighted else ()), *model.parameters)
    scores = [
        Assignment(name, shared(tree))
        for name, tree in zip(composition.scores, model.score_trees, strict=True)
    ]
    weight: Tree = Name(WEIGHT) if is_weighted else ONE

    def weighted(tree: Tree) -> Tree:
        return shared(product(weight, tree))

    count = Name(COUNT)
    sums: list[Tree] = [Call("total", (weighted(composition.piece), count))]
    each: list[Tree] = [weighted(composition.piece)]
    if order > 0:
        for factors in slope_trees(composition, model):
            pairs = [(weighted(outer), shared(inner)) for outer, inner in factors]
            sums.append(added(*(_summed(*pair, count) for pair in pairs)))
            each.append(added(*(product(*pair) for pair in pairs)))
    if order > 1:
        size = range(len(model.parameters))
        upper = {
            (row, column): weighted(bend_tree(composition, model, row, column))
            for row in size
            for column in size[row:]
        }
        bends = [upper[min(row, column), max(row, column)] for row in size for column in size]
        sums += [Call("total", (bend, count)) for bend in bends]
        each += bends
    return Kernel(_function(names, scores, sums), _function(names, scores, each))


def _summed(outer: Tree, inner: Tree, count: Tree) -> Tree:
    if inner == ONE:
        return Call("total", (outer, count))
    return Call("dot", (outer, inner, count))


def _function(
    names: Sequence[str], scores: Sequence[Assignment], trees: Sequence[Tree]
) -> Callable[..., Any]:
    known = {name: f"v{place}" for place, name in enumerate(names)} | {COUNT: "n"}
    lines = Lines(known, arrays=True)
    results = [Assignment(f"r{place}", tree) for place, tree in enumerate(trees)]
    lines.add((*scores, *results))
    body = "\n    ".join(
        [*lines.before, *lines.lines, f"return ({''.join(r.target + ', ' for r in results)})"]
    )
    source = f"def samples({', '.join(('n', *(known[name] for name in names)))}):\n    {body}\n"
    return compiled("samples", source, FUNCTIONS)


def summed(function: Callable[..., Any], columns: Sequence[Array], points: Array) -> Array:
    """The sums of a kernel over all samples, (results, m), for m points (m, d)."""
    count = len(columns[0])
    rows = max(1, min(len(points), CHUNK // min(count, CHUNK)))
    blocks = [
        _over_samples(function, columns, points[first : first + rows])
        for first in range(0, max(len(points), 1), rows)
    ]
    return np.concatenate(blocks, axis=1)


def summed_at(function: Callable[..., Any], columns: Sequence[Array], point: Sequence[float]) -> list[float]:
    """The sums of a kernel over all samples at one point (d,)."""
    # Floats of NumPy's, since to divide Python's by 0 is an error.
    point = list(np.array(point))
    count = len(columns[0])
    if count <= CHUNK:
        return [float(each) for each in function(count, *columns, *point)]
    totals: list[float] = []
    for first in range(0, count, CHUNK):
        part = [column[first : first + CHUNK] for column in columns]
        results = [float(each) for each in function(len(part[0]), *part, *point)]
        totals = [a + b for a, b in zip(totals, results, strict=True)] if first else results
    return totals


def _over_samples(function: Callable[..., Any], columns: Sequence[Array], points: Array) -> Array:
    single = len(points) == 1
    # Floats of NumPy's, since to divide Python's by 0 is an error.
    given = list(points[0] if single else points.T[:, :, np.newaxis])
    count = len(columns[0])
    totals: Any = None
    for first in range(0, count, CHUNK):
        part = [column[first : first + CHUNK] for column in columns]
        results = function(len(part[0]), *part, *given)
        totals = results if totals is None else [a + b for a, b in zip(totals, results, strict=True)]
    width = len(points)
    return np.stack([np.broadcast_to(np.asarray(each, dtype=float), (width,)) for each in totals])
