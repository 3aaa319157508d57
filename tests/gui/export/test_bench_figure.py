"""The bench as a figure, in every still format and theme."""
from __future__ import annotations

import json

import pytest
from PySide6.QtGui import QColor, QImage

import engine
from engine.bench import SEED_BENCH, SEED_CLASSIFICATION
from gui.command_line import run
from gui.export.figure import THEMES
from tests.gui.export.test_figure import count, figure_of

EXPERIMENTS = {
    "mse": engine.SEED_EXPERIMENT,
    "log loss": engine.SEED_EXPERIMENT.replace(bench=SEED_CLASSIFICATION),
    "no slope": engine.SEED_EXPERIMENT.replace(
        bench=SEED_CLASSIFICATION.with_criterion(2, engine.criterion("zero_one"))),
    "not admitted": engine.SEED_EXPERIMENT.replace(
        bench=SEED_BENCH.with_criterion(0, engine.criterion("log_loss"))),
}  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", EXPERIMENTS)
def test_samples_and_each_criterion_are_seen_in_their_colours(qapp, theme, name, request_for):
    experiment = EXPERIMENTS[name]
    with figure_of(request_for(experiment, theme=theme, views=("bench",), size=(900, 400))) as figure:
        pixels = figure.pixels()
        title = figure.title
    colours = THEMES[theme]
    for place in range(len(experiment.bench.criteria)):
        assert count(pixels, colours.racers[place]) > 20
    assert pixels[0, 0] == QColor(colours.window).rgba()
    assert title.startswith("L = 1/nΣ")


def test_the_figure_says_the_loss_and_nothing_of_racers(qapp, request_for):
    with figure_of(request_for(views=("bench",), size=(900, 400))) as figure:
        assert figure.title.endswith("= 0.5")
        assert figure._legend.height == 0


def test_beside_a_curve_the_loss_and_the_racers_are_named_as_ever(qapp, request_for):
    with figure_of(request_for(views=("bench", "curve"), size=(1200, 400))) as figure:
        assert figure.title == "L(w) = w²"
        assert figure._legend.height > 0


@pytest.mark.parametrize("extension", ["png", "svg", "pdf"])
def test_the_command_line_writes_the_bench(qapp, tmp_path, extension):
    source, target = tmp_path / "e.json", tmp_path / f"bench.{extension}"
    content = {"fall_line": 1, "loss": {"name": "quadratic"}, "racers": [{"optimizer": "sgd"}],
               "bench": {"y_true": [1, 0], "y_pred": [0.9, 0.1], "criteria": ["log_loss", "mae"]}}
    source.write_text(json.dumps(content))
    assert run(["export", str(source), str(target), "--views", "bench", "--size", "900x400"]) == 0
    data = target.read_bytes()
    if extension == "svg":
        assert "Log loss" in data.decode() and "probability p" in data.decode()
    elif extension == "png":
        assert QImage.fromData(data).size().toTuple() == (900, 400)
    else:
        assert data.startswith(b"%PDF")
