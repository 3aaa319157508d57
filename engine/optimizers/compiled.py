"""Rules as running code: the loop of one ball in plain floats, and one step of many balls in arrays.

A numpy call on two numbers costs ten times a float operation, so the loop of one ball holds the
equations and the loss written out in floats, and puts each step straight into the record's memory.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.formula.code import ARRAY, SCALAR, Assignment, Lines, compiled, computed
from engine.formula.inplace import MANY, Block
from engine.formula.simplify import evaluated
from engine.formula.tree import Name, Tree
from engine.formula.tree import names as names_in
from engine.losses.form import Form
from engine.losses.loss import Point
from engine.optimizers.program import STEP
from engine.optimizers.rule import Rule
from engine.optimizers.unrolled import Unrolled, unrolled


def _given(names: Unrolled) -> tuple[str, ...]:
    return (*names.point, *names.gradient, *names.memory)


def first_memory(
    names: Unrolled,
    point: Point,
    slopes: Point,
    hyper: tuple[float, ...],
    functions: Mapping[str, Callable[..., Any]],
) -> tuple[float, ...]:
    """What the rule remembers before the first step, nan where it has no value."""
    given = dict(zip((*names.point, *names.gradient, *names.hyper), (*point, *slopes, *hyper), strict=True))
    try:
        known = computed(names.initial, given, functions)
        return tuple(evaluated(tree, known) for tree in names.first_memory)
    except (ArithmeticError, ValueError):
        return (math.nan,) * len(names.memory)


@lru_cache(maxsize=256)
def advance(form: Form, rule: Rule, zeros: frozenset[str], rate: Tree | None = None) -> Callable[..., int]:
    """`advance(pack_into, buffer, offset, stride, first, last, *state, *hyper, *calls) -> last good step`.

    Does steps `first` to `last` from the state (point, gradient, memory) and packs for each the row
    point, loss, gradient, learning rate, memory as doubles. Ends early before a row that is not finite.
    """
    names = unrolled(rule, zeros, form, rate)
    slopes = tuple(f"n_{k}" for k in range(len(form.parameters)))
    known = {name: name for name in (*_given(names), *names.hyper, "t")}
    lines = Lines(known, steady=names.hyper)
    new_point = tuple(map(Name, names.new_point))
    lines.add((*names.assignments, *form.record("loss", slopes, new_point)))
    row = (*names.new_point, "loss", *slopes, names.rate, *names.new_memory)
    checked = (*names.new_point, "loss", *slopes, *names.new_memory)
    # A sum that is finite has finite terms. One that is not may have them too, if they are huge: then every
    # term is looked at, and 0 times a number is 0 unless the number is infinite or nan.
    suspicious = f"(total := {' + '.join(checked)}) - total != 0.0"
    infinite = " + ".join(f"0.0*{name}" for name in checked) + " != 0.0"
    held = zip(_given(names), (*names.new_point, *slopes, *names.new_memory), strict=True)
    loop = [
        *lines.lines,
        f"if {suspicious} and {infinite}: return t - 1",
        f"pack_into(buffer, offset, {', '.join(row)})",
        "offset += stride",
        *(f"{old} = {new}" for old, new in held),
    ]
    calls = (f"f_{call}" for call in form.calls)
    arguments = ", ".join((*_given(names), *names.hyper, *calls))
    source = f"""
def advance(pack_into, buffer, offset, stride, first, last, {arguments}):
    t = first
    try:
        {_indented(lines.before, 8)}
        for t in range(first, last + 1):
            {_indented(loop, 12)}
    except (ArithmeticError, ValueError):
        return t - 1
    return last
"""
    return compiled("advance", source, SCALAR)


@lru_cache(maxsize=256)
def array_step(form: Form, rule: Rule, zeros: frozenset[str]) -> Callable[..., Any]:
    """`array_step(t, *state, *hyper) -> (*new point, *new memory)`: one step of n balls.

    Each part of the state (point, gradient, memory) is an array (n,); a hyperparameter is a number or an
    array (n,).
    """
    names = unrolled(rule, zeros, form)
    lines = Lines({name: name for name in (*_given(names), *names.hyper, "t")}, arrays=True)
    lines.add(names.assignments)
    body = [*lines.before, *lines.lines, f"return {', '.join((*names.new_point, *names.new_memory))},"]
    source = f"""
