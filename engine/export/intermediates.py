"""What is computed on the way from samples to their pieces, each result under a name that a reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.criteria.criterion import MEAN, PREDICTED, TRUE
from engine.export.python import own_name
from engine.fits.composition import Composition, composed
from engine.fits.fit import Fit
from engine.formula.tree import Binary, Call, Name, Number, Tree, names, rebuilt, walk
from engine.models.model import Link

# Functions that are never too large where their arguments are not.
TAME = frozenset({
    "abs", "sign", "min", "max", "where", "sigmoid", "softplus", "relu", "tanh", "sin", "cos", "erf", "floor",
})  # fmt: skip


def by_name(tree: Tree, parts: Mapping[Tree, Tree]) -> Tree:
    """The tree with the names of its parts in their place."""
    return parts[tree] if tree in parts else rebuilt(tree, lambda part: by_name(part, parts))


def needed(steps: Mapping[str, Tree], trees: Iterable[Tree]) -> Iterator[tuple[str, Tree]]:
    """Those of some steps, each of which uses earlier ones, that must be done before these trees."""
    wanted = {name for tree in trees for name in names(tree)}
    for key, tree in reversed(tuple(steps.items())):
        if key in wanted:
            wanted.update(names(tree))
    return ((key, tree) for key, tree in steps.items() if key in wanted)


class Intermediates:
    """Scores, the parts that repeat, and the derivatives of a piece, in the order of their computing.

    `own` maps the names in trees to names of the script, `arrays` are those of which there is a number for
    each sample. `composition` is that of criterion and model over these names.
    """

    def __init__(self, fit: Fit) -> None:
        model, self._written = fit.model, composed(fit.criterion, fit.model)
        self._model = model
        self.own: dict[str, str] = {}
        for name in (*model.features, TRUE, *model.parameters):
            self._named(name, name)
        self.arrays = {*model.features, TRUE}
        self._trees: dict[str, Tree] = {}
        self._parts: dict[Tree, Tree] = {}
        self.composition = self._composition()
        # What else has a name; none that somebody types has a colon.
        self.mean, self.rate, self.turn, self.penalty = (
            self._named(f"{name}:", name) for name in (MEAN, "rate", "turn", "penalty")
        )

    def _named(self, key: str, wanted: str) -> str:
        self.own[key] = own_name(wanted, self.own.values())
        return key

    def _composition(self) -> Composition:
        written, several = self._written, len(self._written.scores) > 1
        letter = PREDICTED if self._model.link is Link.NONE else "s"
        for place, (score, tree) in enumerate(zip(written.scores, self._model.score_trees, strict=True), 1):
            self._keep(score, f"{letter}{place}" if several else letter, tree)
        for name, tree in written.parts:
            self._parts[tree] = self._keep(f"{name}:", name, by_name(tree, self._parts))
        return Composition(
            written.scores,
            by_name(written.piece, self._parts),
            tuple(
                self._derivative(f"slope{place}" if several else "slope", tree)
                for place, tree in enumerate(written.slopes, 1)
            ),
            tuple(
                tuple(
                    self._derivative(f"bend{row}_{column}" if several else "bend", tree)
                    for column, tree in enumerate(trees, 1)
                )
                for row, trees in enumerate(written.bends, 1)
            ),
        )

    def _keep(self, key: str, wanted: str, tree: Tree) -> Name:
        self._trees[self._named(key, wanted)] = tree
        if self.is_array(tree):
            self.arrays.add(key)
        return Name(key)

    def _derivative(self, name: str, tree: Tree) -> Tree:
        """A derivative of the piece by its name, or as it is if it is but a number."""
        tree = by_name(tree, self._parts)
        return tree if isinstance(tree, Number | Name) else self._keep(f"{name}:", name, tree)

    def is_array(self, tree: Tree) -> bool:
        """Whether a tree has a number for each sample, and not one for all."""
        return not self.arrays.isdisjoint(names(tree))

    def needed(self, trees: Iterable[Tree]) -> Iterator[tuple[str, Tree]]:
        """The names that must be computed before these trees, and how."""
        return ((self.own[key], tree) for key, tree in needed(self._trees, trees))

    @property
    def overflows(self) -> bool:
        """Whether something may be too large on the way to a result that is not."""
        model = self._model
        trees = [*model.score_trees, *(tree for row in model.slope_trees for tree in row)]
        if model.link is not Link.SOFTMAX:
            trees += [self._written.piece, *self._written.slopes]
        return any(_is_wild(node) for tree in trees for node in walk(tree))


def _is_wild(tree: Tree) -> bool:
    match tree:
        case Call(function):
            return function not in TAME
        case Binary("/" | "**", _, right):
            return not isinstance(right, Number)
    return False
