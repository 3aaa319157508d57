"""The data sets that are built in, in the order of the menu."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from engine.data.classification import CLASSIFICATION
from engine.data.data import Data
from engine.data.data_set import DataSet
from engine.data.measured import MEASURED
from engine.data.regression import REGRESSION
from engine.registry import entry

DATASETS: Final[tuple[DataSet, ...]] = (*REGRESSION, *CLASSIFICATION, *MEASURED)


@cache
def named_data(name: str) -> Data:
    """The samples of the set of this name, which is their origin; InputError lists those there are."""
    return replace(entry(DATASETS, name, "a data set").samples(), origin=name)
