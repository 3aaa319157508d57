"""What exported scripts print, beside the table that they are to print."""
from __future__ import annotations

import subprocess
import sys

import engine
from engine.export import script, trace
from engine.optimizers.racer import racer


def run_scripts(folder, sources):
    """What each of the scripts prints: one process for all of them, since numpy takes its time to load."""
    paths = []
    for place, source in enumerate(sources):
        paths.append(folder / f"{place}.py")
        paths[-1].write_text(source, encoding="utf-8")
    command = "import runpy, sys\nfor path in sys.argv[1:]: runpy.run_path(path); print('next')"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", command, *map(str, paths)],
                          capture_output=True, text=True, encoding="utf-8", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split("next\n")[:-1]


def table(experiment):
    runs = experiment.runs()
    for run in runs:
        run.extend_to(experiment.steps)
    return trace(runs)


def check(folder, experiments):
    printed = run_scripts(folder, map(script, experiments))
    assert len(printed) == len(experiments)
    for experiment, output in zip(experiments, printed, strict=True):
        assert output == table(experiment)


def every_optimizer(rate):
    """Each rule with its defaults, and with every hyperparameter in use."""
    for rule in engine.OPTIMIZERS:
        yield racer(rule, lr=rate)
        yield racer(rule, lr=rate, **{
            hyper.name: next(value for value in (0.31, 1.31, 1) if hyper.admits(value))
            for hyper in rule.hyper if hyper.name != "lr"})  # fmt: skip


def in_dozens(racers):
    """As many racers at a time as an experiment has."""
    racers = tuple(racers)
    return [racers[start:start + 12] for start in range(0, len(racers), 12)]
