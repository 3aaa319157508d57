"""Scripts of models on data print the table to the last digit, as those of formulas do."""
from __future__ import annotations

import numpy as np
import pytest

import engine
from engine import Experiment, optimizer
from engine.export import script
from tests.engine.export.printed import check, every_optimizer, in_dozens
from tests.engine.fits.cases import CASES, data

# Each of the ways in which a fit can be computed with.
FORMS = (
    {},
    {"batch": 5},
    {"standardise": True, "l1": 0.07, "l2": 0.03},
    {"batch": 1, "standardise": True, "l2": 0.2},
    {"batch": 4, "l1": 0.3},
)  # fmt: skip
RACERS = (
    optimizer("sgd", lr=0.03),
    optimizer("adam", lr=0.1, weight_decay=0.01),
    optimizer("newton", lr=0.5),
    optimizer("sam", lr=0.05),
    optimizer("nesterov_accelerated", lr=0.02),
)
TYPED = (
    ("a*sigmoid(k*x) + sin(c*x)*x**0.5", "huber"),
    ("a*softplus(k*x) + relu(c - x)/(1 + c**2)", "log_cosh"),
    ("sigmoid(w*x**2 - c)", "0.3*(p - y)**2 + abs(p)"),
    ("floor(a)*x + erf(b*x) + c", "(p - y)**4"),
    ("n*x + slope*pi + mean**2 + 2**s", "(p - y)**2/7"),
    ("a + c*e", "0.3*p"),
    ("max(w*x, b) + where(x < 1, b, 0) + k/3", "mae"),
    ("2*w*x + 1", "mse"),
    ("where(w < 0.3, w, 1/(w - 0.3))*x", "mse"),
    ("len*x + batch - order", "rmse"),
)
MANY = np.random.default_rng(2).uniform(0.1, 2.0, (20_000, 2)).round(3)
TARGETS = (MANY @ [1.3, -0.6] + np.random.default_rng(3).normal(0.5, 0.4, len(MANY))).round(2)


def experiments(fits, racers=RACERS, steps=12):
    return [
        Experiment(fit, tuple(0.3 - 0.1*k for k in range(fit.dimension)), racers, steps, seed=7 + place)
        for place, fit in enumerate(fits)]  # fmt: skip


