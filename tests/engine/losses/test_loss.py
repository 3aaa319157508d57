"""Losses made of a formula: shapes, holes, views, words."""

from __future__ import annotations

import math

import numpy as np
import pytest

import engine
from engine import FormulaError, InputError
from engine.formula import calculus
from tests.engine.sentences import is_plain_sentence

BOWL = "x**2 + 2*y**2 + x*y"
SHAPES = [(), (5,), (4, 3), (0,), (2, 0, 3)]


@pytest.mark.parametrize("shape", SHAPES)
def test_points_of_any_shape_give_values_of_that_shape(shape):
    loss = engine.formula(BOWL)
    points = np.random.default_rng(0).normal(size=(*shape, 2))
    x, y = points[..., 0], points[..., 1]
    assert np.array_equal(loss.value(points), x**2 + 2 * y**2 + x * y)
    assert loss.gradient(points) == pytest.approx(np.stack([2 * x + y, x + 4 * y], -1))
    assert np.array_equal(loss.hessian(points), np.broadcast_to([[2.0, 1.0], [1.0, 4.0]], (*shape, 2, 2)))


@pytest.mark.parametrize("shape", SHAPES)
def test_what_does_not_depend_on_the_point_is_spread_all_the_same(shape):
    loss = engine.formula("3*w")
    points = np.ones((*shape, 1))
    assert np.array_equal(loss.gradient(points), 3 * points)
    assert np.array_equal(loss.hessian(points), np.zeros((*shape, 1, 1)))


def test_lists_and_whole_numbers_are_points_too_and_stay_as_they_are():
    loss = engine.formula(BOWL)
    points = [[1, 2], [3, 4]]
    assert loss.value(points).tolist() == [11.0, 53.0]
    whole = np.array(points)
    values = loss.value(whole)
    values[0] = 0
    assert whole.tolist() == points


@pytest.mark.parametrize("points", [3.0, [1.0], [1.0, 2.0, 3.0], np.zeros((2, 3)), []])
@pytest.mark.parametrize("question", ["value", "gradient", "hessian"])
def test_points_of_another_dimension_are_refused(question, points):
    with pytest.raises(InputError) as caught:
        getattr(engine.formula(BOWL), question)(points)
    assert is_plain_sentence(str(caught.value))
    assert "x, y" in str(caught.value)


def test_where_there_is_no_value_there_is_nan_or_infinity_and_no_warning():
    loss = engine.formula("log(w) + 1/w")
    points = np.array([[-1.0], [0.0], [1.0], [np.inf], [np.nan]])
    assert np.isfinite(loss.value(points)).tolist() == [False, False, True, False, False]
    assert np.isnan(loss.gradient(points)[4, 0])
    assert np.isfinite(engine.formula("exp(w)").value([[1000.0]])).tolist() == [False]
    assert np.isfinite(loss.hessian(points)[:, 0, 0]).tolist() == [True, False, True, True, False]


def test_where_there_is_no_value_one_point_gives_nan_for_loss_and_slopes():
    loss = engine.formula("log(x) + y**2")
    assert loss.at((1.0, 3.0)) == (9.0, 1.0, 6.0)
    assert all(map(math.isnan, loss.at((-1.0, 3.0))))
    assert len(loss.at((-1.0, 3.0))) == 3
    assert all(map(math.isnan, engine.formula("exp(w)").at((1000.0,))))


def test_parameters_come_in_the_order_of_the_formula():
    loss = engine.formula("sin(b)*pi + a**2*e - b*c_1 + λ")
    assert loss.parameters == ("b", "a", "c_1", "λ")
    assert loss.dimension == 4


@pytest.mark.parametrize("count", [1, 2, 9, 10])
def test_one_to_ten_parameters_will_do(count):
    loss = engine.formula(" + ".join(f"{k + 1}*x{k}**2" for k in range(count)))
    assert loss.dimension == count
    assert loss.gradient(np.ones(count)).tolist() == [2.0 * (k + 1) for k in range(count)]
    assert np.array_equal(loss.hessian(np.ones(count)), np.diag([2.0 * (k + 1) for k in range(count)]))
    assert loss.view == ((-6.0, 6.0),) * count
    assert loss.start == (5.0,) * count


@pytest.mark.parametrize(
    "text, place, words",
    [
        ("pi*e + 2", "pi*e + 2", "no parameter"),
        ("a+b+c+d+f+g+h+i+j+k+l", "a+b+c+d+f+g+h+i+j+k+l", "at most 10 parameters; this one has 11"),
        ("w + lr*w", "lr", "“lr” cannot be a parameter"),
        ("losses + loss", "loss", "“loss” cannot be a parameter"),
        ("step**2", "step", "“step” cannot be a parameter"),
        ("w*grad_w", "grad_w", "“grad_w” cannot be a parameter"),
        ("racer + optimizer", "racer", "“racer” cannot be a parameter"),
    ],
)
def test_a_formula_that_is_no_loss_is_refused_with_its_place(text, place, words):
    with pytest.raises(FormulaError) as caught:
        engine.formula(text)
    assert is_plain_sentence(str(caught.value))
    assert words in str(caught.value)
    assert text[caught.value.start : caught.value.end] == place
    assert caught.value.start != 0 or text.startswith(place)


def test_the_taken_name_is_marked_where_it_stands_alone():
    with pytest.raises(FormulaError) as caught:
        engine.formula("losses + loss")
    assert (caught.value.start, caught.value.end) == (9, 13)


