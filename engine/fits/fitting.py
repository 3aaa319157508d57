"""A fit from plain arrays, for a notebook."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.criteria import named_criterion
from engine.criteria.criterion import Criterion
from engine.criteria.typed import typed_criterion
from engine.data.data import Data
from engine.errors import InputError
from engine.fits.fit import Fit
from engine.losses.loss import Array
from engine.models import named_model
from engine.models.kinds import feature_names
from engine.models.model import Model
from engine.models.typed import typed_model


def fit(
    x: npt.ArrayLike | Data,
    y: npt.ArrayLike | None = None,
    model: str = "linear",
    criterion: str | Criterion = "mse",
    *,
    degree: int | None = None,
    batch: int | None = None,
    standardise: bool = False,
    l1: float = 0.0,
    l2: float = 0.0,
) -> Fit:
    """The loss of a model on samples with features x (n,) or (n, k) and targets y (n,), or on built-in data.

    Targets that are texts are classes, and so are whole numbers for a softmax. A model and a criterion are
    names or formulas; `degree` is that of a polynomial. Steps look at `batch` samples (None: at all of them).
    With `standardise` the model sees each feature less its mean and divided by its standard deviation; `l1`
    and `l2` penalise the sizes and the squares of its parameters. InputError says what does not go together.

    >>> loss = fit([0.0, 1.0, 2.0], [1.0, 3.0, 5.0])
    >>> loss.parameters, [round(value, 12) for value in loss.minima[0].point]
    (('w', 'b'), [2.0, 1.0])
    """
    judged = _criterion(criterion) if isinstance(criterion, str) else criterion
    data = x if isinstance(x, Data) else _data(x, y, as_classes=judged.by_class)
    return Fit(data, _model(model, data, degree), judged, batch, standardise, l1, l2)


def _criterion(text: str) -> Criterion:
    return named_criterion(text) if text.isidentifier() else typed_criterion(text)


def _model(text: str, data: Data, degree: int | None) -> Model:
    features = feature_names(data.x.shape[1])
    if text.isidentifier():
        return named_model(text, features, len(data.classes), degree)
    return typed_model(text, features)


def _data(x: npt.ArrayLike, y: npt.ArrayLike | None, as_classes: bool) -> Data:
    if y is None:
        raise InputError("Samples need targets y beside their features x.")
    features = _numbers(x, "x")
    columns = features.reshape(-1, 1) if features.ndim == 1 else features
    if columns.ndim != 2:
        raise InputError("x must be a list of numbers, or one row of features per sample.")
    names = feature_names(columns.shape[1])
    targets = np.asarray(y)
    if targets.dtype.kind in "US" or as_classes:
        classes, numbers = np.unique(targets, return_inverse=True)
        return Data(columns, numbers.astype(float), names, classes=tuple(map(str, classes.tolist())))
    return Data(columns, _numbers(y, "y"), names)


def _numbers(values: npt.ArrayLike, what: str) -> Array:
    try:
        numbers: Array = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise InputError(f"{what} must be numbers.") from None
    return numbers
