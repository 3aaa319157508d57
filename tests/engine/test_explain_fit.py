"""A step in numbers where steps look at batches of samples."""
from __future__ import annotations

import numpy as np
import pytest

import engine
from engine import optimizer
from engine.explain import step_lines
from engine.optimizers.racer import racer

LINE = engine.dataset("line")


def run_of(name="sgd", seed=3, **fields):
    return engine.descend(engine.fit(LINE, **fields), optimizer(name, lr=0.05), steps=40, seed=seed)


def test_the_gradient_says_which_batch_it_is_of():
    run = run_of(batch=4)
    assert len(LINE) == 30
    line = step_lines(run, 9)[0]
    rows = sorted((run.loss.batches.rows(3, 10) + 1).tolist())
    members = ", ".join(map(str, rows))
    assert line.symbols_latex == r"\nabla L_{B_{10}}\left(w_{9}\right)"
    assert line.numbers_latex.startswith(rf"\nabla L_{{\{{{members}\}}}}\left(")
    assert line.symbols_text == f"gradient of L on batch 2 of 8 in epoch 2 (samples {members}) at w[9]"
    assert line.numbers_text.startswith("gradient of L on this batch at (")
    assert line.values == run.loss.batch_gradient(3, 10, tuple(run.points[9]))


@pytest.mark.parametrize("step, words", [
    (0, "batch 1 of 3 in epoch 1"), (2, "batch 3 of 3 in epoch 1"), (3, "batch 1 of 3 in epoch 2"),
    (39, "batch 1 of 3 in epoch 14"),
])  # fmt: skip
def test_epochs_and_batches_count_from_one(step, words):
    assert words in step_lines(run_of(batch=12), step)[0].symbols_text


def test_of_a_large_batch_the_first_samples_are_named():
    run = run_of(batch=12)
    line = step_lines(run, 4)[0]
    first = ", ".join(map(str, sorted((run.loss.batches.rows(3, 5) + 1).tolist())[:4]))
    assert f"(samples {first}, …)" in line.symbols_text
    assert rf"_{{\{{{first}, \ldots\}}}}" in line.numbers_latex


def test_of_a_single_sample_the_one_is_named():
    run = run_of(batch=1)
    (row,) = run.loss.batches.rows(3, 7) + 1
    assert f"(sample {row})" in step_lines(run, 6)[0].symbols_text


@pytest.mark.parametrize("fields", [{}, {"batch": 30}, {"batch": None, "model": "slope"}])
def test_with_all_samples_it_is_the_gradient_of_the_loss(fields):
    run = run_of(**fields)
    line = step_lines(run, 4)[0]
    assert line.symbols_latex.startswith(r"\nabla L\left(") and "batch" not in line.symbols_text
    assert line.values == tuple(run.gradients[4])


@pytest.mark.parametrize("name, symbol", [
    ("sam", r"\nabla L_{B_{5}}\left(y_{5}\right)"), ("newton", r"\nabla^{2} L_{B_{5}}\left(w_{4}\right)"),
])  # fmt: skip
def test_derivatives_at_other_points_are_those_of_the_batch_too(name, symbol):
    assert any(symbol in line.symbols_latex for line in step_lines(run_of(name, batch=5), 4))
    whole = "".join(line.symbols_latex for line in step_lines(run_of(name), 4))
    assert symbol.replace("_{B_{5}}", "") in whole and "B_" not in whole


@pytest.mark.parametrize("rule", engine.OPTIMIZERS, ids=lambda rule: rule.name)
def test_the_last_line_leads_to_the_next_row_with_every_rule(rule):
    for model in ("linear", "slope"):
        fit = engine.fit(LINE, model=model, criterion="half_mse", batch=7, l2=0.01)
        run = engine.descend(fit, racer(rule), steps=12, seed=1)
        for step in range(12):
            moved = [line.values for line in step_lines(run, step) if line.name == "w"]
            assert np.array(moved[-1]).tolist() == run.points[step + 1].tolist()
