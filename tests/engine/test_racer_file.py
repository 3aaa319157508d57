"""Racers in an experiment's file: schedules, own starts, labels, clipping and typed rules."""
from __future__ import annotations

import json

import numpy as np
import pytest

import engine
from engine.experiment_file import from_json, to_json
from engine.hyper import lr
from engine.optimizers.racer import racer
from engine.optimizers.typed import declared, typed_rule

BOWL = engine.loss("narrow_bowl")
HEAVY = "v = mu*v - lr*g\nw = w + v"


def experiment(*racers, loss=BOWL):
    return engine.Experiment(loss, loss.start, racers, 40)


def fields(one):
    (written,) = json.loads(to_json(experiment(one)))["racers"]
    return written


def read(**racer_fields):
    content = json.loads(to_json(experiment(engine.optimizer("sgd"))))
    content["racers"] = [racer_fields]
    (one,) = from_json(json.dumps(content).encode()).racers
    return one


TYPED = typed_rule(HEAVY, [
    lr(0.2),
    declared("mu", 0.5, 0, 1, "The ball's inertia.", high_open=True),
    declared("k", 3, low=1, is_whole=True),
    declared("free", -2.5),
], "My rule")  # fmt: skip


@pytest.mark.parametrize("one", [
    engine.optimizer("adam", lr=0.1, clip_norm=1.0),
    engine.optimizer("sgd", lr=0.1, clip_value=0.7, clip_norm=2.0),
    engine.optimizer("sgd", lr=0.1, clip_norm=2.0, clip_value=0.7),
    engine.optimizer("sgd").scheduled(engine.schedule("cosine", warmup=3, eta_min=0.001)),
    engine.optimizer("sgd").scheduled(engine.schedule("lr0/sqrt(t)")),
    engine.optimizer("sgd").scheduled(engine.schedule("constant")),
    engine.optimizer("adam").started((3.0, -1.0)).labelled("Mine, η = 0.1"),
    engine.rule(HEAVY, lr=0.1, mu=0.9),
    racer(TYPED), racer(TYPED, lr=0.3, mu=0.25, k=4, free=1),
    racer(TYPED, clip_norm=0.5).labelled("clipped"),
    racer(typed_rule(engine.optimizer("adam").rule.text,
                     [h for h in engine.optimizer("adam").rule.hyper], "adam")),
])  # fmt: skip
def test_a_racer_is_the_same_after_it_was_saved(one):
    before = experiment(one)
    after = from_json(to_json(before))
    assert after == before
    assert hash(after) == hash(before)
    assert to_json(after) == to_json(before)


def test_what_has_its_default_is_left_out():
    assert fields(engine.optimizer("adam")) == {"optimizer": "adam", "lr": 0.001}
    scheduled = engine.optimizer("sgd").scheduled(engine.schedule("step", gamma=0.5))
    assert fields(scheduled)["schedule"] == {"name": "step", "gamma": 0.5}
    assert fields(engine.rule(HEAVY, mu=0.9))["rule"]["hyper"] == {"mu": 0.9}


def test_clipping_is_a_field_and_an_equation():
    one = read(optimizer="adam", lr=0.1, clip_norm=0.5)
    assert one == engine.optimizer("adam", lr=0.1, clip_norm=0.5)
    assert one.value("clip_norm") == 0.5
    assert one.rule.text.startswith("g = g*min(1, clip_norm/(norm(g) + 1e-6))\n")
    assert one.rule.name == "adam"


def test_a_typed_rule_needs_no_more_than_its_equations():
    one = read(rule={"equations": HEAVY, "hyper": {"mu": 0.9}}, lr=0.1)
    assert one == engine.rule(HEAVY, mu=0.9).replace(lr=0.1)
    assert one.rule.name == "typed"


def test_a_typed_rule_may_be_called_like_a_built_in_one():
    one = racer(typed_rule("w = w - 2*lr*g", title="sgd"))
    assert "rule" in fields(one)


def test_a_start_of_its_own_is_where_the_run_begins():
    one = engine.optimizer("sgd").started((3.0, -1.0))
    runs = experiment(one, engine.optimizer("sgd")).runs()
    assert [run.start for run in runs] == [(3.0, -1.0), BOWL.start]
    assert np.array_equal(runs[0].points[0], (3.0, -1.0))


