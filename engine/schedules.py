"""Schedules: the learning rate as a formula of the step number, in the language of the optimizers.

`lr0` is the learning rate that is set, `t` the number of the update from 1, `steps` the length of the
run. PyTorch counts its epochs from 0, so an update has the rate of its scheduler after t - 1 calls.
"""

from __future__ import annotations

import dataclasses
import inspect
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from engine.errors import FormulaError, InputError, shown
from engine.formula.functions import BY_NAME, CONSTANTS
from engine.formula.notation import as_latex, symbol_latex
from engine.formula.reader import read
from engine.formula.simplify import evaluated
from engine.formula.tree import Binary, Call, Compare, Name, Number, Tree, names, substituted
from engine.hyper import Hyper, at_least_zero, positive, unit, whole
from engine.optimizers.program import Equation, read_lines
from engine.registry import entry

RATE: Final = "lr"
FULL_RATE: Final = "lr0"
STEP: Final = "t"
LENGTH: Final = "steps"

WARMUP: Final = whole("warmup", 0, "Over how many steps the rate first rises; 0 for none.")
WARMUP_START: Final = Hyper(
    "warmup_start", 0.1, "The share of the full rate that the warm-up begins with.", high=1.0, low_open=True
)
_t, _lr0, _warmup, _warmup_start = map(Name, (STEP, FULL_RATE, WARMUP.name, WARMUP_START.name))


@dataclass(frozen=True)
class Schedule:
    """How the learning rate changes from step to step; `values` are those of `hyper`, in their order.

    `equations` are one assignment a line, the last one that of `lr`; or the formula of the rate alone.
    """

    name: str
    title: str
    source: str
    hyper: tuple[Hyper, ...]
    equations: str
    values: tuple[float, ...]

    def value(self, name: str) -> float:
        """The value of a hyperparameter."""
        return self.values[self.hyper.index(self.hyperparameter(name))]

    def hyperparameter(self, name: str) -> Hyper:
        """The declaration of a hyperparameter; InputError names those there are."""
        for hyper in self.hyper:
            if hyper.name == name:
                return hyper
        known = ", ".join(hyper.name for hyper in self.hyper)
        raise InputError(f"The schedule has no hyperparameter “{shown(name)}”; it has {known}.")

    def replace(self, **values: float) -> Schedule:
        """The same schedule with other values; InputError if one is not allowed."""
        now = list(self.values)
        for name, value in values.items():
            declared = self.hyperparameter(name)
            now[self.hyper.index(declared)] = declared.checked(value)
        return dataclasses.replace(self, values=tuple(now))

    @property
    def lines(self) -> tuple[Equation, ...]:
        """The equations, read and checked; FormulaError if they cannot be."""
        return _lines(self.equations, tuple(hyper.name for hyper in self.hyper))

    @property
    def text(self) -> str:
        """The equations as they are typed, one a line from the left edge."""
        return inspect.cleandoc(self.equations)

    @property
    def latex(self) -> tuple[str, ...]:
        """The equations typeset, one string a line, without the warm-up."""
        return tuple(
            f"{symbol_latex(line.target, 't' if line.target == RATE else '')} = {as_latex(line.tree)}"
            for line in self.lines
        )

    @property
    def tree(self) -> Tree:
        """The learning rate as one formula of `t`, `lr0`, `steps` and the hyperparameters."""
        known: dict[str, Tree] = {}
        for line in self.lines:
            known[line.target] = substituted(line.tree, known)
        rate = known[RATE]
        if not self.value(WARMUP.name):
            return rate
        later = {name: Binary("-", Name(name), _warmup) for name in (STEP, LENGTH)}
        share = Binary("/", Binary("-", _t, Number(1.0)), _warmup)
        rise = Binary("+", _warmup_start, Binary("*", Binary("-", Number(1.0), _warmup_start), share))
        return Call("where", (Compare("<=", _t, _warmup), Binary("*", _lr0, rise), substituted(rate, later)))

    def given(self, steps: int) -> dict[str, float]:
        """The numbers behind the names of the formula, but for `t` and `lr0`."""
        values = {declared.name: value for declared, value in zip(self.hyper, self.values, strict=True)}
        return {**values, LENGTH: float(steps)}

    def rate(self, steps: int) -> Tree | None:
        """The learning rate as a formula of `t` and `lr`, the rate that is set; None if it is `lr` itself."""
        numbers: Mapping[str, Tree] = {name: Number(value) for name, value in self.given(steps).items()}
        tree = substituted(self.tree, {**numbers, FULL_RATE: Name(RATE)})
        return None if tree == Name(RATE) else tree


