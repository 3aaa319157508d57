"""An experiment as a script that needs Python and NumPy alone, and prints the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.experiment import Experiment
from engine.export.python import LONGEST_LINE, PythonStyle, definitions, own_name, own_names
from engine.export.trace import header
from engine.formula.notation import as_text
from engine.formula.tree import Name, Tree, names, substituted
from engine.losses.landscape import Landscape
from engine.losses.loss import Loss, Point
from engine.optimizers.program import GRADIENT, POINT, STEP, Equation, Program
from engine.optimizers.racer import Racer
from engine.optimizers.shapes import IDENTITY
from engine.optimizers.unrolled import LEARNING_RATE, reduced, vanishing
from engine.run import Run, Status

ABOUT: Final = '''\
"""Prints the table of a descent, the same numbers as Fall Line to the last digit.

This is why squares are written as products: now and then x**2 is rounded the other way.
"""'''


def script(experiment: Experiment, runs: Sequence[Run] = ()) -> str:
    """The source of a script that prints what `trace` gives for the experiment's runs, byte for byte.

    A loop in it must end at the last finite step, so the runs are computed, if they are not handed over.
    """
    loss = experiment.loss
    assert isinstance(loss, Landscape)
    optimizers = _Optimizers(loss)
    races = []
    overflows = False
    for number, run in enumerate(runs or experiment.runs(), 1):
        run.extend_to(experiment.steps)
        races.append(_race(number, run, experiment.steps, optimizers))
        overflows |= not np.isfinite(run.memory).all()
    functions = [_loss(loss), _gradient(loss), *optimizers.sources()]
    if any("hessian(" in function for function in functions):
        functions.insert(2, _hessian(loss))
    helpers = definitions("\n".join(functions))
    uses_math = "math." in "".join((*helpers, *functions))
    imports = ["import math", "import numpy as np"] if uses_math else ["import numpy as np"]
    if overflows:
        # What is remembered may become infinite while the point does not.
        imports.append('np.seterr(over="ignore")')
    closing = [f'start = {_start(experiment.start)}\nprint("{header(loss)}")', *races]
    return "\n\n\n".join(("\n\n".join((ABOUT, *imports)), *helpers, *functions, "\n\n".join(closing))) + "\n"


def _loss(loss: Landscape) -> str:
    own = own_names(loss.parameters)
    arguments = ", ".join(own.values())
    return "\n".join(
        (
            _comment("The loss", f"L({', '.join(loss.parameters)})", loss.tree),
            f"def loss({arguments}):",
            *PythonStyle(own).statement("    return ", loss.tree),
        )
    )


def _gradient(loss: Landscape) -> str:
    own = own_names(loss.parameters)
    style = PythonStyle(own)
    head = f"def gradient({', '.join(own.values())}):"
    if loss.dimension == 1:
        (name,), (tree,) = loss.parameters, loss.gradient_trees
        comment = _comment("Its gradient", f"dL/d{name}", tree)
        return "\n".join((comment, head, *style.statement("    return ", tree)))
    lines = []
    for name, tree in zip(loss.parameters, loss.gradient_trees, strict=True):
        *before, last = style.statement("        ", tree, ",")
        lines += [*before, f"{last}  # dL/d{name}"]
    return "\n".join(("# Its gradient", head, "    return np.array([", *lines, "    ])"))


def _hessian(loss: Landscape) -> str:
    own = own_names(loss.parameters)
    style = PythonStyle(own)
    lines = ["# Its second derivatives", f"def hessian({', '.join(own.values())}):"]
    if loss.dimension == 1:
        return "\n".join((*lines, *style.statement("    return ", loss.hessian_trees[0][0])))
    lines.append("    return np.array([")
    for row in loss.hessian_trees:
        entries = [text for tree in row for text in style.statement("            ", tree, ",")]
        lines += ["        [", *entries, "        ],"]
    return "\n".join((*lines, "    ])"))


def _comment(what: str, symbol: str, tree: Tree) -> str:
    """A comment with the formula as it was given, where that fits into a line."""
    comment = f"# {what} {symbol} = {as_text(tree)}"
    return comment if len(comment) <= LONGEST_LINE else f"# {what}"


def _start(start: Point) -> str:
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
        return "\n".join((f"# {self.comment}", f"def {name}({', '.join(self.arguments)}):", *lines))


class _Optimizers:
    """The functions of the racers; racers that differ in numbers alone share one."""

    def __init__(self, loss: Loss) -> None:
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
        values = (f"{name}={value!r}" for name, value in _hyper(run.racer).items())
        start = "start" if run.racer.start is None else _start(run.racer.start)
        return f"{self._names[function]}({', '.join((start, f'steps={min(run.last, steps)}', *values))})"

    def _function(self, run: Run) -> _Function:
        rule, several = run.racer.rule, self._loss.dimension > 1
        program = reduced(rule, vanishing(rule, run.racer.hyper))
        hyper = _hyper(run.racer)
        own = own_names(
            (POINT, GRADIENT, STEP, *hyper, *program.memory, *(line.target for line in program.equations))
        )
        own[IDENTITY] = f"np.eye({self._loss.dimension})" if several else "1.0"
        lr = LEARNING_RATE
        if run.rate is not None:
            lr = own_name("rate", own.values())
            own[lr] = lr
        arrays = program.vectors | program.matrices if several else frozenset[str]()
        style = PythonStyle(own, arrays, hyper)
        w, g, t, star = own[POINT], own[GRADIENT], own[STEP], "*" if several else ""

        def assigned(indent: str, line: Equation) -> list[str]:
            tree = substituted(line.tree, {LEARNING_RATE: Name(lr)})
            return style.statement(f"{indent}{own[line.target]} = ", tree)

        rate = [] if run.rate is None else style.statement(f"{own[lr]} = ", run.rate)
        counts = rate or any(STEP in names(line.tree) for line in program.equations)
        body = [
            "history = []",
            *([f"{t} = 1", *rate] if rate else []),
            *self._memory(program, own, style),
            f"for {t} in range(1, steps + 1):" if counts else "for _ in range(steps):",
            f"    {g} = gradient({star}{w})",
            f"    history.append([{star}{w}, loss({star}{w}), {star}{g}, {own[lr]}])",
            *(f"    {line}" for line in rate),
            *(text for line in program.equations for text in assigned("    ", line)),
            f"history.append([{star}{w}, loss({star}{w}), {star}gradient({star}{w}), {own[lr]}])",
            "return np.array(history)",
        ]
        arguments = (w, "steps", *(own[name] for name in hyper))
        source = f" ({rule.source})" if rule.source else ""
        return _Function(f"{rule.title}{source}", arguments, tuple(body))

    def _memory(self, program: Program, own: Mapping[str, str], style: PythonStyle) -> Iterator[str]:
        """What is remembered before the first step."""
        dimension = self._loss.dimension
        first = {line.target: line.tree for line in program.initial}
        if any(GRADIENT in names(tree) for tree in first.values()):
            star = "*" if dimension > 1 else ""
            yield f"{own[GRADIENT]} = gradient({star}{own[POINT]})"
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


def _hyper(racer: Racer) -> dict[str, float]:
    """The learning rate and the hyperparameters that the equations still name."""
    rule = racer.rule
    program = reduced(rule, vanishing(rule, racer.hyper))
    lines = (*program.initial, *program.equations)
    read = {LEARNING_RATE, *(name for line in lines for name in names(line.tree))}
    pairs = zip(rule.hyper, racer.hyper, strict=True)
    return {declared.name: value for declared, value in pairs if declared.name in read}


def _race(number: int, run: Run, steps: int, optimizers: _Optimizers) -> str:
    comment = f"# Racer {number}: {' '.join(run.racer.title.split())}"
    if run.ended and run.last < steps:
        comment += f"\n# {run.reason}"
    if run.status is Status.UNDEFINED:
        return comment
    return "\n".join(
        (
            comment,
            f"history = {optimizers.call(run, steps)}",
            "for step, row in enumerate(history.tolist()):",
            f'    print({number}, "{run.racer.rule.name}", step, *row, sep=",")',
        )
    )
