"""Writes fits.json: losses of models on the built-in data sets and their gradients, and where they are least.

    pip install torch==2.14.1 scikit-learn==1.9.1 numpy msgspec && python -m tests.golden.make_fits

Neither PyTorch nor scikit-learn is a dependency of the program or of its tests. Values and gradients are
PyTorch's, in float64 and by autograd, of the mean over all samples; optima are scikit-learn's. Only the
samples are taken from the engine.
"""
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
import torch
from sklearn.linear_model import LinearRegression, LogisticRegression, QuantileRegressor
from torch.nn import functional

import engine

Array = np.ndarray
Tensor = torch.Tensor
Row = dict[str, Any]
# Of the parameters (d,) and the features (n, k): predictions (n,), or (n, classes).
Model = Callable[[Tensor, Tensor], Tensor]
# Of predictions and true values; each gives the mean over the samples.
Loss = Callable[[Tensor, Tensor], Tensor]

RNG = np.random.default_rng(5)
BY_TORCH = f"torch {torch.__version__.partition('+')[0]}"
BY_SKLEARN = f"scikit-learn {sklearn.__version__}"


def powers(theta: Tensor, x: Tensor) -> Tensor:
    return sum(w * x[:, 0] ** k for k, w in enumerate(theta[:-1], 1)) + theta[-1]


def softmax(theta: Tensor, x: Tensor) -> Tensor:
    rows = theta.reshape(-1, x.shape[1] + 1)
    return torch.softmax(x @ rows[:, :-1].T + rows[:, -1], dim=1)


MODELS: dict[str, Model] = {
    "constant": lambda theta, x: theta[0].expand(len(x)),
    "slope": lambda theta, x: theta[0] * x[:, 0],
    "linear": lambda theta, x: x @ theta[:-1] + theta[-1],
    "polynomial": powers,
    "logistic": lambda theta, x: torch.sigmoid(x @ theta[:-1] + theta[-1]),
    "softmax": softmax,
    "exponential": lambda theta, x: theta[0] * torch.exp(-theta[1] * x[:, 0]) + theta[2],
    "sine": lambda theta, x: theta[0] * torch.sin(theta[1] * x[:, 0] + theta[2]) + theta[3],
}


def log_cosh(p: Tensor, y: Tensor) -> Tensor:
    return (torch.logaddexp(p - y, y - p) - np.log(2)).mean()


def pinball(tau: float) -> Loss:
    return lambda p, y: torch.maximum(tau * (y - p), (tau - 1) * (y - p)).mean()


def focal(p: Tensor, y: Tensor) -> Tensor:
    """torchvision.ops.sigmoid_focal_loss behind the sigmoid, gamma 2 and alpha 0.25."""
    right = p * y + (1 - p) * (1 - y)
    entropy = functional.binary_cross_entropy(p, y, reduction="none")
    return ((0.25 * y + 0.75 * (1 - y)) * entropy * (1 - right) ** 2).mean()


def margin(p: Tensor, y: Tensor) -> Tensor:
    """What a score lacks to a margin of 1; class 0 counts as -1 and class 1 as +1."""
    return (1 - (2 * y - 1) * p).clamp(min=0)


def kl(p: Tensor, y: Tensor) -> Tensor:
    return functional.kl_div(p.log(), functional.one_hot(y.long()).to(p.dtype), reduction="batchmean")


QUANTITY: tuple[tuple[str, dict[str, float], Loss], ...] = (
    ("mse", {}, functional.mse_loss),
    ("half_mse", {}, lambda p, y: functional.mse_loss(p, y) / 2),
    ("rmse", {}, lambda p, y: functional.mse_loss(p, y).sqrt()),
    ("mae", {}, functional.l1_loss),
    ("huber", {}, functional.huber_loss),
    ("huber", {"delta": 2.5}, lambda p, y: functional.huber_loss(p, y, delta=2.5)),
    ("log_cosh", {}, log_cosh),
    ("quantile", {}, pinball(0.5)),
    ("quantile", {"tau": 0.9}, pinball(0.9)),
    ("mape", {}, lambda p, y: ((p - y) / y).abs().mean()),
)
PROBABILITY = (("log_loss", {}, functional.binary_cross_entropy), ("focal", {}, focal))
SCORE = (
    ("log_loss_logits", {}, functional.binary_cross_entropy_with_logits),
    ("hinge", {}, lambda p, y: margin(p, y).mean()),
    ("squared_hinge", {}, lambda p, y: (margin(p, y) ** 2).mean()),
)
CLASSES = (
    ("cross_entropy", {}, lambda p, y: functional.nll_loss(p.log(), y.long())),
    ("kl_divergence", {}, kl),
)

