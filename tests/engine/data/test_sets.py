"""The built-in data sets: that each can be had, is the same everywhere, and agrees with where it is from."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import numpy as np
import pytest

import engine
from engine.data.chance import Chance
from engine.data.measured import FOLDER
from tests.engine.sentences import is_plain_sentence

ROOT = Path(__file__).parents[3]
GOLDEN = json.loads((ROOT / "tests" / "golden" / "datasets.json").read_text(encoding="utf-8"))
NAMES = [each.name for each in engine.DATASETS]
# Digests of the samples: saved experiments name a set and rely on what is in it.
DIGESTS = {
    "line": "d66263f44cd6",
    "line_outlier": "6ede566e9a32",
    "skewed": "3ff92bd31a4e",
    "line_offset": "ed889abc2e3f",
    "correlated": "4b450e02a87d",
    "sparse": "dc8ec38b6143",
    "parabola": "75f0d216d14c",
    "polynomial": "2288cb56bf71",
    "decay": "0a8cf3d8d3db",
    "wave": "497467bf8fda",
    "one_feature_classes": "51517b412cc2",
    "clouds": "2b3b30a3ce2a",
    "clouds_overlap": "1aeaafb113f5",
    "clouds_wrong_label": "5f2fce3b2890",
    "rare_class": "1f32ef4bdc65",
    "circles": "92ba2215cccd",
    "xor": "697ae30354b6",
    "three_clouds": "c98be42f14fd",
    "houses": "b9771c24f53d",
    "houses_three_features": "b527f563f948",
    "stopping_distances": "81fc7f7e3014",
    "hubble": "18854de33478",
    "heights": "4fecc1b3744a",
    "food": "afd9be438203",
    "o_rings": "c9f18fe878e1",
    "iris_two": "a5d001541765",
    "iris": "ea860b17bbcf",
}

each_set = pytest.mark.parametrize("data_set", engine.DATASETS, ids=NAMES)


def digest(data):
    return hashlib.blake2b(data.x.tobytes() + data.y.tobytes(), digest_size=6).hexdigest()


def test_names_and_titles_are_different_and_names_can_be_typed():
    assert len(set(NAMES)) == len(NAMES)
    assert len({each.title for each in engine.DATASETS}) == len(NAMES)
    assert [name for name in NAMES if not re.fullmatch(r"[a-z][a-z_]*", name)] == []


@each_set
def test_each_set_has_samples_that_can_be_used(data_set):
    data = engine.dataset(data_set.name)
    assert len(data) >= 8
    assert np.isfinite(data.x).all() and np.isfinite(data.y).all()
    assert len(set(data.features)) == data.x.shape[1] == len(data.features)
    assert data.target not in data.features
    assert all(re.fullmatch(r"[a-z]\w*", name) for name in (*data.features, data.target))
    assert set(data.y) == set(range(len(data.classes))) or not data.classes
    assert len(set(data.classes)) == len(data.classes) != 1
    assert data.origin == data_set.name


@each_set
def test_no_feature_is_the_same_for_all_samples(data_set):
    assert (engine.dataset(data_set.name).x.std(axis=0) > 0).all()


@each_set
def test_each_set_says_what_it_teaches_and_where_it_is_from(data_set):
    assert is_plain_sentence(data_set.teaches)
    assert data_set.title and data_set.source and data_set.licence
    assert data_set.kind in ("made", "measured")


@each_set
def test_the_samples_are_those_that_saved_experiments_know(data_set):
    assert digest(engine.dataset(data_set.name)) == DIGESTS[data_set.name]


def test_every_digest_is_of_a_set_that_there_is():
    assert list(DIGESTS) == NAMES


@each_set
def test_a_set_is_made_once_and_the_same_when_made_again(data_set):
    data = engine.dataset(data_set.name)
    assert engine.dataset(data_set.name) is data
    again = data_set.samples()
    assert again is not data
    assert (again.x.tolist(), again.y.tolist()) == (data.x.tolist(), data.y.tolist())


@each_set
def test_made_numbers_are_short(data_set):
    data = engine.dataset(data_set.name)
    if data_set.kind == "made":
        for value in (*data.x.ravel().tolist(), *data.y.tolist()):
            assert value == round(value, 2)


def test_an_unknown_name_is_told_with_those_there_are():
    with pytest.raises(engine.InputError) as refusal:
        engine.dataset("lines\n")
    assert str(refusal.value).startswith("“lines ” is not a data set; known are line, line_outlier, ")
    assert str(refusal.value).endswith(", iris.")
    assert is_plain_sentence(str(refusal.value))


@pytest.mark.parametrize("golden", GOLDEN, ids=[each["data"] for each in GOLDEN])
def test_a_measured_set_has_the_samples_of_a_package_that_has_it_too(golden):
    data = engine.dataset(golden["data"])
    both = np.column_stack([data.x, data.y])
    assert len(data) == golden["samples"]
    assert both.mean(axis=0) == pytest.approx(np.array(golden["means"]), rel=1e-12)
    assert both.T @ both / len(data) == pytest.approx(np.array(golden["products"]), rel=1e-12)


def test_hubbles_nebulae_give_the_slope_that_textbooks_give():
    data = engine.dataset("hubble")
    slope, intercept = np.polyfit(data.x[:, 0], data.y, 1)
    assert (round(slope, 2), round(intercept, 2)) == (454.16, -40.78)


def test_every_file_has_its_source_and_the_number_of_its_rows():
    sources = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w.]+)` \| (\d+) \|", sources, re.MULTILINE))
    files = sorted(FOLDER.glob("*.csv"))
    assert sorted(rows) == [file.name for file in files]
    for file in files:
        assert len(file.read_text(encoding="utf-8").splitlines()) - 1 == int(rows[file.name])


def test_only_classes_that_a_set_names_are_read():
    two, three = engine.dataset("iris_two"), engine.dataset("iris")
    assert (two.classes, len(two)) == (("versicolor", "virginica"), 100)
    assert (three.classes, len(three)) == (("setosa", "versicolor", "virginica"), 150)
    assert two.x.tolist() == three.x[50:].tolist()
    assert two.y.tolist() == (three.y[50:] - 1).tolist()


def test_chance_is_that_of_its_seed_and_noise_is_bell_shaped():
    assert Chance(1).noise(1.0) == Chance(1).noise(1.0)
    assert Chance(1).noise(1.0) != Chance(2).noise(1.0)
    chance = Chance(3)
    noise = np.array([chance.noise(2.0) for _ in range(20_000)])
    assert (abs(noise.mean()) < 0.05, abs(noise.std() - 2.0) < 0.05, abs(noise).max() <= 12.0) == (True,) * 3
    assert 0.67 < np.mean(abs(noise) < 2.0) < 0.69


def test_places_along_an_axis_are_one_in_each_part():
    places = np.array(Chance(4).along(-3, 3, 30))
    assert np.floor((places + 3) / 0.2).tolist() == list(range(30))
