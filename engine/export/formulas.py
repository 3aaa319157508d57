"""A loss that is a formula, as functions of a script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.export.loss_source import LossSource
from engine.export.python import LONGEST_LINE, PythonStyle, own_names
from engine.fits.bowl import Bowl
from engine.formula.notation import as_text
from engine.formula.tree import Name, Number, Tree, rebuilt
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
    writer = _Writer(bowl, numbers)
    data = "\n".join(
        (
            f"# The mean over {count:,} samples of {piece} is a parabola,",
            "# and these numbers say all of it: its lowest value, where that is, and how it rises from there",
            "# (as the triangle of a QR decomposition of the samples), to the last digit.",
            *(f"{writer.own[name]} = {value!r}" for name, value in numbers.items()),
        )
    )
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
    """Writes a formula and its derivatives; those of its numbers that have `constants`' names by name."""

    def __init__(self, loss: WrittenForm, constants: Mapping[str, float] | None = None) -> None:
        self._loss = loss
        self._named = {value: name for name, value in (constants or {}).items()}
        self.own = own_names((*loss.parameters, *(constants or {})))
        self._style = PythonStyle(self.own)
        self._arguments = ", ".join(self.own[name] for name in loss.parameters)

    def functions(self, of_loss: str, of_gradient: str) -> tuple[str, str]:
        """`loss` and `gradient`, below these comments."""
        return "\n".join((of_loss, *self._loss_lines())), "\n".join((of_gradient, *self._gradient_lines()))

    def _loss_lines(self) -> list[str]:
        return [f"def loss({self._arguments}):", *self._statement("    return ", self._loss.tree)]

    def _gradient_lines(self) -> list[str]:
        head = f"def gradient({self._arguments}):"
        names, trees = self._loss.parameters, self._loss.gradient_trees
        if len(names) == 1:
            return [head, *self._statement("    return ", trees[0])]
        lines = [head, "    return np.array(["]
        for name, tree in zip(names, trees, strict=True):
            *before, last = self._statement("        ", tree, ",")
            lines += [*before, f"{last}  # dL/d{name}"]
        return [*lines, "    ])"]

    def hessian(self) -> str:
        lines = ["# Its second derivatives", f"def hessian({self._arguments}):"]
        rows = self._loss.hessian_trees
        if len(rows) == 1:
            return "\n".join((*lines, *self._statement("    return ", rows[0][0])))
        lines.append("    return np.array([")
        for row in rows:
            entries = [text for tree in row for text in self._statement("            ", tree, ",")]
            lines += ["        [", *entries, "        ],"]
        return "\n".join((*lines, "    ])"))

    def _statement(self, head: str, tree: Tree, tail: str = "") -> list[str]:
        return self._style.statement(head, self._by_name(tree) if self._named else tree, tail)

    def _by_name(self, tree: Tree) -> Tree:
        if isinstance(tree, Number) and tree.value in self._named:
            return Name(self._named[tree.value])
        return rebuilt(tree, self._by_name)


def _comment(what: str, symbol: str, tree: Tree) -> str:
    """A comment with the formula as it was given, where that fits into a line."""
    comment = f"# {what} {symbol} = {as_text(tree)}"
    return comment if len(comment) <= LONGEST_LINE else f"# {what}"
