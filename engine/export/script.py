"""An experiment as a script that needs Python and NumPy alone, and prints the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from engine.experiment import Experiment
from engine.export.definitions import definitions
from engine.export.fits import fit_source
from engine.export.formulas import landscape_source
from engine.export.loss_source import LossSource
from engine.export.optimizers import Optimizers, start_of
from engine.export.trace import header
from engine.fits.fit import Fit
from engine.losses.landscape import Landscape
from engine.losses.loss import Loss
from engine.run import Run, Status

ABOUT: Final = '''\
"""Prints the table of a descent, the same numbers as Fall Line to the last digit.

This is why squares of numbers are written as products: now and then x**2 is rounded the other way.
"""'''
# What a line says that needs a module, and the import of it.
IMPORTS: Final = (
    ("csv.", "import csv"),
    ("math.", "import math"),
    ("@lru_cache", "from functools import lru_cache"),
)


def script(experiment: Experiment, runs: Sequence[Run] = ()) -> str:
    """The source of a script that prints what `trace` gives for the experiment's runs, byte for byte.

    A loop in it must end at the last finite step, so the runs are computed, if they are not handed over.
    InputError says so if there are more samples than a script can list.
    """
    loss = _source(experiment.loss, experiment.seed)
    optimizers = Optimizers(experiment.loss.dimension, loss)
    races = []
    overflows = loss.overflows
    for number, run in enumerate(runs or experiment.runs(), 1):
        run.extend_to(experiment.steps)
        races.append(_race(number, run, experiment.steps, optimizers))
        # What is remembered may become infinite while the point does not.
        overflows |= not np.isfinite(run.memory).all()
    functions = [*loss.functions, *optimizers.sources()]
    if any("hessian(" in function for function in functions):
        functions.insert(len(loss.functions), loss.hessian)
    if loss.batch:
        functions.insert(len(loss.functions), loss.batch)
    helpers = definitions("\n".join(functions))
    written = "\n".join((*loss.data, *helpers, *functions))
    modules = "\n".join(line for word, line in IMPORTS if word in written)
    imports = [*filter(None, [modules]), "import numpy as np"]
    if overflows:
        imports.append('np.seterr(all="ignore")')
    closing = [f'start = {start_of(experiment.start)}\nprint("{header(experiment.loss)}")', *races]
    parts = ("\n\n".join((ABOUT, *imports, *loss.data)), *helpers, *functions, "\n\n".join(closing))
    return "\n\n\n".join(parts) + "\n"


def _source(loss: Loss, seed: int) -> LossSource:
    if isinstance(loss, Fit):
        return fit_source(loss, seed)
    assert isinstance(loss, Landscape)
    return landscape_source(loss)


def _race(number: int, run: Run, steps: int, optimizers: Optimizers) -> str:
    comment = f"# Racer {number}: {' '.join(run.racer.title.split())}"
    if run.ended and run.last < steps:
        comment += f"\n# {run.reason}"
    if run.status is Status.UNDEFINED:
        return comment
    return "\n".join(
        (
            comment,
            f"history = {optimizers.call(run, steps)}",
            "for step, row in enumerate(history.tolist()):",
            f'    print({number}, "{run.racer.rule.name}", step, *row, sep=",")',
        )
    )
