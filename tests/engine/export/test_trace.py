"""The table of a race."""
from __future__ import annotations

import csv
import io

import numpy as np

import engine
from engine import Experiment, optimizer
from engine.export import trace


def rows(runs):
    return list(csv.DictReader(io.StringIO(trace(runs))))


def test_the_table_of_the_first_experiment_holds_the_numbers_that_are_promised():
    run = engine.descend(engine.loss("quadratic"), optimizer("sgd", lr=0.1), [5.0], 20)
    lines = trace([run]).split("\n")
    assert lines[0] == "racer,optimizer,step,w,loss,grad_w,lr"
    assert lines[1] == "1,sgd,0,5.0,25.0,10.0,0.1"
    assert (len(lines), lines[-1]) == (22 + 1, "")
    table = rows([run])
    seventh, last = table[7], table[20]
    assert [float(last[name]) for name in ("w", "loss")] == [run.points[20, 0], run.losses[20]]
    assert [f"{float(seventh[name]):.13g}" for name in ("w", "loss")] == ["1.048576", "1.099511627776"]
    assert f"{float(last['w']):.13g}" == "0.05764607523034"
    assert f"{float(last['loss']):.12g}" == "0.00332306998946"


def test_reading_the_table_gives_back_the_same_doubles():
    loss = engine.loss("rosenbrock")
    racers = (optimizer("adam", lr=0.03), optimizer("sgd", lr=1e-3))
    runs = Experiment(loss, (-1.2, 1 / 3), racers, 300).runs()
    for run in runs:
        run.extend_to(300)
    table = rows(runs)
    assert list(table[0]) == ["racer", "optimizer", "step", "x", "y", "loss", "grad_x", "grad_y", "lr"]
    for number, run in enumerate(runs, 1):
        own = [row for row in table if row["racer"] == str(number)]
        assert [row["step"] for row in own] == [str(step) for step in range(301)]
        assert {row["optimizer"] for row in own} == {run.racer.rule.name}
        read = np.array([[float(row[name]) for name in list(row)[3:]] for row in own])
        kept = np.column_stack((run.points, run.losses, run.gradients, run.learning_rates))
        assert read.tobytes() == kept.tobytes()


def test_a_run_that_diverges_ends_at_its_last_finite_row():
    run = engine.descend(engine.loss("quadratic"), optimizer("sgd", lr=1.1), [5.0], 3000)
    assert run.status is engine.Status.DIVERGED
    table = rows([run])
    assert len(table) == run.last + 1 < 3000
    assert np.isfinite([float(value) for value in list(table[-1].values())[2:]]).all()


def test_a_run_without_a_loss_at_its_start_has_no_row_beside_one_that_has():
    loss = engine.loss("barrier")
    nowhere = engine.descend(loss, optimizer("sgd"), [-1.0], 5)
    somewhere = engine.descend(loss, optimizer("adam"), [2.0], 5)
    assert [row["racer"] for row in rows([nowhere, somewhere])] == ["2"] * 6


def test_where_steps_look_at_batches_rows_hold_loss_and_gradient_of_all_samples():
    fit = engine.fit(engine.dataset("line"), batch=4)
    run = engine.descend(fit, optimizer("adam", lr=0.1), steps=25, seed=9)
    table = rows([run])
    assert list(table[0]) == ["racer", "optimizer", "step", "w", "b", "loss", "grad_w", "grad_b", "lr"]
    whole = fit.replace(batch=None)
    for step, row in enumerate(table):
        point = (float(row["w"]), float(row["b"]))
        assert (float(row["loss"]), float(row["grad_w"]), float(row["grad_b"])) == whole.at(point)
        assert fit.batch_gradient(9, step + 1, point) != whole.at(point)[1:]


def test_a_fit_that_diverges_ends_at_its_last_finite_row():
    for batch in (None, 4):
        fit = engine.fit(engine.dataset("line"), batch=batch)
        run = engine.descend(fit, optimizer("sgd", lr=2.0), steps=3000)
        assert run.status is engine.Status.DIVERGED
        table = rows([run])
        assert len(table) == run.last + 1 < 3000
        assert np.isfinite([float(value) for row in table for value in list(row.values())[2:]]).all()


def test_the_rate_of_a_row_is_that_of_the_step_that_led_there():
    racer = optimizer("sgd", lr=0.1).scheduled(engine.schedule("lr0/t"))
    run = engine.descend(engine.fit(engine.dataset("line"), batch=4), racer, steps=5)
    assert [float(row["lr"]) for row in rows([run])] == [0.1, *(0.1 / step for step in range(1, 6))]
