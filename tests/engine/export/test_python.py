"""Trees as Python: what is written, and that it gives the engine's bits."""
from __future__ import annotations

import math
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import FormulaError
from engine.export.definitions import DEFINED, definitions
from engine.export.python import PythonStyle, own_names
from engine.formula.code import function_of
from engine.formula.functions import BY_NAME, FUNCTIONS
from engine.formula.reader import read
from engine.optimizers.program import read_equations

OWN = {"w": "w", "x": "x"}

WRITTEN = (
    ("w**2", "w*w"),
    ("10*w**2/3", "10*(w*w)/3"),
    ("(w - 1)**2", "square(w - 1)"),
    ("w**(4/2)", "w*w"),
    ("w**3 - w**-2 + w**0.5", "w**3 - w**(-2) + w**0.5"),
    ("x**w", "power(x, w)"),
    ("2", "2.0"),
    ("2**3*w", "2.0**3*w"),
    ("1/3*w", "1/3*w"),
    ("2*3*w", "2*3.0*w"),
    ("-0*w", "-0.0*w"),
    ("w + (x - 1)", "w + (x - 1)"),
    ("max(0, 1 - w)", "max(0.0, 1 - w)"),
    ("where(w < 1, -1, 0)", "-1.0 if w < 1 else 0.0"),
    ("1 + where(w < 1, x, 0)", "1 + (x if w < 1 else 0.0)"),
    ("sqrt(e) + exp(pi*w)", "math.sqrt(math.e) + math.exp(math.pi*w)"),
)  # fmt: skip


@pytest.mark.parametrize("text, written", WRITTEN)
def test_a_formula_is_written_so_that_python_gives_the_same_bits(text, written):
    assert PythonStyle(OWN).statement("", read(text)) == [written]


def test_a_sum_too_long_for_a_line_has_a_line_for_each_term():
    text = " + ".join(f"sin({k}*w)*cos({k}*x)" for k in range(10, 16)) + " - (w + x)"
    lines = PythonStyle(OWN).statement("    return ", read(text))
    assert lines[0] == "    return (" and lines[-1] == "    )"
    assert lines[1] == "        math.sin(10*w)*math.cos(10*x)"
    assert lines[-2] == "        - (w + x)"


def test_vectors_are_written_for_arrays_where_numpy_gives_the_same_bits():
    program = read_equations(
        "u = where(g > 0, sqrt(abs(g)), max(g, -1)) + g**2 + where(t == 1, g, s) + exp(g) + s**g\n"
        "w = w - u", ["s"])  # fmt: skip
    style = PythonStyle({name: name for name in "wgtsu"}, program.vectors, {"s": 0.5})
    assert [line.strip() for line in style.statement("u = ", program.equations[0].tree)] == [
        "u = (",
        "np.where(g > 0, np.sqrt(abs(g)), np.maximum(g, -1.0))",
        "+ g*g",
        "+ (g if t == 1 else s)",
        "+ np.vectorize(math.exp)(g)",
        "+ np.vectorize(power)(s, g)",
        ")",
    ]


def test_a_power_of_a_fixed_number_is_written_as_one_where_its_square_is_the_product():
    own = {"beta": "beta", "t": "t"}
    for value in (0.9, 0.999, *(k/1234567 for k in range(1, 5000))):
        (line,) = PythonStyle(own, fixed={"beta": value}).statement("", read("beta**t"))
        assert line == ("beta**t" if value**2 == value*value else "power(beta, t)")
    assert PythonStyle(own).statement("", read("beta**t")) == ["power(beta, t)"]


def test_names_that_the_script_needs_itself_are_evaded():
    assert own_names(["w", "math", "math_", "lambda", "square"]) == {
        "w": "w", "math": "math_", "math_": "math__", "lambda": "lambda_", "square": "square_"}  # fmt: skip


@pytest.mark.parametrize("name", sorted(DEFINED.keys() & BY_NAME.keys()))
def test_a_function_that_the_script_defines_is_the_one_of_the_engine(name):
    space = {"math": math}
    exec("\n".join(definitions(f"{name}(x)")), space)
    (function,) = (function for function in FUNCTIONS if function.name == name)
    for x in (-700.0, -2.5, -1.0, -1e-300, -0.0, 0.0, 0.3, 1.0, 17.25, 700.0):
        assert struct.pack("d", space[name](x)) == struct.pack("d", function.scalar(x))


numbers = st.sampled_from(("0", "1", "2", "3", "7", "0.5", "1e-3", "12.25", "100000000000000000001", "pi"))
formulas = st.recursive(
    numbers | st.sampled_from(("w", "x")),
    lambda inner: st.one_of(
        st.builds("({}){}({})".format, inner, st.sampled_from(("+", "-", "*", "/", "**")), inner),
        st.builds("({})**2".format, inner),
        st.builds("-({})".format, inner),
        st.builds("where({} < {}, {}, {})".format, inner, inner, inner, inner),
        st.builds("{}({})".format, st.sampled_from([f.name for f in FUNCTIONS if f.arity == 1]), inner),
        st.builds("{}({}, {})".format, st.sampled_from(("min", "max")), inner, inner),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(formulas, st.floats(-50, 50), st.floats(-3, 3))
def test_any_formula_gives_the_same_bits_as_in_the_engine(text, w, x):
    try:
        tree = read(text)
        (value,) = function_of(("w", "x"), (tree,), arrays=False)(w, x)
    except (FormulaError, ArithmeticError, ValueError):
        return  # where the engine has no number a run has ended
    source = "\n".join(PythonStyle(OWN).statement("result = ", tree))
    space = {"math": math, "np": np, "w": w, "x": x}
    exec("\n".join(definitions(source)), space)
    exec(source, space)
    assert struct.pack("d", value) == struct.pack("d", space["result"]) or math.isnan(value)
