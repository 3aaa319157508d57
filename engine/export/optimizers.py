"""Optimizers as functions of a script, each written out once."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.export.loss_source import LossSource
from engine.export.python import LONGEST_LINE, PythonStyle, own_name, own_names
from engine.formula.tree import Call, Name, names, substituted, walk
from engine.losses.loss import Point
from engine.optimizers.program import GRADIENT, POINT, STEP, Equation, Program, remembered
from engine.optimizers.racer import Racer
from engine.optimizers.shapes import IDENTITY, MATRIX, VECTOR
from engine.optimizers.unrolled import LEARNING_RATE, reduced, vanishing
from engine.run import Run


def start_of(start: Point) -> str:
    if len(start) == 1:
        return repr(start[0])
    numbers = ", ".join(map(repr, start))
    if len(numbers) > LONGEST_LINE - len("start = np.array([])"):
        numbers = "\n    " + ",\n    ".join(map(repr, start)) + ",\n"
    return f"np.array([{numbers}])"


@dataclass(frozen=True)
class _Function:
    """A function of the script: one optimizer, written out."""

    comment: str
    arguments: tuple[str, ...]
    body: tuple[str, ...]

    def named(self, name: str) -> str:
        lines = (f"    {line}" for line in self.body)
        comment = textwrap.wrap(self.comment, LONGEST_LINE, initial_indent="# ", subsequent_indent="# ")
        return "\n".join((*comment, f"def {name}({', '.join(self.arguments)}):", *lines))


class Optimizers:
    """The functions of the racers; racers that differ in numbers alone share one."""

    def __init__(self, dimension: int, loss: LossSource) -> None:
        self._dimension = dimension
        self._loss = loss
        self._names: dict[_Function, str] = {}

    def sources(self) -> list[str]:
        return [function.named(name) for function, name in self._names.items()]

    def call(self, run: Run, steps: int) -> str:
        """The call that does the steps of this run, or as many as there are."""
        function = self._function(run)
        if function not in self._names:
            title = re.sub(r"\W+", "_", run.racer.rule.title.lower()).strip("_")
            self._names[function] = own_name(title, self._names.values())
        values = (f"{name}={value!r}" for name, value in hyper_of(run.racer).items())
        start = "start" if run.racer.start is None else start_of(run.racer.start)
        return f"{self._names[function]}({', '.join((start, f'steps={min(run.last, steps)}', *values))})"

    def _function(self, run: Run) -> _Function:
        rule, several = run.racer.rule, self._dimension > 1
        program = reduced(rule, vanishing(rule, run.racer.hyper))
        hyper = hyper_of(run.racer)
        own = own_names(
            (POINT, GRADIENT, STEP, *hyper, *program.memory, *(line.target for line in program.equations))
        )
        own[IDENTITY] = f"np.eye({self._dimension})" if several else "1.0"
        lr = LEARNING_RATE
        if run.rate is not None:
            lr = own_name("rate", own.values())
            own[lr] = lr
        arrays = program.vectors | program.matrices if several else frozenset[str]()
        samples = own_name("samples", own.values())
        style = PythonStyle(own, arrays, hyper, self._calls(samples))
        w, t, star = own[POINT], own[STEP], "*" if several else ""

        def assigned(indent: str, line: Equation) -> list[str]:
            tree = substituted(line.tree, {LEARNING_RATE: Name(lr)})
            head = f"{indent}{own[line.target]} = "
            if line.target not in arrays or style.is_array(tree):
                return style.statement(head, tree)
            like = style.like(MATRIX if line.target in program.matrices else VECTOR)
            return style.statement(f"{head}np.full_like({like}, ", tree, ")")

        rate = [] if run.rate is None else style.statement(f"{own[lr]} = ", run.rate)
        counts = rate or self._loss.batch or any(STEP in names(line.tree) for line in program.equations)
        row = f"[{star}{w}, loss({star}{w}), {star}{{}}, {own[lr]}]"
        here = f"gradient({star}{w})"
        body = [
            "history = []",
            *([f"{t} = 1", *rate] if rate else []),
            *self._memory(program, own, style, samples),
            f"for {t} in range(1, steps + 1):" if counts else "for _ in range(steps):",
            *(f"    {line}" for line in self._gradient(program, own, row, samples)),
            *(f"    {line}" for line in rate),
            *(text for line in program.equations for text in assigned("    ", line)),
            f"history.append({row.format(here)})",
            "return np.array(history)",
        ]
        arguments = (w, "steps", *(own[name] for name in hyper))
        source = f" ({rule.source})" if rule.source else ""
        return _Function(f"{rule.title}{source}", arguments, tuple(body))

    def _calls(self, samples: str) -> Mapping[str, str]:
        """How equations call the derivatives that a step follows; empty for those of the recorded loss."""
        if not self._loss.batch:
            return {}
        point = "*({0})" if self._dimension > 1 else "{0}"
        return {
            "grad": f"{self._loss.followed}({point}, *{samples})",
            "hessian": f"hessian({point}, *{samples})",
        }

    def _gradient(self, program: Program, own: Mapping[str, str], row: str, samples: str) -> Iterator[str]:
        """The record of where a step begins, and the gradient that it follows."""
        star = "*" if self._dimension > 1 else ""
        g, here = own[GRADIENT], f"gradient({star}{own[POINT]})"
        if not self._loss.batch:
            yield f"{g} = {here}"
            yield f"history.append({row.format(g)})"
            return
        yield f"history.append({row.format(here)})"
        yield f"{samples} = batch({own[STEP]})"
        if remembered(program.equations, {GRADIENT}):
            yield f"{g} = {self._loss.followed}({star}{own[POINT]}, *{samples})"

    def _memory(
        self, program: Program, own: Mapping[str, str], style: PythonStyle, samples: str
    ) -> Iterator[str]:
        """What is remembered before the first step."""
        dimension = self._dimension
        first = {line.target: line.tree for line in program.initial}
        star, called = (
            "*" if dimension > 1 else "",
            {node.function for tree in first.values() for node in walk(tree) if isinstance(node, Call)},
        )
        reads_gradient = any(GRADIENT in names(tree) for tree in first.values())
        if self._loss.batch and (reads_gradient or called & {"grad", "hessian"}):
            yield f"{samples} = batch(1)"
        if reads_gradient:
            given = f"{star}{own[POINT]}, *{samples}" if self._loss.batch else f"{star}{own[POINT]}"
            yield f"{own[GRADIENT]} = {self._loss.followed}({given})"
        # An initial value may refer to those said before it, so these come in their order.
        for name in (*first, *(name for name in program.memory if name not in first)):
            shape = {dimension: f"{dimension}", dimension**2: f"({dimension}, {dimension})"}
            several = dimension > 1 and (name in program.vectors or name in program.matrices)
            size = shape[program.size(name, dimension)] if several else ""
            if name not in first:
                yield f"{own[name]} = {f'np.zeros({size})' if several else '0.0'}"
            elif several and not style.is_array(first[name]):
                yield from style.statement(f"{own[name]} = np.full({size}, ", first[name], ")")
            else:
                yield from style.statement(f"{own[name]} = ", first[name])


def hyper_of(racer: Racer) -> dict[str, float]:
    """The learning rate and the hyperparameters that the equations still name."""
    rule = racer.rule
    program = reduced(rule, vanishing(rule, racer.hyper))
    lines = (*program.initial, *program.equations)
    read = {LEARNING_RATE, *(name for line in lines for name in names(line.tree))}
    pairs = zip(rule.hyper, racer.hyper, strict=True)
    return {declared.name: value for declared, value in pairs if declared.name in read}
