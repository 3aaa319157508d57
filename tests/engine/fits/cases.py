"""Every model with every criterion that it goes with, on a few samples."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

import engine
from engine.criteria.classification import CLASSIFICATION
from engine.data.data import Data
from engine.fits.fit import Fit
from engine.fits.matching import mismatch
from engine.models import named_model
from engine.models.kinds import feature_names
from engine.models.typed import typed_model

COUNT: Final = 23
_RANDOM = np.random.default_rng(5)
X: Final = _RANDOM.uniform(-1.5, 2.0, (COUNT, 2)).round(2)
TARGETS: Final = (1.2 * X[:, 0] - 0.7 * X[:, 1] + 2.5 + _RANDOM.uniform(-1, 1, COUNT)).round(2)
LABELS: Final = (TARGETS > 2.5).astype(float)
THREE: Final = np.digitize(TARGETS, [2.0, 3.2]).astype(float)


def data(features: int, kind: str = "numbers") -> Data:
    """Samples with 1 or 2 features, and numbers, two or three classes as targets."""
    names = feature_names(features)
    y, classes = {
        "numbers": (TARGETS, ()),
        "two": (LABELS, ("low", "high")),
        "three": (THREE, ("low", "middle", "high")),
    }[kind]
    return Data(X[:, :features], y, names, classes=classes)


def _all() -> list[tuple[str, Fit]]:
    """Numbers for all, two classes for what tells classes apart, three for a softmax."""
    found = []
    criteria = (*engine.CRITERIA, engine.typed_criterion("(p - y)**4"))
    for kind in engine.MODELS:
        for features in (1, 2):
            for of in ("numbers", "two", "three"):
                samples = data(features, of)
                try:
                    model = named_model(kind.name, feature_names(features), len(samples.classes))
                except engine.InputError:
                    continue
                for criterion in criteria:
                    for_classes = criterion in CLASSIFICATION or kind.name in ("logistic", "softmax")
                    suits = {"numbers": not for_classes, "two": for_classes, "three": criterion.by_class}
                    if suits[of] and not mismatch(samples, model, criterion):
                        name = f"{kind.name}-{features}-{of}-{criterion.name or 'typed'}"
                        found.append((name, Fit(samples, model, criterion)))
    typed = typed_model("a*exp(-k*x) + c", ("x",))
    return [*found, ("typed-mse", Fit(data(1), typed, engine.criterion("mse")))]


CASES: Final = _all()


def places(fit: Fit, count: int = 3) -> Any:
    """Points without a kink of any criterion, (count, d)."""
    return np.random.default_rng(1).uniform(-0.9, 0.9, (count, fit.dimension))
