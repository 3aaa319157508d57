"""Equations that remember a first value, take vectors as a whole, and look at the loss elsewhere."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import engine
from engine.explain import step_lines
from engine.formula.linear import solve, solve_arrays
from engine.formula.notation import as_text
from engine.hyper import lr
from engine.maps import descend_many
from engine.optimizers.typed import typed_rule
from engine.optimizers.unrolled import reduced, vanishing

BOWL = engine.formula("x**2 + x*y + 3*y**2")
START = (2.0, -1.5)


def first_step(equations, loss=BOWL, start=START, **hyper):
    run = engine.descend(loss, engine.rule(equations, **hyper), start, 1)
    return run.points[1]


def refused(equations):
    with pytest.raises(engine.FormulaError) as caught:
        engine.rule(equations)
    return str(caught.value), equations[caught.value.start : caught.value.end]


def test_memory_starts_from_zero_or_from_what_is_said():
    run = engine.descend(BOWL, engine.rule("a[0] = w\nb[0] = 3\nc = c + a\nw = w - lr*(b*a - c)\n"), START, 2)
    assert np.array_equal(run.memory[0], [0.0, 0.0, *START, 3.0])  # c, a, b in the order they are read
    assert np.array_equal(run.memory[1], [*START, *START, 3.0])


def test_a_first_value_may_use_the_gradient_hyperparameters_and_what_was_said_before():
    run = engine.descend(BOWL, engine.rule("a[0] = g*k\nb[0] = a + 1\nw = w - lr*a*b", lr=0.1, k=2), START, 1)
    first = BOWL.gradient(START) * 2
    assert np.array_equal(run.memory[0], [*first, *(first + 1)])


def test_vectors_are_reduced_to_numbers():
    x, y = START
    assert np.array_equal(first_step("w = 0*w + norm(w)"), [np.sqrt(x * x + y * y)] * 2)
    assert np.array_equal(first_step("w = 0*w + sum(w)"), [x + y] * 2)
    assert np.array_equal(first_step("w = 0*w + mean(w)"), [(x + y) / 2] * 2)
    assert np.array_equal(first_step("w = 0*w + dot(w, 2*w)"), [x * (2 * x) + y * (2 * y)] * 2)


def test_a_gradient_is_taken_elsewhere_and_recorded_at_the_point():
    run = engine.descend(BOWL, engine.rule("y = w + 1\nw = w - lr*grad(2*y)", lr=0.1), START, 3)
    for k in range(3):
        assert np.array_equal(run.points[k + 1], run.points[k] - 0.1 * BOWL.gradient(2 * (run.points[k] + 1)))
        assert np.array_equal(run.gradients[k], BOWL.gradient(run.points[k]))


def test_curvature_is_solved_with():
    matrix = BOWL.hessian(START) + 0.5 * np.eye(2)
    expected = np.linalg.solve(matrix, BOWL.gradient(START))
    step = first_step("w = solve(hessian(w) + damping*identity, g)", damping=0.5)
    assert np.allclose(step, expected, rtol=1e-14, atol=0)


def test_a_matrix_may_have_a_name_and_be_remembered():
    equations = "A[0] = identity\nA = A/2 + hessian(w)\nw = w - lr*solve(A, g)"
    run = engine.descend(BOWL, engine.rule(equations, lr=1.0), START, 2)
    assert run.memory.shape == (3, 4)
    assert np.array_equal(run.memory[1].reshape(2, 2), np.eye(2) / 2 + BOWL.hessian(START))
    assert r"\begin{pmatrix} 2.5 & 1 \\ 1 & 6.5 \end{pmatrix}" in step_lines(run, 0)[1].result_latex


def test_with_one_parameter_vectors_are_single_numbers():
    loss = engine.loss("quadratic")
    equations = "w = w - lr*solve(hessian(w) + identity, grad(w)) + 0*norm(w) + 0*dot(w, w)"
    assert np.array_equal(first_step(equations, loss, (3.0,), lr=1.0), [3.0 - 6.0 / 3.0])


def test_a_singular_matrix_ends_the_run_at_its_last_step():
    loss = engine.formula("x + y**2")
    run = engine.descend(loss, engine.optimizer("newton"), START, 5)
    assert run.status is engine.Status.DIVERGED
    assert len(run) == 1 and run.reason
    assert not np.isfinite(descend_many(loss, engine.optimizer("newton"), [START], 5)).all()


@pytest.mark.parametrize("equations, words, place", [
    ("w = w - lr*norm(3)", "norm takes a vector, but 3 is a single number.", "w = w - lr*norm(3)"),
    ("w = dot(g, lr)", "dot takes a vector, but lr is a single number.", "w = dot(g, lr)"),
    ("w = w + hessian(w)", "A vector and a matrix do not fit together in w + hessian(w).", None),
    ("w = hessian(w)", "w is a vector, not a matrix.", None),
    ("H = hessian(w)\nw = w - solve(H*H, g)",
     "H*H cannot be computed: matrices are added, multiplied by numbers, and solved with.",
     "w = w - solve(H*H, g)"),
    ("a = g\na = hessian(w)\nw = a*0", "a cannot be both a vector and a matrix.", "a = g"),
    ("g = 2*hessian(w)\nw = g", "g is a vector, not a matrix.", "g = 2*hessian(w)"),
    ("w[0] = 3\nw = g",
     "w[0] is given by the start: only what is remembered has a first value.", "w[0]"),
    ("z[0] = w\nw = w - lr*g", "z is not remembered, so z[0] would never be read.", "z[0] = w"),
    ("z[0] = t\nw = w - z", "t is not known at the start: use w, g and hyperparameters.", "t"),
    ("z[0] = q\nw = w - z", "q is not known at the start: use w, g and hyperparameters.", "q"),
    ("z[1] = w\nw = w - z", "“z[1]” cannot be assigned: a name stands left of the =.", "z[1]"),
    ("norm = 3\nw = g", "norm is given and cannot be assigned.", "norm"),
    ("identity = 3\nw = g", "identity is given and cannot be assigned.", "identity"),
    ("w = w - lr*nrom(g)", "nrom is not a function; did you mean norm?", "nrom(g)"),
    ("w = solve(g)", "solve takes 2 values, not 1.", "solve(g)"),
    ("w = w - a", "a is never given a value: assign it, or declare it as a hyperparameter.", "a"),
    ("b = g", "The equations never assign w, the point: end with for example w = w - lr*g.", "b = g"),
])  # fmt: skip
def test_what_cannot_be_is_told_with_its_place(equations, words, place):
    assert refused(equations) == (words, equations if place is None else place)


def test_whole_vectors_are_no_part_of_the_language_of_losses():
    with pytest.raises(engine.FormulaError, match="norm is not a function"):
        engine.formula("norm(x)")
    assert engine.formula("sum**2 + grad").parameters == ("sum", "grad")


def test_an_equation_that_only_renames_is_left_out_once_a_hyperparameter_is_zero():
    def written(one):
        program = reduced(one.rule, vanishing(one.rule, one.hyper))
        return [f"{line.target} = {as_text(line.tree)}" for line in program.equations], program.memory

    assert written(engine.optimizer("sgd", lr=0.1)) == (["w = w - lr*g"], ())
    assert written(engine.optimizer("momentum", momentum=0)) == (["w = w - lr*g"], ())
    lines, memory = written(engine.optimizer("rmsprop"))
    assert lines == ["v = alpha*v + (1 - alpha)*g**2", "d = g/(sqrt(v) + eps)", "w = w - lr*d"]
    assert memory == ("v",)


def test_gradients_are_counted_where_they_are_taken():
    def count(text):
        return typed_rule(text, [lr(0.1)]).evaluations

    assert count("w = w - lr*g") == 1
    assert count("y = w - lr*g\nw = w - lr*grad(y)") == 2
    assert count("w = w - lr*grad(w + 1)") == 1
    assert count("g = 2*w\nw = w - lr*g") == 0
    assert count("w = grad(w) + grad(w) + grad(2*w)") == 2
    assert typed_rule("w = solve(hessian(w), g)").uses_hessian


entry = st.floats(-4, 4).map(lambda value: round(value, 2))


@given(st.integers(1, 5).flatmap(lambda n: st.lists(entry, min_size=n * n + n, max_size=n * n + n)))
@settings(max_examples=200)
def test_linear_equations_are_solved_alike_by_numbers_and_by_arrays(entries):
    size = int(np.sqrt(len(entries)))
    matrix = np.array(entries[: size * size]).reshape(size, size)
    with np.errstate(all="ignore"):
        by_arrays = np.array(solve_arrays(*(np.array([value, value]) for value in entries)))
    try:
        by_numbers = np.array(solve(*entries))
    except ZeroDivisionError:
        assert not np.isfinite(by_arrays).all()
        return
    assert np.array_equal(by_arrays, np.stack([by_numbers, by_numbers], axis=1))
    if np.linalg.cond(matrix) < 1e8:
        right = np.array(entries[size * size :])
        assert np.abs(matrix @ by_numbers - right).max() <= 1e-6 * (1 + np.abs(right).max())


@pytest.mark.parametrize("whole", ["sum(w*0 + 1)", "norm(w**0)**2", "dot(w**0, g*0 + 1)"])
def test_a_vector_that_vanishes_is_still_one_for_what_takes_a_vector(whole):
    assert first_step(f"w = w - lr*{whole}", lr=0.5) == pytest.approx([1.0, -2.5])


names = st.sampled_from(("w", "g", "m", "v", "t", "lr", "k", "y", "identity", "q"))
parts = st.recursive(
    names | st.sampled_from(("1", "0.5", "2", "0", "1e-8")),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(("+", "-", "*", "/", "**")), inner),
        st.builds("{}({})".format, st.sampled_from(
            ("norm", "sum", "mean", "grad", "hessian", "sqrt", "sign", "abs", "sigmoid")), inner),
        st.builds("{}({}, {})".format, st.sampled_from(("dot", "solve", "min", "max")), inner, inner),
        st.builds("where({} < {}, {}, {})".format, inner, inner, inner, inner),
    ),
    max_leaves=6,
)  # fmt: skip
lines = st.builds("{} = {}".format, st.sampled_from(("w", "w", "g", "m", "v", "y", "m[0]", "v[0]")), parts)


@given(st.lists(lines, min_size=1, max_size=5).map("\n".join))
@example("w = solve(hessian(w), (w * 0))")
@example("w = dot(w, (w * 0))")
@settings(max_examples=500, deadline=None)
def test_typed_equations_run_as_they_are_explained_or_are_refused_in_one_sentence(text):
    try:
        one = engine.rule(text, lr=0.1, k=0.7)
    except engine.InputError as error:
        assert str(error).endswith((".", "?"))
        assert "\n" not in str(error)
        return
    run = engine.descend(BOWL, one, START, 6)
    for step in range(run.last):
        moved = [line.values for line in step_lines(run, step) if line.name == "w"]
        assert (moved or [tuple(run.points[step])])[-1] == tuple(run.points[step + 1])
    assert np.isfinite(run.points).all()
    assert isinstance(one.rule.latex, tuple)
    (end,) = descend_many(BOWL, one, [START], 6)
    assert end.shape == (2,)
