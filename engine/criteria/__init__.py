"""Criteria: loss functions of predictions and true values, each one a formula."""

from __future__ import annotations

from typing import Final

from engine.criteria.classification import CLASSIFICATION
from engine.criteria.criterion import Criterion
from engine.criteria.regression import REGRESSION
from engine.registry import entry

# In the order of the menu.
CRITERIA: Final[tuple[Criterion, ...]] = (*REGRESSION, *CLASSIFICATION)


def named_criterion(name: str, **hyper: float) -> Criterion:
    """The criterion of this name, with its hyperparameters where they differ from the defaults.

    >>> named_criterion("mse").value([3, -0.5, 2, 7, 4], [2.5, 0, 2, 8, 5])
    0.5

    InputError lists the criteria there are.
    """
    return entry(CRITERIA, name, "a criterion").replace(**hyper)
