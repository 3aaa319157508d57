"""Fits to look at."""
from __future__ import annotations

import numpy as np

import engine
from engine.models import named_model
from engine.models.kinds import feature_names


def fitted(data, model="linear", criterion="mse", **fields):
    """A fit to the data of this name, or to data itself."""
    data = engine.dataset(data) if isinstance(data, str) else data
    kind = named_model(model, feature_names(data.x.shape[1]), len(data.classes))
    return engine.Fit(data, kind, engine.criterion(criterion), **fields)


def small(x, y, **fields):
    """Data of a few samples."""
    x = np.array(x, float).reshape(len(x), -1)
    names = tuple(f"x{number}" for number in range(1, x.shape[1] + 1)) if x.shape[1] > 1 else ("x",)
    return engine.Data(x, y, names, **fields)
