from __future__ import annotations

import engine
from engine.fits import chained

MEAN = r"\frac{1}{n} \sum_{i=1}^{n} "


def fit(data: str, model: str, criterion: str, **settings):
    return engine.fit(engine.dataset(data), model=model, criterion=criterion, **settings)


def test_a_line_is_written_as_prediction_loss_and_derivatives():
    line = fit("line", "linear", "mse")
    assert chained.predictions(line) == ("p_{i} = w x_{i} + b",)
    assert chained.loss(line) == (rf"L = {MEAN}\left(p_{{i}} - y_{{i}}\right)^{{2}}",)
    assert chained.gradient(line) == (
        rf"\frac{{\partial L}}{{\partial w}} = {MEAN}2 \left(p_{{i}} - y_{{i}}\right) x_{{i}}",
        rf"\frac{{\partial L}}{{\partial b}} = {MEAN}2 \left(p_{{i}} - y_{{i}}\right)",
    )


def test_a_probability_and_its_log_loss():
    logistic = fit("clouds", "logistic", "log_loss")
    assert chained.predictions(logistic) == (
        r"p_{i} = \sigma\left(w_{1} x_{1, i} + w_{2} x_{2, i} + b\right)",)
    first, piece = chained.loss(logistic)
    assert first == rf"L = {MEAN}\ell_{{i}}"
    assert piece.startswith(r"\ell_{i} = -y_{i} \log")
    assert chained.gradient(logistic)[0].endswith(r"\left(p_{i} - y_{i}\right) x_{1, i}")


def test_a_softmax_is_written_with_the_scores_of_its_classes():
    softmax = fit("iris", "softmax", "cross_entropy")
    assert chained.predictions(softmax) == (
        r"p_{i} = \mathrm{softmax}\left(z_{i, 1}, z_{i, 2}, z_{i, 3}\right)",
        "z_{i, 1} = w_{11} x_{1, i} + w_{12} x_{2, i} + b_{1}",
    )
    assert chained.gradient(softmax)[3].endswith(r"\left(p_{i, 2} - [y_{i} = 2]\right) x_{1, i}")


def test_a_penalty_has_a_line_of_its_own():
    ridge = fit("line", "linear", "mse", l2=0.1)
    first, penalty = chained.loss(ridge)
    assert first.endswith(" + R")
    assert penalty == "R = 0.1 w^{2}"
    assert [line.endswith(" + 0.2 w") for line in chained.gradient(ridge)] == [True, False]


def test_of_a_penalty_on_many_parameters_the_ends_are_written():
    softmax = fit("iris", "softmax", "cross_entropy", l1=0.5, l2=0.25)
    assert chained.loss(softmax)[1] == (
        r"R = 0.5 \left(\left|w_{11}\right| + \dots + \left|w_{32}\right|\right)"
        r" + 0.25 \left(w_{11}^{2} + \dots + w_{32}^{2}\right)"
    )


def test_the_root_of_a_mean_has_its_own_rate():
    root = fit("line", "linear", "rmse")
    assert chained.loss(root)[0].startswith(r"L = \sqrt{\frac{1}{n}")
    assert all(r" = \frac{1}{2 L} \cdot \frac{1}{n}" in line for line in chained.gradient(root))


def test_of_a_long_sum_the_ends_are_written():
    assert chained.predictions(fit("sparse", "linear", "mse")) == (
        r"p_{i} = w_{1} x_{1, i} + \dots + w_{5} x_{5, i} + b",)


def test_a_long_slope_is_written_as_a_derivative():
    derivatives = chained.gradient(fit("line", "linear", "huber"))
    assert all(r"\frac{d \ell_{i}}{d p_{i}}" in line for line in derivatives)
