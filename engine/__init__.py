"""Fall Line's engine: losses, optimizers and runs, without a window.

>>> import engine
>>> loss = engine.formula("w**2")
>>> run = engine.descend(loss, engine.optimizer("sgd", lr=0.1), start=[5.0], steps=20)
>>> float(run.points[7, 0])
1.0485760000000002

A model on data is a loss like any other:

>>> loss = engine.fit([0.0, 1.0, 2.0], [1.0, 3.0, 5.0], model="linear", criterion="mse")
>>> loss.parameters, float(loss.value([2.0, 1.5]))
(('w', 'b'), 0.25)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.criteria import CRITERIA
from engine.criteria import named_criterion as criterion
from engine.criteria.criterion import Criterion
from engine.criteria.typed import typed_criterion
from engine.data.data import Data
from engine.data.data_set import DataSet
from engine.data.sets import DATASETS
from engine.data.sets import named_data as dataset
from engine.errors import FormulaError, InputError
from engine.experiment import Experiment
from engine.experiment_file import load, save
from engine.export import script, trace
from engine.fits.fit import Fit
from engine.fits.fitting import fit
from engine.hyper import Hyper
from engine.losses.catalogue import LANDSCAPES
from engine.losses.catalogue import named_landscape as loss
from engine.losses.landscape import Landscape
from engine.losses.landscape import typed as formula
from engine.losses.loss import Box, Loss, Minimum
from engine.models.kinds import MODELS, ModelKind
from engine.models.model import Model
from engine.optimizers import OPTIMIZERS
from engine.optimizers.racer import Racer, checked_start, named_rule, racer
from engine.optimizers.rule import Rule
from engine.optimizers.typed import declared, typed_rule
from engine.run import Run, Status
from engine.schedules import SCHEDULES, Schedule, named_schedule, typed_schedule

__all__ = [
    "CRITERIA", "DATASETS", "LANDSCAPES", "MODELS", "OPTIMIZERS", "SCHEDULES", "SEED_EXPERIMENT", "Box",
    "Criterion", "Data", "DataSet", "Experiment", "Fit", "FormulaError", "Hyper", "InputError", "Landscape",
    "Loss", "Minimum", "Model", "ModelKind", "Racer", "Rule", "Run", "Schedule", "Status", "criterion",
    "dataset", "descend", "fit", "formula", "load", "loss", "optimizer", "rule", "save", "schedule", "script",
    "trace", "typed_criterion",
]  # fmt: skip


def optimizer(name: str, **hyper: float) -> Racer:
    """An optimizer by its name, with its hyperparameters where they differ from the defaults."""
    return racer(named_rule(OPTIMIZERS, name), **hyper)


def rule(equations: str, **hyper: float) -> Racer:
    r"""A racer by a rule of your own, one equation a line, with a value for each of its hyperparameters.

    >>> heavy = engine.rule("v = mu*v - lr*g\nw = w + v", lr=0.1, mu=0.9)

    FormulaError says in one sentence what is wrong with the equations, and where.
    """
    return racer(typed_rule(equations, [declared(name, value) for name, value in hyper.items()]))


def schedule(name: str, **hyper: float) -> Schedule:
    """A learning-rate schedule by its name, or by the formula of the rate, `lr0/sqrt(t)`."""
    known = any(name == each.name for each in SCHEDULES)
    wanted = named_schedule(name) if known or name.isidentifier() else typed_schedule(name)
    return wanted.replace(**hyper)


def descend(
    loss: Loss, optimizer: Racer, start: Sequence[float] | None = None, steps: int = 100, seed: int = 0
) -> Run:
    """The run of one optimizer on a loss from a start (d,), `steps` steps long or until it diverges.

    `seed` decides which samples a step looks at, where there are batches.
    """
    place = loss.start if start is None else checked_start(start)
    (run,) = Experiment(loss, place, (optimizer,), steps, seed).runs()
    run.extend_to(steps)
    return run


# What a newcomer sees first: L(w) = w**2 from w = 5 with learning rate 0.1, 20 steps.
SEED_EXPERIMENT: Final = Experiment(loss("quadratic"), (5.0,), (optimizer("sgd", lr=0.1),), steps=20)
