"""Scripts of models on data print the table to the last digit, as those of formulas do."""
from __future__ import annotations

import numpy as np
import pytest

import engine
from engine import Experiment, optimizer
from engine.fits.fit import Fit
from tests.engine.export.printed import check, every_optimizer, in_dozens
from tests.engine.fits.cases import CASES

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


@pytest.mark.parametrize("place", range(len(FORMS)))
def test_the_script_prints_the_table_for_every_model_with_every_criterion(place, tmp_path):
    fits = [fit.replace(**FORMS[place], view=()) for _, fit in CASES]
    check(tmp_path, [
        Experiment(fit, tuple(0.3 - 0.1*k for k in range(fit.dimension)), RACERS, 12, seed=7 + place)
        for fit in fits])  # fmt: skip


@pytest.mark.parametrize("rate", (0.02, 1.3))
def test_the_script_prints_the_table_for_every_optimizer_in_batches(rate, tmp_path):
    chosen = [
        engine.fit(engine.dataset("line"), batch=7),
        engine.fit(engine.dataset("line"), model="slope", criterion="huber", batch=1),
        engine.fit(engine.dataset("clouds_overlap"), model="logistic", criterion="log_loss", batch=16, l2=0.01),
    ]
    check(tmp_path, [
        Experiment(fit, fit.start, racers, 30, seed=3)
        for fit in chosen for racers in in_dozens(every_optimizer(rate))])  # fmt: skip