def array_step(t, {", ".join((*_given(names), *names.hyper))}):
    {_indented(body, 4)}
"""
    return compiled("array_step", source, ARRAY)


@dataclass(frozen=True)
class ManyBalls:
    """The loop of many balls: `run(first, last, *arrays, *numbers, *hyper, *calls)` moves them in place.

    `arrays` names what each array holds to begin with: a component of the point or of the gradient, or what
    is remembered; the others are room for what comes between. `numbers` are what is remembered and is the
    same for all balls. `starting(*point, *gradient, *hyper, *calls)` gives the first memory, for both.
    Returned are the arrays of the point.
    """

    run: Callable[..., Any]
    starting: Callable[..., Any]
    arrays: tuple[str, ...]
    numbers: tuple[str, ...]
    names: Unrolled


@lru_cache(maxsize=64)
def many_balls(form: Form, rule: Rule, zeros: frozenset[str], rate: Tree | None = None) -> ManyBalls:
    """The steps of many balls at once, in arrays that are there already."""
    names = unrolled(rule, zeros, form, rate)
    read = {name for line in names.assignments for name in names_in(line.tree)}
    follows = bool(read.intersection(names.gradient))
    slopes = tuple(f"n_{k}" for k in range(len(form.parameters))) if follows else ()
    lines = [*names.assignments]
    if follows:
        lines += form.slopes(slopes, tuple(map(Name, names.new_point)), Name(STEP))
    varying = _varying(names)
    numbers = tuple(name for name in names.memory if name not in varying)
    memory = dict(zip(names.memory, names.new_memory, strict=True))
    becomes = {
        **dict(zip(names.point, names.new_point, strict=True)),
        **(dict(zip(names.gradient, slopes, strict=True)) if follows else {}),
        **{name: new for name, new in memory.items() if name in varying},
    }
    known = {name: name for name in (*names.hyper, *numbers, "t")}
    block = Block(lines, tuple(becomes), known, names.hyper)
    body, arrays = block.body(becomes)
    body += [f"{', '.join(numbers)}, = {', '.join(memory[name] for name in numbers)},"] if numbers else []
    many = [f"many_{call}" for call in form.calls]
    source = f"""
def run(first, last, {", ".join((*arrays, *numbers, *names.hyper, *many))}):
    {_indented(block.before, 4)}
    for t in range(first, last + 1):
        {_indented(body, 8)}
    return {", ".join(names.point)},
"""
    start = Lines({name: name for name in (*names.point, *names.gradient, *names.hyper)}, arrays=True)
    start.add(names.initial)
    start.add(Assignment(f"f_{place}", tree) for place, tree in enumerate(names.first_memory))
    calls = [f"f_{call}" for call in form.calls]
    first = f"""
def starting({", ".join((*names.point, *names.gradient, *names.hyper, *calls))}):
    {_indented([*start.before, *start.lines], 4)}
    return [{", ".join(f"f_{place}" for place in range(len(names.memory)))}]
"""
    run = compiled("run", source, MANY)
    return ManyBalls(run, compiled("starting", first, ARRAY), arrays, numbers, names)


def _varying(names: Unrolled) -> set[str]:
    """The names whose values differ from ball to ball."""
    varying = {*names.point, *names.gradient}
    lines = (*names.initial, *names.assignments)
    memory = list(zip(names.memory, names.new_memory, names.first_memory, strict=True))
    while True:
        before = len(varying)
        for line in lines:
            if varying.intersection(names_in(line.tree)):
                varying.update(line.targets)
        for name, new, first in memory:
            if new in varying or varying.intersection(names_in(first)):
                varying.add(name)
        if len(varying) == before:
            return varying


def _indented(lines: list[str], width: int) -> str:
    return ("\n" + " " * width).join(lines or ["pass"])
