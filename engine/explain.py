"""One step in numbers: every equation of the rule with its symbols, its actual numbers and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from engine.fits.fit import Fit
from engine.formula.code import computed
from engine.formula.notation import (
    LatexStyle,
    Shown,
    TextStyle,
    number_latex,
    number_text,
    shown_latex,
    symbol_latex,
)
from engine.formula.simplify import chosen, simplified
from engine.formula.tree import Call, Number, Tree, names
from engine.optimizers.program import GRADIENT, POINT, STEP
from engine.optimizers.unrolled import LEARNING_RATE, reduced, unrolled, vanishing
from engine.run import Run
from engine.schedules import FULL_RATE

DIGITS: Final = 5
# A derivative longer than this says less than its name.
LONGEST_DERIVATIVE: Final = 60
# Of a batch with more samples than this, the first are named.
MOST_SAMPLES: Final = 8
FIRST_SAMPLES: Final = 4

Values: TypeAlias = tuple[float, ...]


@dataclass(frozen=True)
class StepLine:
    """One equation of one step; `left` is what stands before the =, the others what stands after it.

    In LaTeX numbers have five digits; in text they have all, so that they can be computed with. `name` is
    what is assigned, as the rule calls it; a vector has one value per parameter, a matrix is row by row.
    """

    name: str
    is_vector: bool
    left_latex: str
    symbols_latex: str
    numbers_latex: str
    result_latex: str
    left_text: str
    symbols_text: str
    numbers_text: str
    result_text: str
    values: Values


def step_lines(run: Run, step: int) -> tuple[StepLine, ...]:
    """The equations of the update that leads from row `step` to the next; empty if there is no such row.

    The first line is the gradient, the second the learning rate if it is scheduled. Terms that vanish
    because a hyperparameter is 0 are left out, and of cases only the one that applies is shown. The values
    of the last line for the point are those of row `step + 1`.
    """
    run.extend_to(step + 1)
    if run.last < step + 1:
        return ()
    return _Step(run, step).lines()


class _Step:
    """The update from one row of a run to the next, name by name."""

    def __init__(self, run: Run, step: int) -> None:
        self.run = run
        self.number = step + 1
        racer, loss = run.racer, run.loss
        zeros = vanishing(racer.rule, racer.hyper)
        self.program = reduced(racer.rule, zeros)
        self.written_out = unrolled(racer.rule, zeros, loss.form, run.rate)
        self.point: Values = tuple(run.points[step].tolist())
        recorded: Values = tuple(run.gradients[step].tolist())
        remembered = run.memory[step].tolist()
        given = (*self.point, *recorded, *remembered, *racer.hyper, float(self.number))
        places = self.written_out
        generated = (*places.point, *places.gradient, *places.memory, *places.hyper, STEP)
        # Every number of the step, by its name in the compiled loop.
        self.numbers = computed(places.assignments, dict(zip(generated, given, strict=True)), run.functions)
        # The gradient that the step follows: where there are batches, not the one that is recorded.
        self.gradient: Values = tuple(self.numbers[name] for name in places.followed)
        self.values: dict[str, Values] = {STEP: (float(self.number),), POINT: self.point}
        for declared, value in zip(racer.rule.hyper, racer.hyper, strict=True):
            self.values[declared.name] = (value,)
        for name in self.program.memory:
            count = self.program.size(name, loss.dimension)
            self.values[name], remembered = tuple(remembered[:count]), remembered[count:]
        # What derivatives are those of: the loss of all samples, or of the batch of this step.
        self.loss_latex = rf"L_{{B_{{{self.number}}}}}" if loss.is_stochastic else "L"
        # Which step made what a name now holds.
        self.made_in = dict.fromkeys((POINT, *self.program.memory), step)

    def lines(self) -> tuple[StepLine, ...]:
        lines = [self._gradient_line()]
        if self.run.rate is not None:
            lines.append(self._rate_line())
        for equation, made in zip(self.program.equations, self.written_out.made, strict=True):
            result = tuple(self.numbers[name] for name in made)
            lines.append(self._line(equation.target, equation.tree, result))
        return tuple(lines)

    def _rate_line(self) -> StepLine:
        schedule = self.run.racer.schedule
        assert schedule is not None
        full = self.values.pop(LEARNING_RATE)
        given = {name: (value,) for name, value in schedule.given(self.run.steps).items()}
        around, self.values = self.values, {**given, STEP: self.values[STEP], FULL_RATE: full}
        line = self._line(LEARNING_RATE, schedule.tree, (self.run.learning_rate(self.number),))
        self.values = {**around, LEARNING_RATE: line.values}
        return line

    def _gradient_line(self) -> StepLine:
        run = self.run
        self.values[GRADIENT] = self.gradient
        self.made_in[GRADIENT] = self.number
        here = self._latex(POINT)
        if run.loss.dimension > 1 or not run.loss.written_slopes:
            left, symbols = self._latex(GRADIENT), rf"\nabla {self.loss_latex}\left({here}\right)"
            numbers = ", ".join(number_latex(value, DIGITS) for value in self.point)
            batch_latex, batch_text = _batch(run, self.number)
            numbers_latex = rf"\nabla L{batch_latex}\left({numbers}\right)"
            symbols_text = f"gradient of L{batch_text} at {self._text(POINT)}"
            on = " on this batch" if batch_text else ""
            numbers_text = f"gradient of L{on} at ({', '.join(map(number_text, self.point))})"
        else:
            (parameter,), (derivative,) = run.loss.parameters, run.loss.written_slopes
            symbol = symbol_latex(parameter)
            left = self._latex(GRADIENT)
            symbols = rf"\frac{{d L}}{{d {symbol}}}\left({here}\right)"
            written = LatexStyle({parameter: here}).write(derivative)
            shown = LatexStyle(shown={parameter: self.point[0]}, digits=DIGITS).write(derivative)
            fits = len(written) <= LONGEST_DERIVATIVE and parameter in names(derivative)
            symbols = f"{symbols} = {written}" if fits else symbols
            numbers_latex = shown if fits else symbols
            symbols_text = _Written({parameter: self._text(POINT)}).write(derivative)
            numbers_text = _Written({parameter: _bracketed(self.point[0])}).write(derivative)
        return StepLine(
            name=GRADIENT,
            is_vector=True,
            left_latex=left,
            symbols_latex=symbols,
            numbers_latex=numbers_latex,
            result_latex=shown_latex(self._shape(GRADIENT, self.gradient), DIGITS),
            left_text=self._text(GRADIENT),
            symbols_text=symbols_text,
            numbers_text=numbers_text,
            result_text=_told(self._shape(GRADIENT, self.gradient)),
            values=self.values[GRADIENT],
        )

    def _line(self, target: str, tree: Tree, result: Values) -> StepLine:
        tree = self._as_it_applies(tree)
        used = [name for name in names(tree) if name in self.values]
        symbols = _Typeset(self.loss_latex, {name: self._latex(name) for name in used}).write(tree)
        shown = {name: self._shape(name, self.values[name]) for name in used}
        numbers = _Typeset(self.loss_latex, shown=shown, digits=DIGITS).write(tree)
        symbols_text = _Written({name: self._text(name) for name in used}).write(tree)
        told = {name: _bracketed(self._shape(name, self.values[name])) for name in used}
        numbers_text = _Written(told).write(tree)
        self.values[target] = result
        self.made_in[target] = self.number
        shape = self._shape(target, result)
        return StepLine(
            name=target,
            is_vector=target in self.program.vectors,
            left_latex=self._latex(target),
            symbols_latex=symbols,
            numbers_latex=numbers,
            result_latex=shown_latex(shape, DIGITS),
            left_text=self._text(target),
            symbols_text=symbols_text,
            numbers_text=numbers_text,
            result_text=_told(shape),
            values=result,
        )

    def _as_it_applies(self, tree: Tree) -> Tree:
        """The tree with the number of the step written out, and of each case the one that applies."""
        alone = {name: held[0] for name, held in self.values.items() if len(held) == 1}
        return simplified(chosen(tree, alone), {STEP: Number(float(self.number))})

    def _shape(self, name: str, values: Values) -> Shown:
        """The values as they are shown: a number, a vector, or the rows of a matrix."""
        if len(values) == 1:
            return values[0]
        if name not in self.program.matrices:
            return values
        size = self.run.loss.dimension
        return tuple(values[start : start + size] for start in range(0, len(values), size))

    def _symbol(self, name: str) -> str:
        """With one parameter the point goes by the parameter's own name."""
        return self.run.loss.parameters[0] if name == POINT and self.run.loss.dimension == 1 else name

    def _latex(self, name: str) -> str:
        index = str(self.made_in[name]) if name in self.made_in else ""
        return symbol_latex(self._symbol(name), index)

    def _text(self, name: str) -> str:
        return f"{self._symbol(name)}[{self.made_in[name]}]" if name in self.made_in else name


