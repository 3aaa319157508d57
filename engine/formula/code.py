"""Trees to compiled Python: plain floats for one ball, numpy arrays for many, from the same lines.

The only place of the program that runs generated code, and what it runs is made from checked trees
alone: every name in it is one of ours (`v0`, `s3`), every number is written by `repr` of a float.

Repeated parts are computed once; parts that do not change from step to step are computed before the
loop. Neither changes a result, since each operation stays the one that was written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from engine.errors import InputError
from engine.formula.functions import CONSTANTS, FUNCTIONS
from engine.formula.linear import solve, solve_arrays
from engine.formula.simplify import evaluated, power
from engine.formula.tree import Binary, Call, Compare, Name, Negative, Number, Tree, children

LONGEST_EXPRESSION: Final = 300
TOO_DEEP: Final = "This formula is nested too deeply to be computed."

SCALAR: Final[dict[str, Any]] = {
    **{f"f_{function.name}": function.scalar for function in FUNCTIONS}, "f_power": power,
    "f_solve": solve,
}  # fmt: skip
ARRAY: Final[dict[str, Any]] = {
    **{f"f_{function.name}": function.array for function in FUNCTIONS}, "f_power": np.power,
    "f_solve": solve_arrays,
}  # fmt: skip


@dataclass(frozen=True)
class Assignment:
    """`target = tree`, where `target` is a name of generated code.

    The solution of linear equations has several targets, `q1, q2`, and is called `solve` with the matrix
    row by row and then the right side as its arguments.
    """

    target: str
    tree: Tree

    @property
    def targets(self) -> tuple[str, ...]:
        return tuple(self.target.split(", "))


def computed(
    assignments: Iterable[Assignment],
    values: Mapping[str, float],
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> dict[str, float]:
    """The values with those of the assignments added, by the very operations of the compiled code.

    `functions` are those of the form of a loss, by the names that it calls them. Raises ArithmeticError or
    ValueError where there is none.
    """
    known = dict(values)
    several: dict[str, Callable[..., Any]] = {"solve": solve, **(functions or {})}
    for assignment in assignments:
        match assignment:
            case Assignment(tree=Call(name, arguments)) if name in several:
                results = several[name](*(evaluated(argument, known) for argument in arguments))
                # For a loss of one parameter it is a number.
                several_results = results if len(assignment.targets) > 1 else (results,)
                known.update(zip(assignment.targets, several_results, strict=True))
            case Assignment(target, tree):
                known[target] = evaluated(tree, known)
    return known


class Lines:
    """Lines of generated code, made from assignments in their order.

    `known` maps the names of the trees to names of generated code; a target must be assigned once only.
    Lines that depend on `steady` names alone are kept apart in `before`: they can stand ahead of a loop.
    """

    def __init__(self, known: Mapping[str, str], steady: Iterable[str] = (), arrays: bool = False) -> None:
        self.lines: list[str] = []
        self.before: list[str] = []
        self._known = dict(known)
        self._steady = set(steady) | set(CONSTANTS)
        self._arrays = arrays
        self._uses: Counter[Tree] = Counter()
        self._shared: dict[Tree, str] = {}
        self._count = 0

    def add(self, assignments: Iterable[Assignment]) -> None:
        """Append the lines for these assignments, sharing what repeats among them.

        Raises InputError if one is nested too deeply.
        """
        assignments = tuple(assignments)
        try:
            self._add(assignments)
        except RecursionError:
            raise InputError(TOO_DEEP) from None

    def _add(self, assignments: tuple[Assignment, ...]) -> None:
        for assignment in assignments:
            self._count_uses(assignment.tree)
        for assignment in assignments:
            expression = self._expression(assignment.tree)
            self.lines.append(f"{assignment.target} = {expression}")
            for target in assignment.targets:
                self._known.setdefault(target, target)

    def expression(self, tree: Tree) -> str:
        """One more tree, written out for use after the lines so far."""
        return self._expression(tree)

    def _count_uses(self, tree: Tree) -> None:
        self._uses[tree] += 1
        if self._uses[tree] > 1:
            return
        parts = children(tree)
        # What stands in a branch may have no value where the other branch is taken: not computed ahead.
        if isinstance(tree, Call) and tree.function == "where" and not self._arrays:
            parts = parts[:1]
        for part in parts:
            self._count_uses(part)

    def _new_name(self) -> str:
        self._count += 1
        return f"s{self._count}"

    def _expression(self, tree: Tree, in_branch: bool = False) -> str:
        if isinstance(tree, Number):
            return repr(tree.value)
        if isinstance(tree, Name):
            return self._known[tree.name] if tree.name in self._known else repr(CONSTANTS[tree.name])
        if tree in self._shared:
            return self._shared[tree]
        if in_branch or (isinstance(tree, Compare) and self._uses[tree] < 2):
            return self._written(tree, in_branch)
        steady = self._is_steady(tree)
        written = self._written(tree, in_branch)
        # Long ones are cut up, since Python reads no more than 200 brackets inside each other.
        if steady or self._uses[tree] > 1 or len(written) > LONGEST_EXPRESSION:
            return self._kept(tree, written, steady)
        return written

    def _is_steady(self, tree: Tree) -> bool:
        if isinstance(tree, Name):
            return tree.name in self._steady
        return all(map(self._is_steady, children(tree)))

    def _kept(self, tree: Tree, written: str, steady: bool) -> str:
        name = self._new_name()
        (self.before if steady else self.lines).append(f"{name} = {written}")
        self._shared[tree] = name
        return name

    def _written(self, tree: Tree, in_branch: bool) -> str:
        def part(inner: Tree) -> str:
            return self._expression(inner, in_branch)

        match tree:
            case Negative(operand):
                return f"(-{part(operand)})"
            case Compare(operator, left, right):
                return f"({part(left)} {operator} {part(right)})"
            case Binary("**", base, Number(2.0)):
                return self._square(base, in_branch)
            case Binary("**", base, exponent):
                return f"f_power({part(base)}, {part(exponent)})"
            case Binary(operator, left, right):
                return f"({part(left)} {operator} {part(right)})"
            case Call("where", (condition, then, otherwise)) if not self._arrays:
                chosen, other = self._expression(then, True), self._expression(otherwise, True)
                return f"({chosen} if {part(condition)} else {other})"
            case Call(function, arguments):
                return f"f_{function}({', '.join(part(argument) for argument in arguments)})"
        raise TypeError(tree)

    def _square(self, base: Tree, in_branch: bool) -> str:
        written = self._expression(base, in_branch)
        if written.isidentifier():
            return f"({written}*{written})"
        if in_branch and len(written) > LONGEST_EXPRESSION:
            # A branch cannot be cut up; this way it is only as deep as its formula.
            return f"f_power({written}, 2.0)"
        name = self._new_name()
        return f"(({name} := {written})*{name})"


def compiled(name: str, source: str, functions: Mapping[str, Any]) -> Callable[..., Any]:
    """The function `name` of generated source; InputError if it is too much for Python's compiler."""
    namespace: dict[str, Any] = dict(functions)
    try:
        exec(compile(source, f"<generated {name}>", "exec"), namespace)
    except (SyntaxError, RecursionError, MemoryError):
        raise InputError(TOO_DEEP) from None
    made: Callable[..., Any] = namespace[name]
    return made


def function_of(arguments: Iterable[str], trees: Iterable[Tree], arrays: bool) -> Callable[..., Any]:
    """A function of the named numbers, or arrays of them, that returns the tuple of the trees' values."""
    known = {argument: f"v{place}" for place, argument in enumerate(arguments)}
    lines = Lines(known, arrays=arrays)
    results = [Assignment(f"r{place}", tree) for place, tree in enumerate(trees)]
    lines.add(results)
    body = "\n    ".join(
        [*lines.before, *lines.lines, f"return ({''.join(r.target + ', ' for r in results)})"]
    )
    source = f"def values({', '.join(known.values())}):\n    {body}\n"
    return compiled("values", source, ARRAY if arrays else SCALAR)
