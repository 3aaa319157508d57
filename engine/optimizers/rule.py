"""A rule: an optimizer as its equations, as a paper prints them, and nothing else."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import lru_cache

from engine.errors import InputError, shown
from engine.hyper import Hyper
from engine.optimizers.program import Program, equations_latex, read_equations


@dataclass(frozen=True)
class Rule:
    """An update rule; `equations` holds one assignment a line.

    `w` is the point, `g` the gradient there, `t` the number of the step from 1. A name that is read before
    it is assigned is remembered from step to step, from zeros; all other names live for one step.
    """

    name: str
    title: str
    source: str
    hyper: tuple[Hyper, ...]
    equations: str

    @property
    def program(self) -> Program:
        """The equations, read and checked; FormulaError if they cannot be."""
        return _program(self.equations, tuple(hyper.name for hyper in self.hyper))

    @property
    def text(self) -> str:
        """The equations as they are typed, one a line from the left edge."""
        return inspect.cleandoc(self.equations)

    @property
    def latex(self) -> tuple[str, ...]:
        """The equations of step t typeset, one string a line; memory begins with index t - 1."""
        return equations_latex(self.program)

    @property
    def evaluations(self) -> int:
        """How many gradients one step computes."""
        return self.program.evaluations

    @property
    def uses_hessian(self) -> bool:
        """Whether a step computes second derivatives."""
        return self.program.uses_hessian

    def hyperparameter(self, name: str) -> Hyper:
        """The declaration of a hyperparameter; InputError names those there are."""
        for hyper in self.hyper:
            if hyper.name == name:
                return hyper
        known = ", ".join(hyper.name for hyper in self.hyper)
        raise InputError(f"{self.name} has no hyperparameter “{shown(name)}”; it has {known}.")


@lru_cache(maxsize=256)
def _program(equations: str, hyper: tuple[str, ...]) -> Program:
    return read_equations(equations, hyper)
