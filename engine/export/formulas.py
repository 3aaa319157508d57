"""A loss that is a formula, as functions of a script."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Final

from engine.export.intermediates import by_name, needed
from engine.export.loss_source import LossSource
from engine.export.python import LONGEST_LINE, PythonStyle, own_names
from engine.fits.bowl import Bowl
from engine.formula.notation import as_text
from engine.formula.tree import Name, Number, Tree
from engine.losses.form import WrittenForm
from engine.losses.landscape import Landscape

# Numbers that mean the same wherever they stand.
PLAIN: Final = (0.0, 1.0, 2.0, 4.0)


def landscape_source(loss: Landscape) -> LossSource:
    """The functions of a landscape."""
    writer = _Writer(loss)
    of = f"L({', '.join(loss.parameters)})"
    comments = _comment("The loss", of, loss.tree), "# Its gradient"
    if loss.dimension == 1:
        (name,), (tree,) = loss.parameters, loss.gradient_trees
        comments = comments[0], _comment("Its gradient", f"dL/d{name}", tree)
    return LossSource(writer.functions(*comments), writer.hessian())


def bowl_source(bowl: Bowl, count: int, piece: str) -> LossSource:
    """The functions of squared errors, by the few numbers that `count` samples add up to.

    `piece` says what a sample costs.
    """
    numbers = _numbers(bowl)
    writer = _Writer(bowl, numbers, bowl.parts)
    about = (
        f"The mean over {count:,} samples of {piece} is a parabola, and these numbers say all of it: its "
        "lowest value, where that is, and how it rises from there (the triangle of a QR decomposition)."
    )
    comment = textwrap.wrap(about, LONGEST_LINE, initial_indent="# ", subsequent_indent="# ")
    data = "\n".join((*comment, *(f"{writer.own[name]} = {value!r}" for name, value in numbers.items())))
    return LossSource(writer.functions("# The loss", "# Its gradient"), writer.hessian(), (data,))


def _numbers(bowl: Bowl) -> dict[str, float]:
    """The numbers of a parabola by name, without those that vanish."""
    names, parabola = bowl.parameters, bowl.parabola
    size = range(len(names))
    found = {"lowest": parabola.lowest}
    found |= {f"best_{name}": value for name, value in zip(names, parabola.best, strict=True)}
    found |= {
        f"rise_{row + 1}_{place + 1}": parabola.rises[row][place]
        for row in size
        for place in size
        if place >= row
    }
    return {name: value for name, value in found.items() if value not in PLAIN}


class _Writer:
    """Writes a formula and its derivatives: its `constants` and what repeats, its `parts`, by their names."""

    def __init__(
        self,
        loss: WrittenForm,
        constants: Mapping[str, float] | None = None,
        parts: Iterable[tuple[str, Tree]] = (),
    ) -> None:
        self._loss = loss
        named = {name: tree for name, tree in parts if not isinstance(tree, Number)}
        self.own = own_names((*loss.parameters, *(constants or {}), *named))
        self._style = PythonStyle(self.own)
        self._arguments = ", ".join(self.own[name] for name in loss.parameters)
        numbers = (constants or {}).items()
        self._parts: dict[Tree, Tree] = {Number(value): Name(name) for name, value in numbers}
        self._steps: dict[str, Tree] = {}
        for name, tree in named.items():
            self._steps[name] = by_name(tree, self._parts)
            self._parts[tree] = Name(name)

    def functions(self, of_loss: str, of_gradient: str) -> tuple[str, str]:
        """`loss` and `gradient`, below these comments."""
        return "\n".join((of_loss, *self._loss_lines())), "\n".join((of_gradient, *self._gradient_lines()))

    def _loss_lines(self) -> list[str]:
        tree = self._named(self._loss.tree)
        head = f"def loss({self._arguments}):"
        return [head, *self._body([tree]), *self._style.statement("    return ", tree)]

    def _gradient_lines(self) -> list[str]:
        trees = [self._named(tree) for tree in self._loss.gradient_trees]
        lines = [f"def gradient({self._arguments}):", *self._body(trees)]
        if len(trees) == 1:
            return [*lines, *self._style.statement("    return ", trees[0])]
        lines.append("    return np.array([")
        for name, tree in zip(self._loss.parameters, trees, strict=True):
            *before, last = self._style.statement("        ", tree, ",")
            lines += [*before, f"{last}  # dL/d{name}"]
        return [*lines, "    ])"]

    def hessian(self) -> str:
        rows = [[self._named(tree) for tree in row] for row in self._loss.hessian_trees]
        lines = ["# Its second derivatives", f"def hessian({self._arguments}):"]
        lines += self._body(tree for row in rows for tree in row)
        if len(rows) == 1:
            return "\n".join((*lines, *self._style.statement("    return ", rows[0][0])))
        lines.append("    return np.array([")
        for row in rows:
            entries = [text for tree in row for text in self._style.statement("            ", tree, ",")]
            lines += ["        [", *entries, "        ],"]
        return "\n".join((*lines, "    ])"))

    def _body(self, trees: Iterable[Tree]) -> list[str]:
        return [
            line
            for name, tree in needed(self._steps, trees)
            for line in self._style.statement(f"    {self.own[name]} = ", tree)
        ]

    def _named(self, tree: Tree) -> Tree:
        return by_name(tree, self._parts) if self._parts else tree


def _comment(what: str, symbol: str, tree: Tree) -> str:
    """A comment with the formula as it was given, where that fits into a line."""
    comment = f"# {what} {symbol} = {as_text(tree)}"
    return comment if len(comment) <= LONGEST_LINE else f"# {what}"
