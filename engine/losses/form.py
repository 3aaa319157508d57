"""The form of a loss: what generated code must know to compute it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from engine.formula.code import Assignment
from engine.formula.tree import Call, Tree, substituted


class Form(Protocol):
    """How a loss is written in generated code; losses of equal form share their code.

    `calls` are the functions that the code calls and that it must be handed, as `Loss.functions` and
    `Loss.array_functions` give them. `step` is the number of the step that asks: a stochastic loss has
    other slopes at each.
    """

    @property
    def parameters(self) -> tuple[str, ...]: ...

    @property
    def is_stochastic(self) -> bool:
        """Whether steps follow other slopes than those of the recorded loss."""

    @property
    def calls(self) -> tuple[str, ...]: ...

    def record(self, loss: str, slopes: Sequence[str], point: Sequence[Tree]) -> tuple[Assignment, ...]:
        """Assign the loss at a point and its slopes there to these names."""

    def slopes(self, targets: Sequence[str], point: Sequence[Tree], step: Tree) -> tuple[Assignment, ...]:
        """Assign the slopes that a step follows at a point."""

    def __hash__(self) -> int: ...

    def bends(self, targets: Sequence[str], point: Sequence[Tree], step: Tree) -> tuple[Assignment, ...]:
        """Assign the second derivatives that a step follows at a point, row by row."""


class WrittenForm(ABC):
    """A loss that is a formula of its parameters, with its first and second derivatives."""

    @property
    @abstractmethod
    def parameters(self) -> tuple[str, ...]: ...

    @property
    @abstractmethod
    def tree(self) -> Tree: ...

    @property
    @abstractmethod
    def gradient_trees(self) -> tuple[Tree, ...]: ...

    @property
    @abstractmethod
    def hessian_trees(self) -> tuple[tuple[Tree, ...], ...]: ...

    @property
    def is_stochastic(self) -> bool:
        return False

    @property
    def calls(self) -> tuple[str, ...]:
        return ()

    def record(self, loss: str, slopes: Sequence[str], point: Sequence[Tree]) -> tuple[Assignment, ...]:
        return self._written((loss, *slopes), (self.tree, *self.gradient_trees), point)

    def slopes(self, targets: Sequence[str], point: Sequence[Tree], step: Tree) -> tuple[Assignment, ...]:
        return self._written(targets, self.gradient_trees, point)

    def bends(self, targets: Sequence[str], point: Sequence[Tree], step: Tree) -> tuple[Assignment, ...]:
        return self._written(targets, chain.from_iterable(self.hessian_trees), point)

    def _written(
        self, targets: Sequence[str], trees: Iterable[Tree], point: Sequence[Tree]
    ) -> tuple[Assignment, ...]:
        place = dict(zip(self.parameters, point, strict=True))
        pairs = zip(targets, trees, strict=True)
        return tuple(Assignment(target, substituted(tree, place)) for target, tree in pairs)


@dataclass(frozen=True)
class CalledForm:
    """A loss that is computed by calls: `record(*point)`, `slopes(step, *point)`, `bends(step, *point)`."""

    parameters: tuple[str, ...]
    is_stochastic: bool

    @property
    def calls(self) -> tuple[str, ...]:
        return ("record", "slopes", "bends")

    def record(self, loss: str, slopes: Sequence[str], point: Sequence[Tree]) -> tuple[Assignment, ...]:
        return (Assignment(", ".join((loss, *slopes)), Call("record", tuple(point))),)

    def slopes(self, targets: Sequence[str], point: Sequence[Tree], step: Tree) -> tuple[Assignment, ...]:
        return (Assignment(", ".join(targets), Call("slopes", (step, *point))),)

    def bends(self, targets: Sequence[str], point: Sequence[Tree], step: Tree) -> tuple[Assignment, ...]:
        return (Assignment(", ".join(targets), Call("bends", (step, *point))),)
