"""A rule written out for one loss: every vector as its components, every name assigned once.

This is the form that is compiled (for one ball and for many) and explained. Terms that vanish because a
hyperparameter is 0 are gone from it, and so are equations that then say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from engine.formula.code import Assignment
from engine.formula.functions import WHOLE_BY_NAME
from engine.formula.simplify import simplified, tidied
from engine.formula.tree import (
    ONE,
    ZERO,
    Binary,
    Call,
    Name,
    Number,
    Tree,
    children,
    names,
    with_children,
)
from engine.losses.form import Form
from engine.optimizers.program import GRADIENT, POINT, STEP, Equation, Program, remembered
from engine.optimizers.rule import Rule
from engine.optimizers.shapes import IDENTITY

LEARNING_RATE: Final = "lr"


@dataclass(frozen=True)
class Unrolled:
    """Assignments over generated names, and where to find what the rule leaves behind.

    `point`, `gradient`, `memory` and `hyper` are the names that are given, beside `t`; `followed` those of
    the gradient that the step follows, another one where the loss is stochastic; `new_point` and
    `new_memory` those that hold the result, `rate` the one of the learning rate, and `made` those that
    each equation assigns. `initial` compute the memory at the start, `first_memory`.
    """

    assignments: tuple[Assignment, ...]
    point: tuple[str, ...]
    gradient: tuple[str, ...]
    followed: tuple[str, ...]
    memory: tuple[str, ...]
    hyper: tuple[str, ...]
    new_point: tuple[str, ...]
    new_memory: tuple[str, ...]
    rate: str
    made: tuple[tuple[str, ...], ...]
    initial: tuple[Assignment, ...]
    first_memory: tuple[Tree, ...]


def vanishing(rule: Rule, hyper: tuple[float, ...]) -> frozenset[str]:
    """The hyperparameters that are 0, whose terms vanish; never the learning rate, which may change."""
    pairs = zip(rule.hyper, hyper, strict=True)
    return frozenset(declared.name for declared, value in pairs if value == 0.0) - {LEARNING_RATE}


@lru_cache(maxsize=512)
def reduced(rule: Rule, zeros: frozenset[str]) -> Program:
    """The rule's equations without what vanishes when these hyperparameters are 0.

    An equation that then only renames something (`b = g`) is left out as well, and so is one
    whose result has no more part in the step.
    """
    program = rule.program
    known: dict[str, Tree] = {name: ZERO for name in zeros}
    kept: list[Equation] = []
    for place, line in enumerate(program.equations):
        tree = simplified(line.tree, known)
        if tree == Name(line.target):
            continue
        if tree != line.tree and _is_alias(line.target, tree, program, place):
            known[line.target] = tree
            continue
        kept.append(Equation(line.target, tree, line.start, line.end))
    idle = _needed(program.equations) - _needed(kept)
    kept = [line for line in kept if line.target not in idle]
    memory = remembered(kept, program.memory)
    initial = tuple(
        Equation(line.target, simplified(line.tree, known), line.start, line.end)
        for line in program.initial
        if line.target in memory
    )
    return Program(tuple(kept), memory, program.vectors, program.matrices, initial)


def _needed(equations: Sequence[Equation]) -> set[str]:
    """The names that the next point depends on, now or later."""
    needed = {POINT}
    while True:
        more = {name for line in equations if line.target in needed for name in names(line.tree)} - needed
        if not more:
            return needed
        needed |= more


def _is_alias(target: str, tree: Tree, program: Program, place: int) -> bool:
    """Whether a name stands for another one, or for a number, in all of the step."""
    if not isinstance(tree, Name | Number):
        return False
    source = tree.name if isinstance(tree, Name) else ""
    others = program.equations[:place] + program.equations[place + 1 :]
    after = program.equations[place + 1 :]
    return (
        target not in (POINT, GRADIENT)
        and (target in program.vectors) == (source in program.vectors)
        and target not in {line.target for line in others}
        and source not in {line.target for line in after}
        and not any(target in names(line.tree) for line in program.equations[:place])
    )


@lru_cache(maxsize=512)
def unrolled(rule: Rule, zeros: frozenset[str], form: Form, rate: Tree | None = None) -> Unrolled:
    """The rule for losses of a form; a scheduled learning rate is `rate`, a formula of `t` and `lr`."""
    program, dimension = reduced(rule, zeros), len(form.parameters)
    hyper = {declared.name: f"h_{declared.name}" for declared in rule.hyper}
    at_start = _Writing(program, form, hyper, "i", ONE)
    first: list[Tree] = []
    for line in program.initial:
        at_start.assign(line)
    for name in program.memory:
        count = program.size(name, dimension)
        held = at_start.held.get(name)
        first += at_start.spread(held, count) if held else (ZERO,) * count
    during = _Writing(program, form, hyper, "q", Name(STEP))
    followed = _names_of(during.held[GRADIENT])
    given_memory: list[str] = []
    for name in program.memory:
        count = program.size(name, dimension)
        fresh = [f"m_{len(given_memory) + k}" for k in range(count)]
        during.held[name] = tuple(map(Name, fresh))
        given_memory += fresh
    if rate is not None:
        during.assign(Equation(LEARNING_RATE, rate))
    made = tuple(during.assign(line) for line in program.equations)
    return Unrolled(
        assignments=tuple(during.assignments),
        point=_component_names(POINT, dimension),
        gradient=_component_names(GRADIENT, dimension),
        followed=followed,
        memory=tuple(given_memory),
        hyper=tuple(hyper.values()),
        new_point=_names_of(during.held[POINT]),
        new_memory=tuple(name for each in program.memory for name in _names_of(during.held[each])),
        rate=_names_of(during.held[LEARNING_RATE])[0],
        made=made,
        initial=tuple(at_start.assignments),
        first_memory=tuple(first),
    )


def _component_names(vector: str, dimension: int) -> tuple[str, ...]:
    return tuple(f"{vector}_{k}" for k in range(dimension))


def _names_of(parts: tuple[Tree, ...]) -> tuple[str, ...]:
    return tuple(part.name for part in parts if isinstance(part, Name))


class _Writing:
    """Equations on their way to assignments of single numbers, in their order.

    `held` maps each name of the rule to the generated names that now hold its numbers; a matrix is held
    row by row.
    """

    def __init__(
        self, program: Program, form: Form, hyper: Mapping[str, str], prefix: str, step: Tree
    ) -> None:
        self.assignments: list[Assignment] = []
        self._program = program
        self._form = form
        self._dimension = len(form.parameters)
        self._prefix = prefix
        self._step = step
        self._count = 0
        self.held: dict[str, tuple[Tree, ...]] = {
            **{name: (Name(generated),) for name, generated in hyper.items()},
            POINT: tuple(map(Name, _component_names(POINT, self._dimension))),
            GRADIENT: tuple(map(Name, _component_names(GRADIENT, self._dimension))),
            STEP: (Name(STEP),),
            IDENTITY: tuple(
                ONE if row == column else ZERO
                for row in range(self._dimension)
                for column in range(self._dimension)
            ),
        }
        if form.is_stochastic:
            # Not the gradient that is recorded, which is that of all samples.
            self.held[GRADIENT] = self._derivatives("grad", self.held[POINT])

    def assign(self, line: Equation) -> tuple[str, ...]:
        """Append the assignments of one equation; the names that hold what it assigns."""
        count = self._program.size(line.target, self._dimension)
        parts = self._keep(self.spread(self._parts(line.tree), count))
        self.held[line.target] = parts
        return _names_of(parts)

    def spread(self, parts: tuple[Tree, ...], count: int) -> tuple[Tree, ...]:
        """As many parts as wanted, of a single number by repeating it."""
        return parts if len(parts) == count else parts * count

    def _keep(self, trees: tuple[Tree, ...]) -> tuple[Tree, ...]:
        """Assign the trees to fresh names."""
        return tuple(self._assign(tree, 1)[0] for tree in trees)

    def _assign(self, tree: Tree, count: int) -> tuple[Tree, ...]:
        fresh = self._fresh(count)
        self.assignments.append(Assignment(", ".join(fresh), tree))
        return tuple(map(Name, fresh))

    def _fresh(self, count: int) -> list[str]:
        fresh = [f"{self._prefix}{self._count + k}" for k in range(count)]
        self._count += count
        return fresh

    def _parts(self, tree: Tree) -> tuple[Tree, ...]:
        """A tree as the trees of its numbers."""
        if isinstance(tree, Number):
            return (tree,)
        if isinstance(tree, Name):
            return self.held.get(tree.name, (tree,))
        parts = [self._parts(part) for part in children(tree)]
        if isinstance(tree, Call) and tree.function in WHOLE_BY_NAME:
            # A vector that vanished, as w*0 does, is a single 0 by now.
            counts = (self._dimension**rank for rank in WHOLE_BY_NAME[tree.function].takes)
            return self._whole(tree.function, *map(self.spread, parts, counts))
        count = max(map(len, parts))
        columns = zip(*(self.spread(part, count) for part in parts), strict=True)
        return tuple(tidied(with_children(tree, column)) for column in columns)

    def _whole(self, function: str, x: tuple[Tree, ...], y: tuple[Tree, ...] = ()) -> tuple[Tree, ...]:
        """A function of vectors: computed where it stands, and kept under names of its own."""
        match function:
            case "sum":
                return self._keep((_total(x),))
            case "mean":
                return self._keep((Binary("/", _total(x), Number(float(len(x)))),))
            case "norm":
                squares = tuple(Binary("**", part, Number(2.0)) for part in self._named(x))
                return self._keep((Call("sqrt", (_total(squares),)),))
            case "dot":
                products = zip(x, y, strict=True)
                return self._keep((_total(tuple(Binary("*", *pair) for pair in products)),))
            case "grad" | "hessian":
                return self._derivatives(function, self._named(x))
        if len(y) == 1:
            return self._keep((Binary("/", *y, *x),))
        return self._assign(Call(function, (*x, *y)), len(y))

    def _named(self, trees: tuple[Tree, ...]) -> tuple[Tree, ...]:
        return trees if all(isinstance(tree, Name) for tree in trees) else self._keep(trees)

    def _derivatives(self, function: str, point: tuple[Tree, ...]) -> tuple[Tree, ...]:
        """The derivatives that this step follows at a named point, kept under names of their own."""
        if function == "grad":
            fresh = self._fresh(self._dimension)
            self.assignments.extend(self._form.slopes(fresh, point, self._step))
        else:
            fresh = self._fresh(self._dimension**2)
            self.assignments.extend(self._form.bends(fresh, point, self._step))
        return tuple(map(Name, fresh))


def _total(parts: tuple[Tree, ...]) -> Tree:
    total = parts[0]
    for part in parts[1:]:
        total = Binary("+", total, part)
    return total