# Data, model, degree if it is a polynomial, criteria, and a place that the parameters are drawn around.
TABLE: tuple[tuple[str, str, int | None, Any, tuple[float, ...]], ...] = (
    ("line", "constant", None, QUANTITY, (0.5,)),
    ("line", "slope", None, QUANTITY, (1.5,)),
    ("line", "linear", None, QUANTITY, (1.5, 0.5)),
    ("line_outlier", "linear", None, QUANTITY, (1.5, 0.5)),
    ("skewed", "linear", None, QUANTITY, (1.0, 2.0)),
    ("line_offset", "linear", None, QUANTITY, (0.02, -3.0)),
    ("correlated", "linear", None, QUANTITY, (1.0, 0.5, 1.0)),
    ("sparse", "linear", None, QUANTITY, (2.0, 0.5, -0.5, -1.0, 0.3, 0.2)),
    ("parabola", "polynomial", 2, QUANTITY, (0.1, 1.2, -1.5)),
    ("polynomial", "polynomial", 3, QUANTITY, (-2.0, 0.3, 3.0, 0.2)),
    ("polynomial", "polynomial", 9, QUANTITY, (-2.0, 0.3, 3.0, 0.2, -0.5, 0.4, 0.3, -0.2, 0.6, 0.1)),
    ("decay", "exponential", None, QUANTITY, (3.0, 0.5, 0.8)),
    ("wave", "sine", None, QUANTITY, (1.5, 1.3, 0.4, 0.8)),
    ("houses", "slope", None, QUANTITY, (0.2,)),
    ("houses", "linear", None, QUANTITY, (0.2, 20.0)),
    ("houses_three_features", "linear", None, QUANTITY, (0.2, -30.0, 0.1, 10.0)),
    ("stopping_distances", "polynomial", 2, QUANTITY, (0.7, 0.1, 2.0)),
    ("food", "linear", None, QUANTITY, (0.4, 100.0)),
    ("one_feature_classes", "logistic", None, PROBABILITY, (0.5, -2.0)),
    ("one_feature_classes", "linear", None, SCORE, (0.5, -2.0)),
    ("clouds", "logistic", None, PROBABILITY, (0.7, 0.4, 0.1)),
    ("clouds_overlap", "logistic", None, PROBABILITY, (0.7, 0.4, 0.1)),
    ("clouds_overlap", "linear", None, SCORE, (0.7, 0.4, 0.1)),
    ("clouds_wrong_label", "linear", None, SCORE, (0.7, 0.4, 0.1)),
    ("xor", "logistic", None, PROBABILITY, (0.3, -0.2, 0.1)),
    ("o_rings", "logistic", None, PROBABILITY, (-0.1, 6.0)),
    ("iris_two", "logistic", None, PROBABILITY, (0.6, 0.8, -4.0)),
    ("three_clouds", "softmax", None, CLASSES, (-0.5, -0.2, 0.1, 0.4, -0.3, 0.2, 0.1, 0.6, -0.1)),
    ("iris", "softmax", None, CLASSES, (-0.5, -0.2, 2.0, 0.2, -0.3, 0.5, 0.4, 0.6, -1.0)),
)


def fit(name: str, model: str, degree: int | None, criterion: str, hyper: dict[str, float], loss: Loss,
        points: list[list[float]]) -> Row:
    """The loss and its gradient at some points."""
    data = engine.dataset(name)
    x, y = torch.tensor(data.x), torch.tensor(data.y)
    values, gradients = [], []
    for point in points:
        theta = torch.tensor(point, dtype=torch.float64, requires_grad=True)
        value = loss(MODELS[model](theta, x), y)
        value.backward()
        values.append(value.item())
        gradients.append(theta.grad.tolist())
    return {**question(name, model, degree), "criterion": criterion, "hyper": hyper, "points": points,
            "values": values, "gradients": gradients, "made_by": BY_TORCH}


def question(name: str, model: str, degree: int | None) -> Row:
    return {"data": name, "model": model} | ({"degree": degree} if degree else {})


def fits() -> list[Row]:
    rows = []
    for name, model, degree, criteria, around in TABLE:
        drawn = np.array(around) + np.abs(around) * RNG.uniform(-0.5, 0.5, (3, len(around)))
        points = [[float(f"{value:.4g}") for value in point] for point in drawn]
        for criterion, hyper, loss in criteria:
            if criterion != "mape" or (engine.dataset(name).y != 0).all():
                rows.append(fit(name, model, degree, criterion, hyper, loss, points))
    return rows