def test_the_script_prints_the_table_for_every_model_with_every_criterion(tmp_path):
    """Each in one of the forms and by two racers, so that all of these meet several models and criteria."""
    check(tmp_path, [
        one
        for place, (_, fit) in enumerate(CASES)
        for one in experiments([fit.replace(**FORMS[place % 5], view=())], _two(place // 5))])


def _two(place):
    """Two neighbours in the circle of racers."""
    return tuple(RACERS[k % len(RACERS)] for k in (place, place + 1))


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_script_prints_the_table_in_every_form(form, tmp_path):
    check(tmp_path, experiments(fit.replace(**form, view=()) for _, fit in CASES))


@pytest.mark.parametrize("rate", (0.02, 1.3))
def test_the_script_prints_the_table_for_every_optimizer(rate, tmp_path):
    chosen = [
        engine.fit(engine.dataset("decay"), model="exponential", criterion="rmse"),
        engine.fit(engine.dataset("line"), batch=7),
        engine.fit(engine.dataset("line"), model="slope", criterion="huber", batch=1),
        engine.fit(engine.dataset("clouds_overlap"), model="logistic", criterion="log_loss", batch=16),
    ]
    for fit in chosen:
        check(tmp_path, [
            Experiment(fit, fit.start, racers, 30, seed=3) for racers in in_dozens(every_optimizer(rate))])


def test_the_script_prints_the_table_of_typed_models_and_criteria(tmp_path):
    x, y = [0.3, 0.8, 1.1, 1.9, 2.4], [1.0, 1.2, 0.7, 2.5, 2.2]
    check(tmp_path, experiments(
        engine.fit(x, y, model, criterion, batch=batch)
        for model, criterion in TYPED for batch in (None, 2)))


def test_the_script_prints_the_table_of_schedules_own_starts_clipping_and_typed_rules(tmp_path):
    fit = engine.fit(engine.dataset("line"), batch=9)
    base = optimizer("adam", lr=0.1)
    racers = [
        *(base.scheduled(engine.schedule(each.name, warmup=3)) for each in engine.SCHEDULES),
        base.started((1.5, -2.0)).labelled("forked"),
        optimizer("sgd", lr=0.05, clip_norm=1.0, clip_value=0.8),
        engine.rule("v[0] = g\nv = v/2 + grad(w - v)\nw = w - lr*(v + g)", lr=0.02),
        engine.rule("A[0] = hessian(w)\nA = A/2 + hessian(w)\nw = w - lr*solve(A, g)", lr=0.2),
        engine.rule("samples = samples + mean(g)\nw = w - lr*sigmoid(g)*samples", lr=0.1),
    ]  # fmt: skip
    flat = engine.fit(engine.dataset("line"), model="slope", batch=9)
    alone = [one.started((1.5,)) if one.start else one for one in racers]
    check(tmp_path, [
        *(Experiment(fit, fit.start, some, 40) for some in in_dozens(racers)),
        *(Experiment(flat, flat.start, some, 40) for some in in_dozens(alone)),
    ])  # fmt: skip


def test_the_script_of_many_samples_prints_the_table_too(tmp_path):
    """Squared errors by what the samples add up to; else in pieces, whose sums are added."""
    x, y = MANY[:, 0], TARGETS
    check(tmp_path, experiments((
        engine.fit(MANY, y), engine.fit(x, y, "slope", "rmse"), engine.fit(x, y, "polynomial", "half_mse"),
        engine.fit(x, y, "linear", l1=0.1, l2=0.2), engine.fit(x, y, "constant"),
        engine.fit(x[:600], y[:600], batch=17), engine.fit(x[:600], y[:600], "slope", "rmse", batch=17),
        engine.fit(x, y, "linear", "log_cosh", standardise=True), engine.fit(x, y, "slope", "huber"),
        engine.fit(x[:9000], y[:9000], "polynomial", "mae", batch=8500, degree=2),
        engine.fit(x[:9000], y[:9000], "exponential", "0.1*(p - y)**2"),
        engine.fit(x[:9000], y[:9000], "a + c", "0.3*p"),
    )))  # fmt: skip


def test_a_run_that_diverges_is_printed_to_its_last_finite_step(tmp_path):
    fits = [
        engine.fit(engine.dataset("line")), engine.fit(engine.dataset("line"), batch=3),
        engine.fit(engine.dataset("line"), None, "exponential"),
        engine.fit(engine.dataset("line"), None, "slope", "(p - y)**4", batch=3),
    ]  # fmt: skip
    asked = [Experiment(fit, fit.start, (optimizer("sgd", lr=5.0), optimizer("sam", lr=2.0)), 2000)
             for fit in fits]  # fmt: skip
    assert all(run.ended for each in asked for run in _run(each))
    check(tmp_path, asked)


def _run(experiment):
    runs = experiment.runs()
    for run in runs:
        run.extend_to(experiment.steps)
    return runs


def test_the_script_of_a_line_reads_like_a_book():
    source = script(Experiment(engine.fit([0.0, 1.0, 2.5], [1.0, 3.0, 5.0]), (0.0, 0.0), (RACERS[0],), 3))
    assert "# 3 samples\nx = np.array([0.0, 1.0, 2.5])\ny = np.array([1.0, 3.0, 5.0])\n" in source
    assert "def loss(w, b):\n    p = w*x + b\n    return np.mean((p - y)**2)\n" in source
    assert ("def gradient(w, b):\n    p = w*x + b\n    slope = 2*(p - y)\n    return np.array([\n"
            "        slope @ x/len(y),  # dL/dw\n        np.mean(slope),  # dL/db\n    ])\n") in source
    assert "import numpy as np\n" in source and "import math" not in source


def test_the_script_of_batches_says_which_samples_a_step_looks_at():
    source = script(Experiment(engine.fit(data(1), batch=5), (0.0, 0.0), (RACERS[0],), 3, seed=42))
    assert "np.random.default_rng([42, epoch]).permutation(23)" in source
    assert "epoch, place = divmod(step - 1, 5)" in source
    assert "        samples = batch(t)\n        g = gradient(*w, *samples)\n" in source


def test_the_script_of_many_samples_says_what_its_few_numbers_are():
    fit = engine.fit(MANY[:, 0], TARGETS, "polynomial", degree=9)
    source = script(Experiment(fit, fit.start, (RACERS[0],), 3))
    assert "# The mean over 20,000 samples of (w1*x + w2*x**2" in source
    assert f"lowest = {fit.parabola.lowest!r}\n" in source
    assert f"best_w9 = {fit.parabola.best[8]!r}\n" in source
    assert "np.array([\n    0." not in source and len(source) < 20_000
    header, = (line for line in source.splitlines() if line.startswith("print(\"racer"))
    assert max(len(line) for line in source.splitlines() if line != header) <= 100


def test_no_line_is_longer_than_a_page_is_wide():
    for place, (_, fit) in enumerate(CASES):
        # The rule that asks for everything: loss, gradient and second derivatives.
        newton = (RACERS[2],)
        source = script(Experiment(fit.replace(**FORMS[place % 5], view=()), fit.start, newton, 3))
        header, = (line for line in source.splitlines() if line.startswith("print(\"racer"))
        assert [line for line in source.splitlines() if len(line) > 100 and line != header] == []
