"""Scripts are run as a person would, and print the table to the last digit."""
from __future__ import annotations

import ast

import pytest

import engine
from engine import Experiment, optimizer
from engine.export import script
from engine.formula.functions import FUNCTIONS
from tests.engine.export.printed import check, every_optimizer, in_dozens, run_scripts

RATES = (0.01, 0.3, 1.1)
TEN = "+".join(f"{k}*(p{k} - {k}/7)**2 + sin(p{k})" for k in range(1, 11))
SIGMOID = "1/(1 + exp(-(0.3*w1 + 0.2*w2 + b)))*(w1**2 + 0.5*w2**2) + tanh(w1*w2)/10 + b**2*w1**4/100"
FORMULAS = (
    "(w - 1.5)**4 + e**w + 2**(w/2) + w**-2",
    "where(w < 1, -1, where(w > 2, w**2, 3)) + max(0, w)/2 + min(w, 1) - 0*w",
    "a + (b + a**2) - (b - (a - b))*2/3 + (a*b)**2/1e3 + 1/3*a",
    "abs(x)**1.5 + (x**2 + 1)**(y/5) + pi*y**2",
    "log(1 + exp(-(3*math + np))) + square**2 + history*loss_",
    SIGMOID,
    "θ**2 + 3*θ",
    TEN,
)  # fmt: skip
EVERY_FUNCTION = tuple(
    f"{function.name}({'w < 0.3, ' if function.name == 'where' else ''}"
    f"{', '.join(['0.4 + w/50', 'w/40'][: min(function.arity, 2)])}) + w**2/9"
    for function in FUNCTIONS
)  # fmt: skip


@pytest.mark.parametrize("rate", RATES)
def test_the_script_prints_the_table_for_every_optimizer(rate, tmp_path):
    losses = (engine.loss("double_well"), engine.loss("himmelblau"), engine.formula(SIGMOID))
    check(tmp_path, [
        Experiment(loss, loss.start, racers, 70)
        for loss in losses for racers in in_dozens(every_optimizer(rate))])


def test_the_script_prints_the_table_for_every_landscape(tmp_path):
    """With every seventh optimizer each, so that all of them meet several landscapes."""
    check(tmp_path, [
        Experiment(landscape, landscape.start, (*every_optimizer(RATES[place % 3]),)[place % 7::7][:12], 40)
        for place, landscape in enumerate(engine.LANDSCAPES)])


def test_the_script_prints_the_table_for_typed_formulas(tmp_path):
    losses = [engine.formula(text) for text in (*FORMULAS, *EVERY_FUNCTION)]
    check(tmp_path, [
        Experiment(loss, tuple(0.9 - 0.1 * k for k in range(loss.dimension)),
                   (optimizer("sgd", lr=0.05), optimizer("adam", lr=0.2, beta1=0.7)), 40)
        for loss in losses])  # fmt: skip


def test_a_run_that_diverges_is_printed_to_its_last_finite_step_and_the_script_says_so(tmp_path):
    experiment = engine.SEED_EXPERIMENT.replace(racers=(optimizer("sgd", lr=1.1),), steps=5000)
    check(tmp_path, [experiment])
    assert "# The numbers overflow after step 1,937" in script(experiment)
    assert "steps=1937" in script(experiment)


def test_a_start_without_a_loss_prints_the_header_alone(tmp_path):
    loss = engine.loss("barrier")
    experiment = Experiment(loss, (-1.0,), (optimizer("sgd"),))
    assert run_scripts(tmp_path, [script(experiment)]) == ["racer,optimizer,step,w,loss,grad_w,lr\n"]
    assert "choose another start" in script(experiment)


def test_the_script_of_the_first_experiment_reads_like_a_book():
    source = script(engine.SEED_EXPERIMENT)
    assert "# The loss L(w) = w**2\ndef loss(w):\n    return w*w\n" in source
    assert "# Its gradient dL/dw = 2*w\ndef gradient(w):\n    return 2*w\n" in source
    assert "        w = w - lr*g\n" in source
    assert "gradient_descent(start, steps=20, lr=0.1)" in source


def test_racers_that_differ_in_numbers_alone_share_a_function():
    racers = (optimizer("adam", lr=0.1), optimizer("adam", lr=0.2), optimizer("adam", weight_decay=0.1))
    source = script(engine.SEED_EXPERIMENT.replace(racers=racers))
    defined = [node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    assert defined == ["loss", "gradient", "adam", "adam_"]


def test_no_line_is_longer_than_a_page_is_wide():
    for loss in (*engine.LANDSCAPES, engine.formula(TEN)):
        start = tuple(0.123456789012345 * k for k in range(loss.dimension))
        source = script(Experiment(loss, start, (optimizer("sgd"),), 3))
        header, = (line for line in source.splitlines() if line.startswith("print(\"racer"))
        assert [line for line in source.splitlines() if len(line) > 100 and line != header] == []


def test_the_script_prints_the_table_of_schedules_own_starts_clipping_and_typed_rules(tmp_path):
    loss = engine.loss("himmelblau")
    base = optimizer("adam", lr=0.1)
    racers = [
        *(base.scheduled(engine.schedule(each.name, warmup=3)) for each in engine.SCHEDULES),
        base.scheduled(engine.schedule("where(t <= 12, lr0, lr0/2)")).started((1.5, -2.0)).labelled("forked"),
        optimizer("sgd", lr=0.05, clip_norm=1.0, clip_value=0.8),
        engine.rule("rate[0] = g*k\nrate = rate/2 + norm(g)\nw = w - lr*g/(1 + abs(rate))", lr=0.2, k=3),
        engine.rule("A[0] = identity\nB[0] = A*2\nA = A + B\nw = w - lr*solve(A, g)", lr=0.2),
        engine.rule("total = total + mean(g)\nlen = sum(g)\nw = w - lr*g*dot(g, g)/(1 + total**2 + len**2)"),
    ]  # fmt: skip
    flat = [one.started((1.5,)) if one.start else one for one in racers]
    check(tmp_path, [
        *(Experiment(loss, loss.start, some, 40) for some in in_dozens(racers)),
        *(Experiment(engine.loss("quartic"), (2.5,), some, 40) for some in in_dozens(flat)),
    ])  # fmt: skip


def test_the_script_prints_the_table_where_a_vector_vanished(tmp_path):
    loss = engine.loss("himmelblau")
    equations = [
        "w = solve(hessian(w), w*0)", "w = dot(w, w*0)", "w = w - lr*sum(w*0 + 1)", "w = w + grad(w*0)*lr",
        "w = w - lr*norm(w**0)", "w = w - lr*mean(w**0)",
        "w = w - lr*solve(0*hessian(w) + identity, g*0 + 1)",
        "m = m/2 + k*g\nw = w - lr*(g + dot(m, m))",
    ]  # fmt: skip
    racers = tuple(engine.rule(each, lr=0.01, k=0) for each in equations)
    flat = engine.loss("quartic")
    check(tmp_path, [Experiment(loss, (1.0, 2.0), racers, 5), Experiment(flat, (2.5,), racers, 5)])
