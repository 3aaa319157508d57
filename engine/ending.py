"""Why a run cannot take one more step: it would leave where the loss has a value, or has none itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from engine.formula.code import computed
from engine.losses.loss import Loss
from engine.optimizers.program import STEP
from engine.optimizers.unrolled import Unrolled

# A place that takes more characters is not written out: the sentence has to fit a card.
LONGEST_PLACE: Final = 32


def obstacle(
    loss: Loss,
    names: Unrolled,
    state: Sequence[float],
    hyper: Sequence[float],
    step: int,
    functions: Mapping[str, Callable[..., Any]],
) -> str:
    """What is in the way of this step, as a sentence without its full stop; "" if its numbers overflow.

    `state` is the point, the gradient and the memory before the step, `functions` what the loss's form calls.
    The operations are those of the run, so what is refused here is what was refused there.
    """
    given = (*names.point, *names.gradient, *names.memory, *names.hyper, STEP)
    values = dict(zip(given, (*state, *hyper, float(step)), strict=True))
    try:
        numbers = computed(names.assignments, values, functions)
    except OverflowError:
        return ""
    except (ArithmeticError, ValueError):
        return f"Step {step:,} cannot be computed, such as where it divides by zero"
    point = tuple(numbers[name] for name in names.new_point)
    lacking = loss.lacks(point)
    if not lacking:
        return ""
    pairs = zip(loss.parameters, point, strict=True)
    place = ", ".join(f"{name} = {value:.5g}" for name, value in pairs)
    place = f"{place}, where" if len(place) <= LONGEST_PLACE else "a point where"
    return f"Step {step:,} leads to {place} the loss has no {lacking}"
