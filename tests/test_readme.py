"""The README is true today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import engine
from engine.experiment_file import from_json
from tests.engine.fits.golden import GOLDEN
from tests.golden.table import table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_optimizers_is_the_one_of_the_registry():
    assert table().strip() in README


def test_numbers_of_landscapes_rules_sets_and_criteria_are_those_of_the_registries():
    assert f"A catalogue of {len(engine.LANDSCAPES)} landscapes" in README
    assert f"out of {len(engine.OPTIMIZERS)} rules" in README
    assert f"one of {len(engine.DATASETS)} sets" in README
    assert README.count(f"of {len(engine.CRITERIA)} criteria or") == 2


def test_numbers_of_golden_values_are_those_of_the_files():
    assert f"{len(GOLDEN['fits'])} pairs on built-in data" in README
    assert f"the lowest points of {len(GOLDEN['optima'])} of them" in README


@pytest.mark.parametrize("path", re.findall(r"\]\((?!http)([^)]+)\)", README))
def test_pictures_and_links_lead_somewhere(path):
    assert (ROOT / path).is_file()


def test_every_part_of_the_map_is_there():
    house = README.split("## Map of the house")[1].split("```")[1]
    folder = ""
    for line in house.strip().splitlines():
        name = line.split()[0]
        if not line.startswith(" "):
            folder = name if name.endswith("/") else ""
            assert (ROOT / name).exists()
        else:
            assert (ROOT / folder / name).exists(), name


def test_the_example_of_an_experiment_is_read():
    example = re.search(r"```json\n(.*?)```", README, re.DOTALL)[1]
    experiment = from_json(example.encode())
    assert experiment.loss.formula == "w**2"
    assert experiment.steps == 20


def test_the_example_of_a_notebook_runs():
    example = re.search(r"```python\n(import engine.*?)```", README, re.DOTALL)[1]
    names: dict = {}
    exec(example, names)
    assert names["run"].points.shape == (101, 2)
