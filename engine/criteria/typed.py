"""A criterion that somebody typed."""

from __future__ import annotations

import re
from typing import Final

from engine.criteria.criterion import PREDICTED, TRUE, Criterion
from engine.errors import FormulaError
from engine.formula.calculus import parameters_of
from engine.hyper import any_number, checked_name

EXAMPLE: Final = "(p - y)**4"


def typed_criterion(formula: str, **hyper: float) -> Criterion:
    """The criterion of a formula in `p`, `y` and hyperparameters, each of which is given a value.

    >>> typed_criterion("(p - y)**4").value([1.0, 2.0], [1.0, 4.0])
    8.0

    FormulaError or InputError says in one sentence what is wrong with it.
    """
    declared = tuple(
        any_number(checked_name(name, {PREDICTED, TRUE}), value) for name, value in hyper.items()
    )
    criterion = Criterion(name="", title="Own criterion", formula=formula, hyper=declared)
    known = (PREDICTED, TRUE, *hyper)
    names = parameters_of(criterion.tree)
    for name in names:
        if name not in known:
            match = re.search(rf"\b{re.escape(name)}\b", formula)
            raise FormulaError(
                f"{name} is not known here; known are {', '.join(known[:-1])} and {known[-1]}.",
                *(match.span() if match else (0, len(formula))),
            )
    if PREDICTED not in names:
        raise FormulaError(f"A criterion needs the prediction p: {EXAMPLE}, for example.", 0, len(formula))
    return criterion
