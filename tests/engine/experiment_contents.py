"""Contents of experiment files, whole and changed in places."""

from __future__ import annotations

import copy
import json

from engine import InputError
from engine.experiment_file import from_json
from tests.engine.sentences import is_plain_sentence

SEED = {
    "fall_line": 1,
    "loss": {"formula": "w**2", "view": {"w": [-6, 6]}},
    "start": {"w": 5.0}, "steps": 20, "seed": 0,
    "racers": [{"optimizer": "sgd", "lr": 0.1}],
}  # fmt: skip
# One of everything that a file may hold.
FULL = {
    "fall_line": 1,
    "loss": {"formula": "x**2 + λ*y", "view": {"x": [-1, 2.5], "λ": [0, 1], "y": [-1e-3, 1e3]}},
    "start": {"x": 0.5, "λ": 0.25, "y": -2},
    "steps": 7,
    "seed": 3,
    "racers": [
        {"optimizer": "adam", "lr": 0.1, "beta1": 0.5, "label": "the quick one"},
        {"optimizer": "sgd", "lr": 0.2, "start": {"x": 1, "λ": 0, "y": 2}, "schedule": {"name": "cosine"}},
        {"rule": {"title": "Own", "equations": "w = w - lr*mu*g", "hyper": {"mu": 0.5}}, "lr": 0.3},
    ],
    "bench": {
        "y_true": [1, 0.5], "y_pred": [0.25, -2.0],
        "criteria": ["mae", {"name": "huber", "delta": 2}, {"formula": "mu*(p - y)**4", "mu": 3}],
    },
}  # fmt: skip


def encoded(content):
    return json.dumps(content, ensure_ascii=False).encode()


def sentence_for(content):
    """What is said of a file's content; None if it can be read."""
    try:
        from_json(content)
    except InputError as error:
        assert is_plain_sentence(str(error)), str(error)
        return str(error)
    return None


def refusal(content):
    sentence = sentence_for(content if isinstance(content, bytes) else encoded(content))
    assert sentence is not None
    return sentence


def places(content, path=()):
    """The path to every part of a file's content, the whole included."""
    yield path
    keys = content if isinstance(content, dict) else range(len(content)) if isinstance(content, list) else ()
    for key in keys:
        yield from places(content[key], (*path, key))


def at(content, path):
    for key in path:
        content = content[key]
    return content


def places_of(kind):
    return [path for path in places(FULL) if isinstance(at(FULL, path), kind)]


def short(value):
    return ".".join(map(str, value)) if isinstance(value, tuple) else str(value)[:20]


def with_part(content, path, part):
    if not path:
        return part
    content = copy.deepcopy(content)
    at(content, path[:-1])[path[-1]] = part
    return content