@pytest.mark.parametrize("question", ["gradient_trees", "hessian_trees", "gradient_latex"])
def test_a_formula_without_a_derivative_is_refused_with_its_place(question):
    with pytest.raises(FormulaError) as caught:
        getattr(engine.formula("(-2)**w"), question)
    assert is_plain_sentence(str(caught.value))
    assert (caught.value.start, caught.value.end) == (0, 7)


def test_a_point_of_a_formula_without_a_derivative_is_refused_and_not_called_undefined():
    with pytest.raises(FormulaError, match="no derivative"):
        engine.formula("(-2)**w").at((1.0,))


def test_equal_losses_are_equal_values():
    one, same, other = engine.formula("w**2"), engine.formula("w**2"), engine.formula("w**2 + 0")
    assert one == same and hash(one) == hash(same)
    assert one != other
    assert len({one, same, other}) == 2
    assert engine.formula("w**2") != engine.loss("quadratic")


def test_a_view_of_any_kind_of_numbers_is_kept_as_plain_ones():
    for view in ([(-1, 3)], ((-1.0, 3.0),), np.array([[-1, 3]]), [[np.float64(-1), np.int64(3)]]):
        loss = engine.formula("w**2", view=view)
        assert loss.view == ((-1.0, 3.0),)
        assert {type(value) for value in loss.view[0]} == {float}
        assert {loss: 1}[engine.formula("w**2", view=((-1, 3),))] == 1


@pytest.mark.parametrize(
    "view",
    [[], [(1, 2), (3, 4)], [(1, 1)], [(2, 1)], [(1, math.inf)], [(math.nan, 1)], [(1, 2, 3)], [5], 5,
     [("a", "b")], [(-1.7e308, 1.7e308)], [(1, 10**400)], "w"],
)  # fmt: skip
def test_a_view_that_shows_nothing_is_refused(view):
    with pytest.raises(InputError) as caught:
        engine.formula("w**2", view=view)
    assert is_plain_sentence(str(caught.value))
    with pytest.raises(InputError):
        engine.loss("quadratic").seen_in(view)


def test_a_typed_loss_starts_inside_its_view():
    loss = engine.formula("w**2", view=((100.0, 112.0),))
    assert loss.start == (111.0,)
    assert engine.formula("w**2").start == (5.0,)
    assert engine.formula("w**2").seen_in(((100.0, 112.0),)) == loss


def test_a_landscape_in_another_view_keeps_the_rest():
    quadratic = engine.loss("quadratic")
    wide = quadratic.seen_in(((-60.0, 60.0),))
    assert wide.view == ((-60.0, 60.0),)
    assert (wide.name, wide.start, wide.minima) == (quadratic.name, quadratic.start, quadratic.minima)
    assert wide.seen_in(quadratic.view) == quadratic


def test_another_view_does_not_derive_anew(monkeypatch):
    loss = engine.formula("sin(w)*w**2 + w/7")
    slopes, curvatures = loss.gradient_trees, loss.hessian_trees
    monkeypatch.delattr(calculus, "gradient")
    monkeypatch.delattr(calculus, "hessian")
    wide = loss.seen_in(((-60.0, 60.0),))
    assert (wide.gradient_trees, wide.hessian_trees) == (slopes, curvatures)


def test_a_loss_is_typeset_with_its_slopes():
    loss = engine.formula("w**2")
    assert loss.formula_latex == "L(w) = w^{2}"
    assert loss.gradient_latex == (r"\frac{d L}{d w} = 2 w",)
    several = engine.formula("theta1**2*x")
    assert several.formula_latex == r"L(\theta_{1}, x) = \theta_{1}^{2} x"
    assert several.gradient_latex == (
        r"\frac{\partial L}{\partial \theta_{1}} = 2 \theta_{1} x",
        r"\frac{\partial L}{\partial x} = \theta_{1}^{2}",
    )


def test_second_derivatives_are_typeset_as_a_matrix():
    loss = engine.formula("x**2*y")
    assert loss.hessian_latex == r"\nabla^{2} L = \begin{pmatrix} 2 y & 2 x \\ 2 x & 0 \end{pmatrix}"
    assert engine.formula("w**2").hessian_latex == r"\nabla^{2} L = \begin{pmatrix} 2 \end{pmatrix}"


def test_second_derivatives_are_written_one_by_one_and_none_of_them_twice():
    assert engine.formula("x**2*y").second_derivatives_latex == (
        r"\frac{\partial^{2} L}{\partial x^{2}} = 2 y",
        r"\frac{\partial^{2} L}{\partial x \partial y} = 2 x",
        r"\frac{\partial^{2} L}{\partial y^{2}} = 0",
    )
    assert engine.formula("w**2").second_derivatives_latex == (r"\frac{d^{2} L}{d w^{2}} = 2",)


@pytest.mark.parametrize(
    "text", ["min(w, x)", "where(w == x, w, x)", "max(max(w, 0), x)", "floor(w) + sign(x)"]
)
def test_kinked_losses_have_a_value_and_a_slope_on_their_kinks(text):
    loss = engine.formula(text)
    points = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 1.0]])
    assert np.isfinite(loss.value(points)).all()
    assert np.isfinite(loss.gradient(points)).all()
    assert np.isfinite(loss.hessian(points)).all()