def test_a_start_of_the_wrong_size_is_refused():
    with pytest.raises(engine.InputError, match="The start of racer 2 needs one number for each of x, y"):
        experiment(engine.optimizer("sgd"), engine.optimizer("sgd").started((1.0,)))


@pytest.mark.parametrize("racer_fields, words", [
    ({"lr": 3}, "optimizer must be the name of an optimizer, such as sgd."),
    ({"optimizer": "sgd", "rule": {}}, "a racer has either an optimizer or a rule, not both."),
    ({"rule": 3}, "rule must be an object in { }."),
    ({"rule": {"hyper": {}}}, "rule.equations must be a text."),
    ({"rule": {"equations": "w = g", "extra": 1}},
     "“extra” is not a field of rule; known are title, equations, hyper."),
    ({"rule": {"equations": "w = q"}},
     "rule.equations: q is never given a value: assign it, or declare it as a hyperparameter."),
    ({"rule": {"equations": "w = g", "hyper": {"t": 1}}},
     "t already has a meaning, so no hyperparameter can be called so."),
    ({"rule": {"equations": "w = g", "hyper": {"label": 1}}},
     "label already has a meaning, so no hyperparameter can be called so."),
    ({"rule": {"equations": "w = g", "hyper": {"2a": 1}}},
     "“2a” cannot be the name of a hyperparameter: use letters and digits."),
    ({"rule": {"equations": "w = g", "hyper": {"a": "1"}}}, "rule.hyper.a must be a number."),
    ({"rule": {"equations": "w = g", "hyper": {"a": {"low": 1}}}}, "rule.hyper.a has no default."),
    ({"rule": {"equations": "w = g", "hyper": {"a": {"default": 0, "low": 1}}}},
     "a must be at least 1, not 0."),
    ({"rule": {"equations": "w = g", "hyper": {"a": {"default": 0, "low": 2, "high": 1}}}},
     "a: the lowest value must not be above the highest."),
    ({"rule": {"equations": "w = g", "hyper": {"a": {"default": 0, "whole": 1}}}},
     "rule.hyper.a.whole must be true or false."),
    ({"rule": {"equations": "w = g", "hyper": {"a": {"default": 0, "step": 1}}}},
     "“step” is not a field of rule.hyper.a; "
     "known are default, low, high, low_open, high_open, whole, meaning."),
    ({"optimizer": "rmsprop", "centered": 0.5}, "centered must be 0 or 1, not 0.5."),
    ({"optimizer": "sgd", "lr": True}, "lr must be a number."),
    ({"optimizer": "sgd", "start": {"x": 1}}, "start has no value for the parameter y."),
    ({"optimizer": "sgd", "start": [1, 2]}, "start must be an object in { }."),
    ({"optimizer": "sgd", "label": 3}, "label must be a text."),
    ({"optimizer": "sgd", "label": "x" * 61}, "A label has at most 60 characters."),
    ({"optimizer": "sgd", "schedule": "step"}, "schedule must be an object in { }."),
    ({"optimizer": "sgd", "schedule": {}}, "schedule must have either a name or a formula."),
    ({"optimizer": "sgd", "schedule": {"name": "step", "formula": "lr0"}},
     "schedule must have either a name or a formula."),
    ({"optimizer": "sgd", "schedule": {"name": "step", "gamma": -1}},
     "schedule: gamma must be above 0, not -1."),
    ({"optimizer": "sgd", "schedule": {"name": "step", "step_size": 2.5}},
     "schedule: step_size must be a whole number, at least 1, not 2.5."),
    ({"optimizer": "sgd", "schedule": {"formula": "lr/t"}},
     "schedule.formula: lr is not known here; the rate that is set is lr0."),
])  # fmt: skip
def test_what_a_racer_cannot_be_is_told_with_its_place(racer_fields, words):
    with pytest.raises(engine.InputError) as caught:
        read(**racer_fields)
    assert str(caught.value) == f"racers[0]: {words}"