def rate_at(rate: Tree | None, lr: float, step: int) -> float:
    """The learning rate of an update, counted from 1; nan where its formula has no value."""
    if rate is None:
        return lr
    try:
        return evaluated(rate, {RATE: lr, STEP: float(step)})
    except (ArithmeticError, ValueError):
        return math.nan


@lru_cache(maxsize=256)
def _lines(text: str, hyper: tuple[str, ...]) -> tuple[Equation, ...]:
    given = {FULL_RATE, LENGTH, *hyper}
    if re.search(r"(?<![=<>!])=(?!=)", text):
        lines, initial = read_lines(text, given, BY_NAME)
        if initial:
            raise FormulaError("A schedule has no memory.", initial[0].start, initial[0].end)
    else:
        lines = (Equation(RATE, read(text, what="schedule"), 0, len(text)),)
    known = {*given, *CONSTANTS, STEP}
    for line in lines:
        for name in names(line.tree):
            if name not in known:
                match = re.search(rf"\b{re.escape(name)}\b", text[line.start : line.end])
                start = line.start + (match.start() if match else 0)
                hint = "the rate that is set is lr0" if name == RATE else "known are lr0, t and steps"
                raise FormulaError(f"{name} is not known here; {hint}.", start, start + len(name))
        known.add(line.target)
    if lines[-1].target != RATE:
        raise FormulaError("The last line of a schedule gives lr.", lines[-1].start, lines[-1].end)
    return lines


def _schedule(name: str, title: str, source: str, hyper: tuple[Hyper, ...], equations: str) -> Schedule:
    hyper = (*hyper, WARMUP, WARMUP_START)
    return Schedule(name, title, source, hyper, equations, tuple(declared.default for declared in hyper))


def typed_schedule(formula: str) -> Schedule:
    """A schedule that somebody typed; FormulaError says in one sentence what is wrong with it."""
    schedule = _schedule("", "Own schedule", "", (), formula)
    _ = schedule.lines
    return schedule


def named_schedule(name: str) -> Schedule:
    """The schedule of this name; InputError lists those there are."""
    return entry(SCHEDULES, name, "a schedule")


def _length(name: str) -> Hyper:
    return whole(name, 0, "Over how many steps; 0 for the whole run.")


GAMMA: Final = "What the rate is multiplied by."
ETA_MIN: Final = at_least_zero("eta_min", 0.0, "The lowest rate.")

