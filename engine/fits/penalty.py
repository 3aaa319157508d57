"""A penalty on large parameters, added to the loss on data: L1 for their sizes, L2 for their squares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.formula.simplify import added
from engine.formula.tree import ZERO, Binary, Call, Name, Number, Tree

TWO = Number(2.0)


@dataclass(frozen=True)
class Penalty:
    """`l1` times the sum of the sizes and `l2` times the sum of the squares of the `touched` parameters.

    Source: Tibshirani 1996, J. Royal Stat. Soc. B 58 (L1); Hoerl and Kennard 1970, Technometrics 12 (L2).
    """

    parameters: tuple[str, ...]
    touched: tuple[str, ...]
    l1: float = 0.0
    l2: float = 0.0

    @property
    def is_none(self) -> bool:
        return (self.l1 == 0.0 and self.l2 == 0.0) or not self.touched

    @property
    def tree(self) -> Tree:
        """The penalty as a formula of the parameters."""
        return _tree(self)

    @property
    def slopes(self) -> tuple[Tree, ...]:
        """Its derivative in each parameter."""
        return tuple(self._slope(name) if name in self.touched else ZERO for name in self.parameters)

    @property
    def bends(self) -> tuple[tuple[Tree, ...], ...]:
        """Its second derivatives, row by row."""
        return tuple(
            tuple(Number(2.0 * self.l2) if row == name and row in self.touched else ZERO
                  for name in self.parameters)
            for row in self.parameters
        )  # fmt: skip

    def value(self, point: Sequence[float]) -> float:
        """The penalty at a point (d,)."""
        held = dict(zip(self.parameters, point, strict=True))
        sizes = [abs(held[name]) for name in self.touched]
        return self.l1 * sum(sizes) + self.l2 * sum(size * size for size in sizes)

    def _slope(self, name: str) -> Tree:
        parts = []
        if self.l1:
            parts.append(Binary("*", Number(self.l1), Call("sign", (Name(name),))))
        if self.l2:
            parts.append(Binary("*", Number(2.0 * self.l2), Name(name)))
        return added(*parts)


@lru_cache(maxsize=64)
def _tree(penalty: Penalty) -> Tree:
    parts: list[Tree] = []
    if penalty.l1:
        sizes = (Call("abs", (Name(name),)) for name in penalty.touched)
        parts.append(Binary("*", Number(penalty.l1), added(*sizes)))
    if penalty.l2:
        squares = (Binary("**", Name(name), TWO) for name in penalty.touched)
        parts.append(Binary("*", Number(penalty.l2), added(*squares)))
    return added(*parts)
