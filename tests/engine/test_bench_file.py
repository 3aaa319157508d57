"""The bench in an experiment's file; whatever can be damaged there is tried with all other fields."""

from __future__ import annotations

import copy

import pytest

import engine
from engine import SEED_EXPERIMENT
from engine.bench import SEED_BENCH, SEED_CLASSIFICATION, Bench
from engine.experiment_file import from_json, to_json
from tests.engine.experiment_contents import FULL, SEED, encoded, refusal


def with_bench(**fields):
    content = copy.deepcopy(SEED)
    content["bench"] = {**FULL["bench"], **fields}
    return content


def test_a_file_without_a_bench_has_the_seeds():
    assert from_json(encoded(SEED)).bench == SEED_BENCH
    assert b"bench" not in to_json(SEED_EXPERIMENT)


def test_a_bench_comes_back_as_it_was_saved():
    criteria = (
        engine.criterion("quantile", tau=0.9),
        engine.typed_criterion("mu*(p - y)**4", mu=0.5),
        engine.criterion("mse"),
    )
    for bench in (SEED_CLASSIFICATION, Bench((0.1,), (1e-300,), criteria)):
        experiment = SEED_EXPERIMENT.replace(bench=bench)
        assert from_json(to_json(experiment)) == experiment


def test_what_has_its_default_is_left_out():
    text = to_json(SEED_EXPERIMENT.replace(bench=SEED_BENCH.with_criterion(2, engine.criterion("huber"))))
    assert b'"huber"' in text and b"delta" not in text


def test_a_typed_criterion_has_its_slope_at_hand():
    experiment = from_json(encoded(with_bench(criteria=[{"formula": "(p - y)**4"}])))
    account = experiment.bench.account(experiment.bench.criteria[0])
    assert account.slopes.tolist() == pytest.approx([4 * -(0.75**3) / 2, 4 * -(2.5**3) / 2])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"y_true": []}, "bench.y_true"),
        ({"y_true": [1, "2"]}, "bench.y_true"),
        ({"y_true": [1.0] * 1001}, "bench.y_true"),
        ({"y_pred": [1]}, "bench: There must be as many predictions"),
        ({"criteria": []}, "bench.criteria"),
        ({"criteria": ["mse"] * 5}, "bench.criteria"),
        ({"criteria": ["mean"]}, "bench.criteria[0]: “mean” is not a criterion"),
        ({"criteria": ["mse", 3]}, "bench.criteria[1] must be the name of a criterion"),
        ({"criteria": [{"name": "huber", "delta": -1}]}, "bench.criteria[0]: delta must be above 0"),
        ({"criteria": [{"name": "huber", "width": 1}]}, "no hyperparameter “width”"),
        ({"criteria": [{"name": "huber", "delta": "1"}]}, "bench.criteria[0].delta must be a number"),
        ({"criteria": [{"name": "mse", "formula": "p"}]}, "either a name or a formula"),
        ({"criteria": [{"formula": "p -"}]}, "bench.criteria[0].formula"),
        ({"criteria": [{"formula": "p - z"}]}, "z is not known here"),
        ({"criteria": [{"formula": 3}]}, "bench.criteria[0].formula must be a text"),
        ({"weights": [1]}, "“weights” is not a field of bench"),
    ],
)
def test_a_damaged_bench_is_refused_by_its_place(fields, words):
    assert words in refusal(with_bench(**fields))


def test_the_runs_do_not_depend_on_the_bench():
    other = SEED_EXPERIMENT.replace(bench=SEED_CLASSIFICATION)
    assert [run.question for run in other.runs()] == [run.question for run in SEED_EXPERIMENT.runs()]
