"""Criteria for predictions of a quantity: p is the predicted number, y the true one."""

from __future__ import annotations

from typing import Final

from engine.criteria.criterion import Criterion, Total
from engine.criteria.samples import NOT_ZERO
from engine.hyper import Hyper, positive

# Where every error is 0 the root has no slope; 0 is one of its subgradients, and there is nothing to improve.
ROOT: Final = Total(
    formula="sqrt(m)",
    slope="where(m > 0, 1/(2*sqrt(m)), 0)",
    curvature="where(m > 0, -1/(4*m*sqrt(m)), 0)",
)

REGRESSION: Final = (
    Criterion(
        name="mse",
        title="Mean squared error",
        formula="(p - y)**2",
        slope_text="2*(p - y)",
        curvature_text="2",
        teaches="An error of 2 costs 4 and an error of 10 costs 100: one outlier can outweigh all the rest.",
        source="Legendre 1805, Nouvelles méthodes pour la détermination des orbites des comètes",
    ),
    Criterion(
        name="half_mse",
        title="Half mean squared error",
        formula="(p - y)**2/2",
        slope_text="p - y",
        curvature_text="1",
        teaches="The half changes no minimum: it is there so that the slope is the error itself.",
        source="Bishop 2006, Pattern Recognition and Machine Learning",
    ),
    Criterion(
        name="rmse",
        title="Root mean squared error",
        formula="(p - y)**2",
        slope_text="2*(p - y)",
        curvature_text="2",
        total=ROOT,
        teaches="In the unit of the data, but a root of a mean: no sample has a share of its own in it.",
        source="Hyndman and Koehler 2006, International Journal of Forecasting 22",
    ),
    Criterion(
        name="mae",
        title="Mean absolute error",
        formula="abs(p - y)",
        slope_text="sign(p - y)",
        curvature_text="0",
        teaches="Every error pulls equally hard, however large it is: an outlier counts, but does not rule.",
        source="Boscovich 1757, De litteraria expeditione",
    ),
    Criterion(
        name="huber",
        title="Huber loss",
        formula="where(abs(p - y) <= delta, (p - y)**2/2, delta*(abs(p - y) - delta/2))",
        slope_text="where(abs(p - y) <= delta, p - y, delta*sign(p - y))",
        curvature_text="where(abs(p - y) <= delta, 1, 0)",
        hyper=(positive("delta", 1.0, "The error from which on the loss grows in a straight line."),),
        teaches="A bowl for small errors, a straight line for large ones: smooth, and calm about outliers.",
        source="Huber 1964, Annals of Mathematical Statistics 35",
    ),
    Criterion(
        name="log_cosh",
        title="Log-cosh",
        formula="log(cosh(p - y))",
        # cosh(711) is too large for a double.
        stable="abs(p - y) + softplus(-2*abs(p - y)) - log(2)",
        slope_text="tanh(p - y)",
        curvature_text="1 - tanh(p - y)**2",
        teaches="Like half the squared error near 0 and like the absolute error far out, without any seam.",
        source="Green 1990, IEEE Transactions on Medical Imaging 9",
    ),
    Criterion(
        name="quantile",
        title="Quantile loss",
        formula="max(tau*(y - p), (tau - 1)*(y - p))",
        slope_text="where(p < y, -tau, where(p > y, 1 - tau, 0))",
        curvature_text="0",
        hyper=(
            Hyper(
                "tau", 0.5, "The share of true values that should lie below the prediction.",
                low=0.0, high=1.0, low_open=True, high_open=True,
            ),
        ),
        teaches="Too low and too high cost differently, so the best constant is a quantile and not the mean.",
        source="Koenker and Bassett 1978, Econometrica 46",
    ),
    Criterion(
        name="mape",
        title="Mean absolute percentage error",
        formula="abs(p - y)/abs(y)",
        slope_text="sign(p - y)/abs(y)",
        curvature_text="0",
        truths=NOT_ZERO,
        teaches="Errors count in relation to the true value: being off by 1 is worse at 2 than at 100.",
        source="Makridakis 1993, International Journal of Forecasting 9",
    ),
)  # fmt: skip