class _Typeset(LatexStyle):
    """A tree typeset, whose derivatives are those of a loss with this symbol."""

    def __init__(
        self,
        loss: str,
        symbols: Mapping[str, str] | None = None,
        shown: Mapping[str, Shown] | None = None,
        digits: int | None = None,
    ) -> None:
        super().__init__(symbols, shown, digits)
        self._loss = loss

    def write(self, tree: Tree) -> str:
        match tree:
            case Call("grad" | "hessian" as function, (point,)):
                order = "" if function == "grad" else "^{2}"
                return rf"\nabla{order} {self._loss}\left({self.write(point)}\right)"
        return super().write(tree)


class _Written(TextStyle):
    """A tree as text with other words for its names."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words

    def name(self, name: str) -> str:
        return self.words.get(name, name)


def _batch(run: Run, step: int) -> tuple[str, str]:
    """Which samples a step looks at, as an index in LaTeX and as text; empty if it is all of them."""
    loss = run.loss
    if not (isinstance(loss, Fit) and loss.is_stochastic):
        return "", ""
    batches = loss.batches
    rows = sorted((batches.rows(run.seed, step) + 1).tolist())
    named = list(map(str, rows))
    if len(rows) > MOST_SAMPLES:
        named = [*named[:FIRST_SAMPLES], "…"]
    members = ", ".join(named)
    text = (
        f" on batch {batches.place(step) + 1:,} of {batches.in_epoch:,} in epoch {batches.epoch(step) + 1:,}"
        f" (sample{'' if len(rows) == 1 else 's'} {members})"
    )
    return rf"_{{\{{{members}\}}}}".replace("…", r"\ldots"), text


def _told(value: Shown) -> str:
    if isinstance(value, float | int):
        return number_text(value)
    return f"({', '.join(map(_told, value))})"


def _bracketed(value: Shown) -> str:
    return f"({number_text(value)})" if isinstance(value, float | int) and value < 0 else _told(value)
