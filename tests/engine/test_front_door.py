"""`import engine` in a notebook: what it offers, and what it leaves unloaded."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import engine
from engine import criteria
from engine.criteria import typed
from engine.fits import fitting
from tests.engine.sentences import is_plain_sentence

ROOT = Path(__file__).parents[2]
# msgspec takes typing_extensions where it finds it, and NumPy's chance a part of Cython.
ALLOWED = {"engine", "numpy", "msgspec", "typing_extensions", "cython_runtime"}


def modules_after(code):
    """The packages that are loaded once the code has run in a new process, beside Python's own."""
    report = "\nimport sys, json; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", code + report], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    packages = set(json.loads(done.stdout.splitlines()[-1])) - set(sys.stdlib_module_names)
    return {name for name in packages if not name.startswith(("_", "sitecustomize", "usercustomize"))}


def test_importing_the_engine_loads_no_window_and_no_algebra():
    assert modules_after("import engine") <= ALLOWED


def test_the_landscapes_are_computed_without_algebra():
    code = (
        "import engine\n"
        "for loss in engine.LANDSCAPES:\n"
        "    for rule in engine.OPTIMIZERS:\n"
        "        engine.descend(loss, engine.optimizer(rule.name), steps=3)\n"
        "    loss.hessian([loss.start]), loss.formula_latex, loss.gradient_latex\n"
    )
    assert modules_after(code) <= ALLOWED


def test_a_typed_formula_loads_algebra_only_for_its_slope():
    assert modules_after("import engine; engine.formula('w**2').value([[1.0]])") <= ALLOWED
    assert "sympy" in modules_after("import engine; engine.formula('w**2').gradient([[1.0]])")


def test_everything_that_is_offered_is_there():
    for name in engine.__all__:
        assert getattr(engine, name) is not None
    assert list(engine.__all__) == sorted(engine.__all__, key=lambda name: (not name.isupper(), name))


def test_table_and_script_of_an_experiment_leave_by_the_front_door():
    experiment = engine.SEED_EXPERIMENT.replace(steps=3)
    runs = experiment.runs()
    runs[0].extend_to(3)
    done = subprocess.run(
        [sys.executable, "-c", engine.script(experiment)], capture_output=True, text=True, check=True
    )
    assert done.stdout == engine.trace(runs)
    assert len(done.stdout.splitlines()) == 5


def test_the_examples_in_the_documentation_are_true():
    for module in (engine, fitting, criteria, typed):
        found = doctest.testmod(module, extraglobs={"engine": engine})
        assert found.attempted > 0
        assert found.failed == 0


def test_the_promised_lines_of_a_notebook():
    loss = engine.formula("(x**2 + y - 11)**2 + (x + y**2 - 7)**2")
    points = np.array([[3.0, 2.0], [0.0, 0.0]])
    assert loss.value(points).tolist() == [0.0, 170.0]
    assert loss.gradient(points).tolist() == [[0.0, 0.0], [-14.0, -22.0]]
    himmelblau = engine.loss("himmelblau")
    assert himmelblau.value(points).tolist() == [0.0, 170.0]
    run = engine.descend(loss, engine.optimizer("adam", lr=0.1), start=[-0.2, -1.1], steps=100)
    assert (run.points.shape, run.losses.shape, run.gradients.shape) == ((101, 2), (101,), (101, 2))
    typed, named = (engine.descend(each, engine.optimizer("adam", lr=0.1), [-0.2, -1.1], 100)
                    for each in (loss, himmelblau))  # fmt: skip
    assert typed.points == pytest.approx(named.points, rel=1e-9)


def test_the_promised_lines_about_data(tmp_path):
    x, y = [0.0, 1.0, 2.0, 3.0], [1.0, 3.1, 4.9, 7.0]
    loss = engine.fit(x, y, model="linear", criterion="mse")
    assert loss.parameters == ("w", "b")
    assert loss.value((2.0, 1.0)) == pytest.approx(0.005)
    assert (loss.value(np.zeros((3, 5, 2))).shape, loss.gradient(np.zeros((3, 2))).shape) == ((3, 5), (3, 2))
    run = engine.descend(loss, engine.optimizer("adam", lr=0.1), steps=500)
    assert run.points[-1] == pytest.approx(loss.minima[0].point, abs=1e-3)
    racers = (engine.optimizer("sgd", lr=0.1),)
    experiment = engine.Experiment(loss.replace(batch=2), (0.0, 0.0), racers, steps=4, seed=7)
    engine.save(experiment, tmp_path / "fit.json")
    loaded = engine.load(tmp_path / "fit.json")
    assert loaded == experiment
    run = engine.descend(loaded.loss, loaded.racers[0], steps=4, seed=7)
    done = subprocess.run(
        [sys.executable, "-c", engine.script(loaded)], capture_output=True, text=True, check=True
    )
    assert done.stdout == engine.trace([run])


def test_fits_of_named_models_are_computed_without_algebra():
    code = (
        "import engine\n"
        "line, clouds = engine.dataset('line'), engine.dataset('clouds')\n"
        "for fit in (engine.fit(line, batch=3), engine.fit(clouds, None, 'logistic', 'log_loss')):\n"
        "    engine.descend(fit, engine.optimizer('newton'), steps=3)\n"
        "    engine.script(engine.Experiment(fit, fit.start, (engine.optimizer('newton'),), 3))\n"
    )
    assert modules_after(code) <= ALLOWED


def test_an_experiment_is_saved_and_loaded(tmp_path):
    engine.save(engine.SEED_EXPERIMENT, tmp_path / "experiment.json")
    assert engine.load(tmp_path / "experiment.json") == engine.SEED_EXPERIMENT
    assert engine.load(str(tmp_path / "experiment.json")) == engine.SEED_EXPERIMENT


def test_a_descent_begins_where_the_loss_shows_something_unless_told():
    loss = engine.loss("rosenbrock")
    assert engine.descend(loss, engine.optimizer("sgd"), steps=1).points[0].tolist() == [-1.2, 1.0]
    assert engine.descend(loss, engine.optimizer("sgd"), np.array([0, 1]), 1).points[0].tolist() == [0.0, 1.0]


@pytest.mark.parametrize(
    "start, steps",
    [([1.0, 2.0], 10), (["a"], 10), (5.0, 10), ([float("nan")], 10), ([5.0], 0), ([5.0], 1.5), ([5.0], -1)],
)
def test_a_descent_that_cannot_be_is_refused_in_a_sentence(start, steps):
    with pytest.raises(engine.InputError) as caught:
        engine.descend(engine.loss("quadratic"), engine.optimizer("sgd"), start, steps)
    assert is_plain_sentence(str(caught.value))


def test_every_refusal_is_of_one_kind():
    assert issubclass(engine.FormulaError, engine.InputError)
    assert issubclass(engine.InputError, ValueError)
