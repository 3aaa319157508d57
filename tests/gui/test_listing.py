"""What `list` tells."""
from __future__ import annotations

import json

import pytest

import engine
from gui.listing import KINDS, listing


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_lists_names_and_the_same_entries_as_json(kind):
    entries = json.loads(listing(kind, as_json=True))
    assert [entry["name"] for entry in entries] == listing(kind, as_json=False).splitlines()


def test_a_loss_is_told_with_formula_gradient_view_and_minima():
    entries = {entry["name"]: entry for entry in json.loads(listing("losses", as_json=True))}
    assert list(entries) == [loss.name for loss in engine.LANDSCAPES]
    bowl = entries["narrow_bowl"]
    assert bowl["formula"] == "x**2 + 10*y**2"
    assert bowl["parameters"] == ["x", "y"]
    assert bowl["gradient"] == ["2*x", "20*y"]
    assert bowl["view"] == {"x": [-6.0, 6.0], "y": [-4.0, 4.0]}
    assert bowl["start"] == {"x": 5.0, "y": 2.0}
    assert bowl["minima"] == [{"point": [0.0, 0.0], "value": 0.0}]
    assert bowl["latex"]["formula"] == engine.loss("narrow_bowl").formula_latex
    assert bowl["title"] and bowl["teaches"] and bowl["source"]


def test_an_optimizer_is_told_with_equations_and_hyperparameters():
    entries = {entry["name"]: entry for entry in json.loads(listing("optimizers", as_json=True))}
    adam = entries["adam"]
    assert adam["equations"][0].split() == ["g", "=", "g", "+", "weight_decay*w"]
    assert adam["latex"][-1].startswith("w_{t} = w_{t-1} - ")
    by_name = {hyper["name"]: hyper for hyper in adam["hyperparameters"]}
    assert list(by_name) == ["lr", "beta1", "beta2", "eps", "weight_decay"]
    assert by_name["beta1"]["default"] == 0.9
    assert (by_name["beta1"]["low"], by_name["beta1"]["high"]) == (0.0, 1.0)
    assert (by_name["beta1"]["low_open"], by_name["beta1"]["high_open"]) == (False, True)
    assert by_name["eps"]["high"] is None
    assert by_name["lr"]["latex"] == r"\eta"


def test_a_criterion_is_told_with_slope_curvature_and_ranges():
    entries = {entry["name"]: entry for entry in json.loads(listing("criteria", as_json=True))}
    assert list(entries) == [criterion.name for criterion in engine.CRITERIA]
    squared = entries["mse"]
    assert (squared["formula"], squared["slope"], squared["curvature"]) == ("(p - y)**2", "2*(p - y)", "2")
    assert entries["rmse"]["total"] == "sqrt(m)"
    assert entries["log_loss"]["true_values"] == "0 or 1"
    assert entries["log_loss"]["predictions"] == "a number from 0 to 1"
    assert [hyper["name"] for hyper in entries["focal"]["hyperparameters"]] == ["gamma", "alpha"]
    assert entries["zero_one"]["slope"] is None and "no slope" in entries["zero_one"]["no_slope"]
    assert entries["mse"]["no_slope"] is None


def test_a_data_set_is_told_with_samples_features_and_source():
    entries = {entry["name"]: entry for entry in json.loads(listing("datasets", as_json=True))}
    assert list(entries) == [each.name for each in engine.DATASETS]
    iris = entries["iris"]
    assert (iris["kind"], iris["samples"], iris["target"]) == ("measured", 150, "species")
    assert iris["features"] == ["petal_length", "petal_width"]
    assert iris["classes"] == ["setosa", "versicolor", "virginica"]
    assert entries["line"]["kind"] == "made" and entries["line"]["classes"] == []
    assert all(iris[field] for field in ("title", "teaches", "source", "licence"))
