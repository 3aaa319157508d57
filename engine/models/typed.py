"""A model that somebody typed."""

from __future__ import annotations

import re
from typing import Final

from engine.errors import FormulaError
from engine.formula.calculus import parameters_of
from engine.formula.notation import as_text
from engine.formula.reader import read
from engine.formula.simplify import checked_constants, simplified
from engine.formula.tree import Call
from engine.losses.loss import MOST_PARAMETERS, TAKEN_NAMES
from engine.models.model import Link, Model

EXAMPLE: Final = "a*exp(-k*x) + c"
# Names that mean something else in a loss on data.
OTHERS: Final = frozenset({"y", "p"})


def typed_model(formula: str, features: tuple[str, ...]) -> Model:
    """The model of a formula in these features; all its other names are parameters.

    A sigmoid around the whole formula makes it one of probabilities. FormulaError says in one sentence what
    is wrong with it, and where.
    """
    tree = read(formula, what="model")
    # What vanishes may leave a division by zero: 1/(0*w).
    checked_constants(simplified(tree), formula)
    names = parameters_of(tree)
    parameters = tuple(name for name in names if name not in features)
    for name in parameters:
        start, end = _place(formula, name)
        if re.fullmatch(r"x\d*", name):
            raise FormulaError(f"{name} is no feature of the data: it has {', '.join(features)}.", start, end)
        if name in OTHERS or name in TAKEN_NAMES or name.startswith("grad_"):
            raise FormulaError(f"{name} already has a meaning: choose another name.", start, end)
    if not parameters:
        raise FormulaError(f"A model needs a parameter to learn: {EXAMPLE}, for example.", 0, len(formula))
    if len(parameters) > MOST_PARAMETERS:
        raise FormulaError(
            f"A model has at most {MOST_PARAMETERS} parameters; this one has {len(parameters)}.",
            0,
            len(formula),
        )
    link, score = Link.NONE, formula
    match tree:
        case Call("sigmoid", (inner,)):
            link, score = Link.SIGMOID, as_text(inner)
    return Model(
        name="",
        title="Own model",
        scores=(score,),
        features=features,
        parameters=parameters,
        start=(0.1,) * len(parameters),
        link=link,
    )


def _place(formula: str, name: str) -> tuple[int, int]:
    match = re.search(rf"\b{re.escape(name)}\b", formula)
    return match.span() if match else (0, len(formula))
