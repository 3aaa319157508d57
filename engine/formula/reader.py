"""Text to checked tree. Nothing that is typed is ever run.

Python's own parser only shapes the text; every node of what it returns must then be on a short list,
and becomes a node of our own (`tree`). Whatever else Python can say is refused with one sentence and
its place in the text.
"""

from __future__ import annotations

import ast
import difflib
import keyword
import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from engine.errors import FormulaError, shown
from engine.formula.functions import BY_NAME, CONSTANTS, Function, WholeFunction
from engine.formula.simplify import checked_constants
from engine.formula.tree import Binary, Call, Compare, Name, Negative, Number, Tree

Functions: TypeAlias = Mapping[str, Function | WholeFunction]

LONGEST_TEXT: Final = 2_000
EXAMPLES: Final = {"criterion": "(p - y)**2", "model": "w*x + b", "schedule": "lr0/sqrt(t)"}
DEEPEST_TREE: Final = 150
LONGEST_NAME: Final = 30

ALLOWED: Final = "only numbers, names, + - * / ** ( ) and functions such as sin(w) are allowed"

# How people also write it, and what it means.
SPELLINGS: Final = {
    "^": "**", "−": "-", "–": "-", "·": "*", "×": "*", "⋅": "*", "÷": "/", "π": "pi", "≤": "<=", "≥": ">=",
    "²": "**2", "³": "**3", "⁴": "**4", "⁵": "**5", "⁶": "**6",
}  # fmt: skip
# What Python takes for numbers, and nobody can have meant for a parameter.
NOT_FINITE: Final = frozenset({"nan", "inf", "infinity"})
# What functions are called elsewhere.
OTHER_NAMES: Final = {"ln": "log", "lg": "log10", "arcsin": "asin", "arccos": "acos", "arctan": "atan"}
OPERATORS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**",
}  # fmt: skip
COMPARISONS: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip

TAKING_ONE: Final = tuple(name for name, function in BY_NAME.items() if function.arity == 1)
NUMBER: Final = r"(?<![\w.])((?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
# What no formula holds, and what is said of it. Looked for before Python's parser sees the text, so that the
# sentence is about the slip, and the parser meets numbers, names and operators only.
SLIPS: Final = (
    (r"([^\w\u0300-\u036f\s+\-*/().,<>=!])", "“{}” has no meaning in a {what}: {allowed}."),
    (rf"\b({'|'.join(keyword.kwlist)})\b", "“{}” has no meaning in a {what}: {allowed}."),
    (r"(=[<>])", "“{}” has no meaning in a {what}: write <= or >=."),
    (r"where\([^()]*?(?<![=<>!])=(?!=)", "To compare, write == in place of =."),
    (r"(?<![=<>!])=(?!=)", "A {what} has no “=”: write only what stands on its right side."),
    (rf"{NUMBER}\s*((?![eE](?:[-+]?\d|[-+]\s*$))[^\W\d_]\w*)", "Write {}*{}: a product needs its *."),
    (rf"{NUMBER}\s*\(", "Write {}*(…): a product needs its *."),
    (r"(\))\s*(\w+|\()", "Something is missing between {} and {}, such as a *."),
    (rf"\b({'|'.join(TAKING_ONE)})\s+(\w+)", "Write {}({}): a function needs its brackets."),
    (r"(\w+)\s+(\w+)", "Something is missing between {} and {}, such as a *."),
)  # fmt: skip
# Where else something is missing, once Python's parser has given up.
GAPS: Final = (
    (r"(\*\*|[-+*/<>,])\s*$", "Something is missing after {}."),
    (r"^\s*(\*\*?|/|[<>,])", "Something is missing before {}."),
    (r"(\*\*\s*[*/]|[*/+-]\s*(?:\*\*?|/)|\(\s*[)*/,]|[-+*/,]\s*[),])", "Something is missing in “{}”."),
)


def read(text: str, *, what: str = "formula", functions: Functions = BY_NAME) -> Tree:
    """The tree of a formula such as `(w - 1)**2 + sin(3*w)`; `^` is read as a power.

    Raises FormulaError: what is wrong in one sentence, with its place in the text.
    """
    if len(text) > LONGEST_TEXT:
        raise FormulaError(
            f"A {what} has at most {LONGEST_TEXT:,} characters; this one has {len(text):,}.", 0, len(text)
        )
    if not text.strip():
        example = EXAMPLES.get(what, "w**2")
        raise FormulaError(f"The {what} is empty: type one, for example {example}.", 0, len(text))
    reading = _Reading(text, what, functions)
    return checked_constants(reading.tree(), text)


