"""Samples at the ends of what doubles hold, and samples that say nothing: no warning, no exception."""

from __future__ import annotations

import numpy as np
import pytest

import engine
from engine.data.data import Data
from engine.fits.matching import mismatch
from engine.models import named_model
from engine.models.kinds import feature_names

RAMP = np.linspace(0.0, 1.0, 600)
SETS = {
    "one sample": ([1.0], [2.0]),
    "two alike": ([1.0, 1.0], [2.0, 2.0]),
    "all zero": ([0.0] * 4, [0.0] * 4),
    "one x": ([3.0] * 5, [1.0, 2.0, 3.0, 4.0, 5.0]),
    "one y": ([1.0, 2.0, 3.0], [2.0] * 3),
    "huge x": ([1e300, 2e300, -1e300], [1.0, 2.0, 3.0]),
    "huge y": ([1.0, 2.0, 3.0], [1e300, -1e300, 5.0]),
    "huge both": ([1e200, -1e200], [1e200, 1e200]),
    "tiny": ([1e-300, 2e-300], [1e-300, 3e-300]),
    "many huge": (RAMP * 1e300, RAMP * 1e300),
    "many alike": (np.ones(600), np.ones(600)),
}
CRITERIA = [criterion for criterion in engine.CRITERIA if not criterion.no_slope]


@pytest.mark.parametrize("kind", engine.MODELS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("samples", SETS.values(), ids=SETS)
@pytest.mark.parametrize("standardise", [False, True], ids=["raw", "standardised"])
def test_every_question_has_an_answer(kind, samples, standardise):
    x, y = (np.array(values, dtype=float) for values in samples)
    asked = 0
    for classes in ((), ("no", "yes")):
        target = np.arange(len(y)) % 2.0 if classes else y
        data = Data(x[:, np.newaxis], target, ("x",), classes=classes)
        if kind.name == "softmax" and not classes:
            continue
        model = named_model(kind.name, feature_names(1), len(classes))
        for criterion in CRITERIA:
            if mismatch(data, model, criterion):
                continue
            fit = engine.Fit(data, model, criterion, standardise=standardise)
            assert all(low < high for low, high in fit.view)
            size = fit.dimension
            assert fit.value([fit.start] * 2).shape == fit.gist.value([fit.start] * 2).shape == (2,)
            assert fit.hessian(fit.start).shape == (size, size)
            assert fit.pulls(fit.start).shape == (len(data), size)
            assert fit.predict(fit.start).shape[0] == len(data)
            told = fit.original(fit.start)
            assert told is None or len(told) == size
            run = engine.descend(fit, engine.optimizer("adam", lr=0.1), steps=2)
            assert np.isfinite(run.losses[1:]).all()
            asked += 1
    assert asked
