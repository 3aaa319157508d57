"""Trees as Python source that gives the engine's numbers to the last bit.

What decides the last bit: a square is a product (the C library's `pow` rounds it the other way now and
then), any other power is that `pow`, functions are those of `math` (numpy's vectorised ones differ), and
numbers are floats. On arrays + - * / and sqrt are exact, so there the same text does.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from typing import Final

from engine.export.definitions import DEFINED, ON_SAMPLES
from engine.formula.functions import CONSTANTS, WHOLE_BY_NAME
from engine.formula.notation import PRECEDENCE, SIGN, TextStyle, number_text, precedence
from engine.formula.simplify import evaluated
from engine.formula.tree import Binary, Call, Compare, Name, Negative, Number, Tree, children, names, rebuilt
from engine.optimizers.program import POINT
from engine.optimizers.shapes import IDENTITY, VECTOR

LONGEST_LINE: Final = 100

# Functions of whole vectors: with one parameter those are single numbers.
OF_VECTORS: Final = {
    "sum": "total({0})", "mean": "total({0})/len({0})", "norm": "math.sqrt(total(({0})*({0})))",
    "dot": "total(({0})*({1}))", "grad": "gradient(*({0}))", "hessian": "hessian(*({0}))",
    "solve": "solve({0}, {1})",
}  # fmt: skip
OF_NUMBERS: Final = {
    "sum": "({0})", "mean": "({0})", "norm": "math.sqrt(({0})*({0}))", "dot": "({0})*({1})",
    "grad": "gradient({0})", "hessian": "hessian({0})", "solve": "({1})/({0})",
}  # fmt: skip
PYTHON: Final = frozenset({"abs", "min", "max"})
# Where numpy computes just what Python does; all else goes through Python, one number at a time.
ON_ARRAYS: Final = {
    "square": "square", "sqrt": "np.sqrt", "abs": "abs", "min": "np.minimum", "max": "np.maximum",
    "sign": "np.sign", "floor": "np.floor", "where": "np.where",
}  # fmt: skip
TAKEN: Final = frozenset({
    *keyword.kwlist, *DEFINED, *ON_SAMPLES, "math", "np", "range", "len", "loss", "gradient", "hessian",
    "history", "steps", "order", "batch", "batch_gradient", "csv", "file", "float", "lru_cache",
})  # fmt: skip


def own_name(wanted: str, used: Iterable[str] = ()) -> str:
    """A name for the script: the wanted one, with underscores where it is in use already."""
    taken = TAKEN.union(used)
    while wanted in taken:
        wanted += "_"
    return wanted


def own_names(wanted: Iterable[str]) -> dict[str, str]:
    """A name of its own in the script for each of these."""
    given: dict[str, str] = {}
    for name in wanted:
        if name not in given:
            given[name] = own_name(name, given.values())
    return given


class PythonStyle(TextStyle):
    """Writes trees over the script's `own` names; those in `arrays` hold arrays.

    `fixed` are names that keep one value through the script: with the value known, a power of it can be
    written as a power where that is the same number. `calls` are forms of functions of whole vectors that
    differ from the usual ones.
    """

    def __init__(
        self,
        own: Mapping[str, str],
        arrays: frozenset[str] = frozenset(),
        fixed: Mapping[str, float] | None = None,
        calls: Mapping[str, str] | None = None,
    ) -> None:
        self._own = own
        self._whole = {**(OF_VECTORS if arrays else OF_NUMBERS), **(calls or {})}
        self._arrays = arrays
        self._fixed = {**CONSTANTS, **(fixed or {})}

    def expression(self, tree: Tree) -> str:
        """The tree on one line."""
        exact = self._exact(tree)
        return self._choice(exact) or self.write(exact)

    def statement(self, head: str, tree: Tree, tail: str = "") -> list[str]:
        """`head expression tail`; what is too long for a line has lines for its terms and factors."""
        exact = self._exact(tree)
        line = f"{head}{self.expression(tree)}{tail}"
        indent = " " * (len(head) - len(head.lstrip()))
        terms = self._terms(exact)
        pieces = [piece for term in terms for piece in _folded(term, LONGEST_LINE - len(indent) - 4)]
        if len(line) <= LONGEST_LINE or len(pieces) == 1:
            return [line]
        return [f"{head}(", *(f"{indent}    {piece}" for piece in pieces), f"{indent}){tail}"]

    # How a node is written

    def name(self, name: str) -> str:
        return self._own.get(name, f"math.{name}")

    def write(self, tree: Tree) -> str:
        match tree:
            case Binary("+" | "-" as sign, left, right):
                return f"{self.write(left)} {sign} {self._addend(right)}"
        return super().write(tree)

    def call(self, tree: Call) -> str:
        if choice := self._choice(tree):
            return f"({choice})"
        function = tree.function
        if function in WHOLE_BY_NAME:
            ranked = zip(tree.arguments, WHOLE_BY_NAME[function].takes, strict=True)
            return f"({self._whole[function].format(*(self._spread(*each) for each in ranked))})"
        if function not in DEFINED and function not in PYTHON:
            function = f"math.{function}"
        if self.is_array(tree):
            function = ON_ARRAYS.get(tree.function, f"np.vectorize({function})")
        return f"{function}({', '.join(self.write(argument) for argument in tree.arguments)})"

    def like(self, rank: int) -> str:
        """What has the shape of a vector, or of a matrix."""
        return self._own[POINT if rank == VECTOR else IDENTITY]

    def _spread(self, tree: Tree, rank: int) -> str:
        """A vector or a matrix, also where it vanished to a single number, as w*0 does."""
        written = self.write(tree)
        alone = bool(self._arrays) and not self.is_array(tree)
        return f"np.full_like({self.like(rank)}, {written})" if alone else written

    def _choice(self, tree: Tree) -> str:
        """`where` of a single number as Python says it; empty for anything else."""
        match tree:
            case Call("where", (condition, then, otherwise)) if not self.is_array(condition):
                return f"{self.write(then)} if {self.write(condition)} else {self.write(otherwise)}"
        return ""

    def _terms(self, tree: Tree) -> list[str]:
        match tree:
            case Binary("+" | "-" as sign, left, right):
                return [*self._terms(left), f"{sign} {self._addend(right)}"]
        return [self.write(tree)]

    def _addend(self, tree: Tree) -> str:
        """What stands right of + or -; a sum there keeps its brackets, since their place decides bits."""
        written = self.write(tree)
        return f"({written})" if precedence(tree) in (PRECEDENCE["+"], SIGN) else written

    def is_array(self, tree: Tree) -> bool:
        """Whether a tree has a number for each parameter, rather than one."""
        match tree:
            case Name(name):
                return name in self._arrays
            case Call(function) if function in WHOLE_BY_NAME:
                return bool(self._arrays) and WHOLE_BY_NAME[function].gives > 0
        return any(map(self.is_array, children(tree)))

    # What is written: the same tree with squares as products, and floats where Python would count in ints

    def _exact(self, tree: Tree) -> Tree:
        match tree:
            case Number(value, text):
                written = text or number_text(value)
                return Number(value, f"{written}.0" if written.isdecimal() else written)
            case Binary("**", base, exponent):
                return self._power(base, exponent)
            case Binary(operator, left, right):
                if operator != "/" and _is_whole(left) and _is_whole(right):
                    return Binary(operator, left, self._exact(right))
                return Binary(operator, self._operand(left), self._operand(right))
            case Compare(operator, left, right):
                return Compare(operator, self._operand(left), self._operand(right))
        return rebuilt(tree, self._exact)

    def _operand(self, tree: Tree) -> Tree:
        """A whole number beside a float may stay as it is: Python makes it one."""
        return tree if _is_whole(tree) else self._exact(tree)

    def _power(self, base: Tree, exponent: Tree) -> Tree:
        steady = evaluated(exponent, CONSTANTS) if set(CONSTANTS).issuperset(names(exponent)) else None
        if steady == 2.0:
            return Binary("*", base, base) if isinstance(base, Name) else Call("square", (self._exact(base),))
        if not self.is_array(Binary("**", base, exponent)) and (
            steady is not None or self._is_square_exact(base)
        ):
            return Binary("**", self._exact(base), self._operand(exponent))
        return Call("power", (self._exact(base), self._exact(exponent)))

    def _is_square_exact(self, base: Tree) -> bool:
        if not set(self._fixed).issuperset(names(base)):
            return False
        value = evaluated(base, self._fixed)
        return value > 0.0 and value**2 == value * value


def _folded(term: str, width: int) -> list[str]:
    """A product over as many lines as it needs, each but the first beginning with its operator."""
    depth, factors = 0, [""]
    for piece in re.split(r"(\*\*|[()*/])", term):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece in ("*", "/") and depth == 0:
            factors.append("")
        factors[-1] += piece
    lines = [factors[0]]
    for factor in factors[1:]:
        if len(lines[-1]) + len(factor) > width:
            lines.append("    ")
        lines[-1] += factor
    return lines


def _is_whole(tree: Tree) -> bool:
    match tree:
        case Negative(Number(value)) if value == 0.0:
            return False  # Python's whole numbers have no -0
        case Number(value, text) | Negative(Number(value, text)):
            return (text or number_text(value)).isdecimal()
    return False