SCHEDULES: Final[tuple[Schedule, ...]] = (
    _schedule("constant", "Constant", "Robbins and Monro 1951, Ann. Math. Stat. 22", (), "lr = lr0"),
    _schedule(
        "step", "Steps down", "torch.optim.lr_scheduler.StepLR",
        (
            whole("step_size", 10, "After how many steps the rate drops.", low=1),
            positive("gamma", 0.1, GAMMA),
        ),
        "lr = lr0*gamma**floor((t - 1)/step_size)",
    ),
    _schedule(
        "exponential", "Exponential decay", "torch.optim.lr_scheduler.ExponentialLR",
        (positive("gamma", 0.95, GAMMA),),
        "lr = lr0*gamma**(t - 1)",
    ),
    _schedule(
        "linear", "Linear", "torch.optim.lr_scheduler.LinearLR",
        (
            at_least_zero("start_factor", 1.0, "The share of the full rate at the start."),
            at_least_zero("end_factor", 0.0, "The share of the full rate at the end."),
            _length("total_iters"),
        ),
        """
            n  = where(total_iters > 0, total_iters, steps)
            lr = lr0*(start_factor + (end_factor - start_factor)*min(t - 1, n)/n)
        """,
    ),
    _schedule(
        "polynomial", "Polynomial decay", "torch.optim.lr_scheduler.PolynomialLR",
        (positive("power", 2.0, "How the decay bends: 1 is a straight line."), _length("total_iters")),
        """
            n  = where(total_iters > 0, total_iters, steps)
            lr = lr0*(1 - min(t - 1, n)/n)**power
        """,
    ),
    _schedule(
        "cosine", "Cosine", "Loshchilov and Hutter 2017, arXiv:1608.03983",
        (ETA_MIN, _length("T_max")),
        """
            n  = where(T_max > 0, T_max, steps)
            lr = eta_min + (lr0 - eta_min)*(1 + cos(pi*(t - 1)/n))/2
        """,
    ),
    _schedule(
        "cosine_warm_restarts", "Cosine with warm restarts", "Loshchilov and Hutter 2017, arXiv:1608.03983",
        (
            whole("T_0", 10, "How many steps the first cycle has.", low=1),
            whole("T_mult", 1, "How many times longer each cycle is than the one before.", low=1),
            ETA_MIN,
        ),
        # A whole power of T_mult may come out a hair too low from the quotient of logarithms.
        """
            done = (t - 1)/T_0
            n    = where(T_mult > 1, floor(log(done*(T_mult - 1) + 1)/log(T_mult) + 1e-9), floor(done))
            past = where(T_mult > 1, T_0*(T_mult**n - 1)/(T_mult - 1), T_0*n)
            lr   = eta_min + (lr0 - eta_min)*(1 + cos(pi*(t - 1 - past)/(T_0*T_mult**n)))/2
        """,
    ),
    _schedule(
        "inverse_sqrt", "Inverse square root", "Vaswani et al. 2017, arXiv:1706.03762",
        (positive("timescale", 1.0, "How many steps pass before the rate falls in earnest."),),
        "lr = lr0*sqrt(timescale/(timescale + t - 1))",
    ),
    _schedule(
        "one_cycle", "One cycle", "Smith and Topin 2019, arXiv:1708.07120",
        (
            unit("pct_start", 0.3, "The share of the run in which the rate rises."),
            positive("div_factor", 25.0, "The first rate is lr0 divided by this."),
            positive("final_div_factor", 1e4, "The last rate is the first one divided by this."),
            _length("total_steps"),
        ),
        """
            n    = where(total_steps > 0, total_steps, steps)
            low  = lr0/div_factor
            last = low/final_div_factor
            rise = (1 - cos(pi*(t - 1)/(pct_start*n - 1)))/2
            fall = (1 + cos(pi*(min(t, n) - pct_start*n)/(n - pct_start*n)))/2
            lr   = where(t < pct_start*n, low + (lr0 - low)*rise, last + (lr0 - last)*fall)
        """,
    ),
    _schedule(
        "triangular", "Triangles", "Smith 2017, arXiv:1506.01186",
        (
            positive("div_factor", 10.0, "The lowest rate is lr0 divided by this."),
            whole("step_size_up", 10, "Over how many steps the rate rises.", low=1),
            whole("step_size_down", 0, "Over how many steps the rate falls; 0 for as many as it rises."),
        ),
        """
            low   = lr0/div_factor
            n     = step_size_up + where(step_size_down > 0, step_size_down, step_size_up)
            x     = (t - 1)/n - floor((t - 1)/n)
            ratio = step_size_up/n
            lr    = low + (lr0 - low)*where(x <= ratio, x/ratio, (1 - x)/(1 - ratio))
        """,
    ),
)  # fmt: skip
