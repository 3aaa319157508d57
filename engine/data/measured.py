"""Data sets that somebody measured: small files, and beside them SOURCES.md, with what was left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from engine.data.data import Data
from engine.data.data_set import DataSet
from engine.data.from_table import data_of
from engine.tables.reading import read_table

# Beside the packages, in the source tree and when installed.
FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "data"

PUBLIC_DOMAIN: Final = "Public domain"
HOUSE_SALES: Final = "The first 40 of “House Sales in King County, USA”: Washington, 2014 to 2015"


def _columns(file: str, x: tuple[str, ...], y: str) -> Callable[[], Data]:
    """Reads features and a number as their target."""

    return lambda: data_of(read_table(FOLDER / file), x, y)


def _classes(file: str, x: tuple[str, ...], y: str, classes: tuple[str, ...]) -> Callable[[], Data]:
    """Reads features and a class as their target; rows of any other class are left out."""

    def read() -> Data:
        table = read_table(FOLDER / file)
        texts = table.column(y).texts
        chosen = np.array([text in classes for text in texts])
        features = np.column_stack([table.column(name).complete_numbers for name in x])
        numbers = [classes.index(text) for text in texts if text in classes]
        return Data(features[chosen], np.array(numbers, dtype=float), x, y, classes)

    return read


MEASURED: Final = (
    DataSet(
        name="houses",
        title="House prices by area",
        teaches="Areas are in the thousands: without standardising, any usual rate throws the ball out.",
        source=HOUSE_SALES,
        samples=_columns("houses.csv", ("area",), "price"),
        kind="measured",
        licence="CC0 1.0",
    ),
    DataSet(
        name="houses_three_features",
        title="House prices by area, bedrooms and year",
        teaches="At the same area a bedroom more goes with a lower price: a weight is no cause.",
        source=HOUSE_SALES,
        samples=_columns("houses.csv", ("area", "bedrooms", "built"), "price"),
        kind="measured",
        licence="CC0 1.0",
    ),
    DataSet(
        name="stopping_distances",
        title="Stopping distances of cars",
        teaches="The best line gives slow cars a distance below 0; a polynomial of degree 2 does not.",
        source="Ezekiel 1930, Methods of Correlation Analysis",
        samples=_columns("stopping_distances.csv", ("speed",), "distance"),
        kind="measured",
        licence=PUBLIC_DOMAIN,
    ),
    DataSet(
        name="hubble",
        title="Hubble's nebulae, 1929",
        teaches="One parameter, velocity = w*distance; 1/w was the age of the universe: 2.3 billion years.",
        source="Hubble 1929, Proceedings of the National Academy of Sciences 15",
        samples=_columns("hubble.csv", ("distance",), "velocity"),
        kind="measured",
        licence=PUBLIC_DOMAIN,
    ),
    DataSet(
        name="heights",
        title="Heights of parents and children",
        teaches="The slope is 0.65, not 1: children of the tall are less tall, and that is “regression”.",
        source="Galton 1886, Journal of the Anthropological Institute 15",
        samples=_columns("heights.csv", ("parents",), "child"),
        kind="measured",
        licence=PUBLIC_DOMAIN,
    ),
    DataSet(
        name="food",
        title="Income and what food costs",
        teaches="The spread grows with the income, so the lines of two quantiles are far from parallel.",
        source="Engel 1857, by Koenker and Bassett 1982, Econometrica 50",
        samples=_columns("food.csv", ("income",), "food"),
        kind="measured",
        licence=PUBLIC_DOMAIN,
    ),
    DataSet(
        name="o_rings",
        title="O-rings of the space shuttle",
        teaches="Each flight below 65 °F had damage: at the 31 °F of the last one the fit is all but sure.",
        source="Presidential Commission on the Space Shuttle Challenger Accident 1986, Report, volume 1",
        samples=_classes("o_rings.csv", ("temperature",), "o_rings", ("intact", "damaged")),
        kind="measured",
        licence=PUBLIC_DOMAIN,
    ),
    DataSet(
        name="iris_two",
        title="Iris: two species",
        teaches="Two real species touch: a few flowers lie on the wrong side of any line, and have the loss.",
        source="Fisher 1936, Annals of Eugenics 7; measured by Anderson 1935",
        samples=_classes("iris.csv", ("petal_length", "petal_width"), "species", ("versicolor", "virginica")),
        kind="measured",
        licence="CC BY 4.0",
    ),
    DataSet(
        name="iris",
        title="Iris: three species",
        teaches="One class is easy and two are not: the softmax gives setosa its own corner at once.",
        source="Fisher 1936, Annals of Eugenics 7; measured by Anderson 1935",
        samples=_classes(
            "iris.csv", ("petal_length", "petal_width"), "species", ("setosa", "versicolor", "virginica")
        ),
        kind="measured",
        licence="CC BY 4.0",
    ),
)
