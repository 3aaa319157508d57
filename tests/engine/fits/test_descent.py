"""Every rule on a line's loss: it ends at the closed-form optimum."""

from __future__ import annotations

import pytest

import engine

LINE = engine.fit(engine.dataset("line"))
# Rates from which these come so far in the steps they have; the others start from 0.05.
RATES = {"adagrad": 1.0, "adadelta": 50.0, "newton": 1.0}


@pytest.mark.parametrize("rule", engine.OPTIMIZERS, ids=lambda rule: rule.name)
def test_every_rule_reaches_the_closed_form_optimum(rule):
    given = {"lr": RATES.get(rule.name, 0.05)}
    if any(hyper.name == "weight_decay" for hyper in rule.hyper):
        given["weight_decay"] = 0.0  # with it another point is the lowest
    # Rules that step by about their rate, however small the slope, rest only if the rate falls.
    racer = engine.optimizer(rule.name, **given).scheduled(engine.schedule("cosine"))
    run = engine.descend(LINE, racer, steps=5_000)
    (best,) = LINE.minima
    assert tuple(run.points[-1]) == pytest.approx(best.point, abs=1e-3)