def optimum(name: str, model: str, degree: int | None, criterion: str, hyper: dict[str, float]) -> Row:
    """Where scikit-learn finds the loss least, and PyTorch's loss and gradient there."""
    data = engine.dataset(name)
    x = data.x ** np.arange(1, degree + 1) if degree else data.x
    has_intercept = model != "slope"
    if criterion in ("mse", "half_mse", "rmse"):
        found = LinearRegression(fit_intercept=has_intercept)
    elif criterion in ("mae", "quantile"):
        found = QuantileRegressor(quantile=hyper.get("tau", 0.5), alpha=0, fit_intercept=has_intercept)
    else:
        found = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-13, max_iter=1000)
    found.fit(np.zeros_like(x) if model == "constant" else x, data.y)
    rows = np.column_stack([np.atleast_2d(found.coef_), np.atleast_1d(found.intercept_)])
    point = {"constant": rows[:, -1:], "slope": rows[:, :-1]}.get(model, rows).ravel().tolist()
    criteria = (*QUANTITY, *PROBABILITY, *SCORE, *CLASSES)
    (loss,) = (loss for known, numbers, loss in criteria if (known, numbers) == (criterion, hyper))
    row = fit(name, model, degree, criterion, hyper, loss, [point])
    return {**question(name, model, degree), "criterion": criterion, "hyper": hyper, "point": point,
            "value": row["values"][0], "gradient": row["gradients"][0], "made_by": BY_SKLEARN}


# A class apart has no optimum, so “clouds” and “iris” are not here.
OPTIMA: tuple[tuple[str, str, int | None, str, dict[str, float]], ...] = (
    ("line", "constant", None, "mse", {}),
    ("line", "slope", None, "mse", {}),
    ("line", "linear", None, "mse", {}),
    ("line", "linear", None, "half_mse", {}),
    ("line", "linear", None, "rmse", {}),
    ("line", "linear", None, "mae", {}),
    ("line", "linear", None, "quantile", {"tau": 0.9}),
    ("line_outlier", "linear", None, "mse", {}),
    ("line_outlier", "linear", None, "mae", {}),
    ("skewed", "linear", None, "mse", {}),
    ("skewed", "linear", None, "mae", {}),
    ("line_offset", "linear", None, "mse", {}),
    ("correlated", "linear", None, "mse", {}),
    ("sparse", "linear", None, "mse", {}),
    ("parabola", "linear", None, "mse", {}),
    ("parabola", "polynomial", 2, "mse", {}),
    ("polynomial", "polynomial", 3, "mse", {}),
    ("polynomial", "polynomial", 9, "mse", {}),
    ("houses", "slope", None, "mse", {}),
    ("houses", "linear", None, "mse", {}),
    ("houses_three_features", "linear", None, "mse", {}),
    ("stopping_distances", "linear", None, "mse", {}),
    ("stopping_distances", "polynomial", 2, "mse", {}),
    ("hubble", "slope", None, "mse", {}),
    ("hubble", "linear", None, "mse", {}),
    ("heights", "linear", None, "mse", {}),
    ("food", "linear", None, "mse", {}),
    ("food", "linear", None, "quantile", {"tau": 0.9}),
    ("one_feature_classes", "logistic", None, "log_loss", {}),
    ("clouds_overlap", "logistic", None, "log_loss", {}),
    ("clouds_overlap", "linear", None, "log_loss_logits", {}),
    ("clouds_wrong_label", "logistic", None, "log_loss", {}),
    ("rare_class", "logistic", None, "log_loss", {}),
    ("circles", "logistic", None, "log_loss", {}),
    ("xor", "logistic", None, "log_loss", {}),
    ("o_rings", "logistic", None, "log_loss", {}),
    ("iris_two", "logistic", None, "log_loss", {}),
    # Of the many softmaxes with the same probabilities the one whose weights add up to 0.
    ("three_clouds", "softmax", None, "cross_entropy", {}),
)


def main() -> None:
    parts = []
    for title, rows in (("fits", fits()), ("optima", [optimum(*row) for row in OPTIMA])):
        lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        parts.append(f'"{title}":[\n{lines}\n]')
    (Path(__file__).parent / "fits.json").write_text(f"{{{','.join(parts)}}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
