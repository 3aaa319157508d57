"""What can be said of a tree without knowing the parameters: constant parts, and terms that vanish."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from typing import Final

from engine.errors import FormulaError, shown
from engine.formula.functions import BY_NAME, CONSTANTS
from engine.formula.notation import as_text
from engine.formula.tree import (
    ONE,
    ZERO,
    Binary,
    Call,
    Compare,
    Name,
    Negative,
    Number,
    Tree,
    children,
    rebuilt,
)

COMPARED: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


def power(base: float, exponent: float) -> float:
    """The language's power: a square is a product (correctly rounded), all else the C library's `pow`."""
    return base * base if exponent == 2.0 else math.pow(base, exponent)


COMPUTED: Final[dict[str, Callable[[float, float], float]]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": power,
}  # fmt: skip


def evaluated(tree: Tree, values: Mapping[str, float]) -> float:
    """The value of a tree in plain floats, with the very operations that the compiled code does.

    Raises ArithmeticError or ValueError where it has none, KeyError for a name without a value.
    """
    match tree:
        case Number(value):
            return value
        case Name(name):
            return values[name] if name in values else CONSTANTS[name]
        case Negative(operand):
            return -evaluated(operand, values)
        case Binary(symbol, left, right):
            return COMPUTED[symbol](evaluated(left, values), evaluated(right, values))
        case Compare(symbol, left, right):
            return COMPARED[symbol](evaluated(left, values), evaluated(right, values))
        case Call("where", (condition, then, otherwise)):
            return evaluated(then if evaluated(condition, values) else otherwise, values)
        case Call(function, arguments):
            return BY_NAME[function].scalar(*(evaluated(argument, values) for argument in arguments))


def checked_constants(tree: Tree, text: str) -> Tree:
    """The same tree, if every part of it that holds no parameter is a finite number, and none divides by 0.

    This is what stops 9**9**9**9 and w/0 before anything is computed from them.
    """
    _constant(tree, text)
    return tree


def _constant(tree: Tree, text: str) -> float | None:
    """The value of a part that holds no parameter; None for one that does."""
    # A list, not a generator: every part is to be looked at, also after the first that is no constant.
    values = [_constant(child, text) for child in children(tree)]
    try:
        match tree:
            case Name(name) if name not in CONSTANTS:
                return None
            case Call(function) if function not in BY_NAME:
                return None
            case Binary("/") if values[1] == 0.0:
                raise ZeroDivisionError
        if None in values:
            return None
        value = evaluated(tree, {})
        if not math.isfinite(value):
            raise OverflowError
        return value
    except OverflowError:
        fault = "is too large for a number"
    except ZeroDivisionError:
        fault = "divides by zero"
    except ValueError:
        fault = "has no value"
    raise FormulaError(f"{shown(as_text(tree))} {fault}.", 0, len(text))


def chosen(tree: Tree, values: Mapping[str, float]) -> Tree:
    """The tree with the branch that applies in place of each `where` whose condition has a value."""
    match tree:
        case Call("where", (Compare() as condition, then, otherwise)):
            try:
                return chosen(then if evaluated(condition, values) else otherwise, values)
            except (KeyError, ArithmeticError, ValueError):
                pass
    return rebuilt(tree, lambda part: chosen(part, values))


def simplified(tree: Tree, known: Mapping[str, Tree] | None = None) -> Tree:
    """The tree with `known` names replaced and what then vanishes left out: 0*x, x + 0, 1*x, x**1.

    Nothing else is touched, so each operation that remains is the one that was written. Leaving out
    a vanished term is what PyTorch does when it skips weight decay that is 0.
    """
    known = known or {}
    if isinstance(tree, Name):
        return known.get(tree.name, tree)
    return tidied(rebuilt(tree, lambda part: simplified(part, known)))


def tidied(tree: Tree) -> Tree:
    """The same for the topmost node alone: its parts have been simplified."""
    match tree:
        case Negative(Number(value)) if value == 0.0:
            return ZERO
        case Negative(Negative(operand)):
            return operand
        case Binary("+", left, right):
            return right if left == ZERO else left if right == ZERO else tree
        case Binary("-", left, right):
            return left if right == ZERO else Negative(right) if left == ZERO else tree
        case Binary("*", left, right):
            if ZERO in (left, right):
                return ZERO
            return right if left == ONE else left if right == ONE else tree
        case Binary("/", left, right):
            return ZERO if left == ZERO else left if right == ONE else tree
        case Binary("**", left, right):
            return left if right == ONE else ONE if right == ZERO else tree
        case Call("where", (Compare(symbol, Number(left), Number(right)), then, otherwise)):
            return then if COMPARED[symbol](left, right) else otherwise
        case Call("where", (_, then, otherwise)) if then == otherwise:
            return then
    return tree


def product(left: Tree, right: Tree) -> Tree:
    """The product of two simplified trees, without a factor of 1."""
    return tidied(Binary("*", left, right))


def added(*terms: Tree) -> Tree:
    """The sum of some simplified trees from left to right, without those that are 0."""
    total: Tree = ZERO
    for term in terms:
        total = tidied(Binary("+", total, term))
    return total