class _Reading:
    """One text on its way to a tree; knows where each character of the respelled text came from."""

    def __init__(self, text: str, what: str, functions: Functions) -> None:
        self.text = text
        self.what = what
        self.functions = functions
        # Leading spaces would be an indentation to Python's parser.
        first = len(text) - len(text.lstrip())
        spelled = [
            (place, " " if character.isspace() else SPELLINGS.get(character, character))
            for place, character in enumerate(text)
            if place >= first
        ]
        self.source = "".join(piece for _, piece in spelled)
        self.origins = [place for place, piece in spelled for _ in piece]

    def tree(self) -> Tree:
        if slip := self._found(SLIPS) or self._unbalanced():
            raise slip
        try:
            parsed = ast.parse(self.source, mode="eval")
        except SyntaxError as error:
            raise self._found(GAPS) or self._unreadable(error) from None
        except (RecursionError, MemoryError):
            raise self._too_deep() from None
        # Python's parser counts in bytes.
        self.encoded = self.source.encode()
        return self._convert(parsed.body, 0)

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """Where characters of the respelled text stand in the text as typed."""
        return self.origins[start], self.origins[end - 1] + 1

    def _span(self, node: ast.expr) -> tuple[int, int]:
        start, end = node.col_offset, node.end_col_offset or node.col_offset
        return len(self.encoded[:start].decode()), len(self.encoded[:end].decode())

    def _too_deep(self) -> FormulaError:
        return FormulaError(f"The {self.what} is nested too deeply.", 0, len(self.text))

    def _refuse(self, node: ast.expr, sentence: str) -> FormulaError:
        return FormulaError(sentence, *self._place(*self._span(node)))

    def _convert(self, node: ast.expr, depth: int, condition: bool = False) -> Tree:
        if depth > DEEPEST_TREE:
            raise self._too_deep()
        match node:
            case ast.Constant(value=float(value) | int(value)) if not isinstance(value, bool):
                return self._number(node, value)
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negative(self._convert(operand, depth + 1))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self._convert(operand, depth + 1)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
                return Binary(
                    OPERATORS[type(operator)], self._convert(left, depth + 1), self._convert(right, depth + 1)
                )
            case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in COMPARISONS:
                if not condition:
                    raise self._refuse(node, "A comparison belongs into where(condition, then, otherwise).")
                return Compare(
                    COMPARISONS[type(operator)],
                    self._convert(left, depth + 1),
                    self._convert(right, depth + 1),
                )
            case ast.Compare():
                raise self._refuse(node, "A comparison has two sides: where(w < 1, then, otherwise).")
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self._call(node, name, arguments, depth)
            case ast.Tuple(elts=[_, *_]):
                raise self._refuse(node, "A comma separates the values of a function: write 0.5, not 0,5.")
            case ast.Attribute():
                raise self._refuse(node, f"A dot after a name has no meaning in a {self.what}: {ALLOWED}.")
        piece = shown(self.text[slice(*self._place(*self._span(node)))])
        raise self._refuse(node, f"“{piece}” has no meaning in a {self.what}: {ALLOWED}.")

    def _number(self, node: ast.Constant, value: float) -> Number:
        try:
            number = float(value)
        except OverflowError:
            number = float("inf")
        if number in (float("inf"), float("-inf")):
            raise self._refuse(node, "This number is too large: at most about 1.8e308 is allowed.")
        written = self.source[slice(*self._span(node))]
        if not re.fullmatch(r"[\d.]+([eE][-+]?\d+)?", written):
            raise self._refuse(
                node, f"Write the number {shown(written)} as a plain decimal such as 0.1 or 1e-3."
            )
        return Number(number, written)

    def _name(self, node: ast.Name, name: str) -> Name:
        if name in self.functions:
            raise self._refuse(node, f"{name} is a function and needs its argument: {name}(…).")
        if name.lower() in NOT_FINITE:
            raise self._refuse(node, f"“{name}” is not a finite number, and cannot be a name either.")
        if name.startswith("_") or not re.fullmatch(r"\w+", name):
            raise self._refuse(node, f"“{name[:20]}” cannot be a name: begin it with a letter.")
        if len(name) > LONGEST_NAME:
            raise self._refuse(node, f"A name has at most {LONGEST_NAME} characters.")
        return Name(name)

    def _call(self, node: ast.Call, name: str, arguments: list[ast.expr], depth: int) -> Call:
        function = self.functions.get(name)
        if function is None:
            near = [OTHER_NAMES[name]] if name in OTHER_NAMES else []
            near += difflib.get_close_matches(name, self.functions, 1)
            if name in CONSTANTS or len(name) == 1:
                hint = f"for a product write {name}*(…)"
            else:
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(self.functions)}"
            raise self._refuse(node, f"{name[:20]} is not a function; {hint}.".replace("?.", "?"))
        if len(arguments) != function.arity:
            values = "value" if function.arity == 1 else "values"
            raise self._refuse(node, f"{name} takes {function.arity} {values}, not {len(arguments)}.")
        converted = []
        for place, argument in enumerate(arguments):
            wants_condition = name == "where" and place == 0
            converted.append(self._convert(argument, depth + 1, wants_condition))
            if wants_condition and not isinstance(converted[0], Compare):
                raise self._refuse(argument, "where needs a comparison first: where(w < 1, then, otherwise).")
        return Call(name, tuple(converted))

    def _found(self, slips: Iterable[tuple[str, str]]) -> FormulaError | None:
        """The first of these slips that the text holds."""
        for pattern, sentence in slips:
            if match := re.search(pattern, self.source):
                parts = [match.span(k) for k in range(1, len(match.groups()) + 1) if match[k] is not None]
                pieces = (shown(self.text[slice(*self._place(*part))]) for part in parts)
                place = self._place(*match.span())
                return FormulaError(sentence.format(*pieces, what=self.what, allowed=ALLOWED), *place)
        return None

    def _unbalanced(self) -> FormulaError | None:
        depth = 0
        for place, character in enumerate(self.source):
            depth += {"(": 1, ")": -1}.get(character, 0)
            if depth < 0:
                return FormulaError("There is a ) without its (.", *self._place(place, place + 1))
            if depth > DEEPEST_TREE:
                return self._too_deep()
        return FormulaError("A closing ) is missing.", len(self.text), len(self.text)) if depth else None

    def _unreadable(self, error: SyntaxError) -> FormulaError:
        """The sentence for what Python's parser does not take for a reason of its own."""
        start = min(max((error.offset or 1) - 1, 0), len(self.source) - 1)
        place, _ = self._place(start, start + 1)
        piece = shown(self.text[place:].strip())
        return FormulaError(f"The {self.what} cannot be read at “{piece}”: {ALLOWED}.", place, place + 1)
