"""How large a learning rate may be: read off the equations of a rule, not written down for each."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.curvature import bent_like
from engine.errors import FormulaError
from engine.losses.landscape import Landscape
from engine.losses.loss import Array, Loss, Point
from engine.optimizers.compiled import array_step
from engine.optimizers.racer import Racer
from engine.optimizers.rule import Rule
from engine.optimizers.unrolled import LEARNING_RATE, unrolled, vanishing

# Along a parameter, by the number of parameters.
SAMPLES: Final = (0, 1025, 33)
# Learning rate times curvature, from far too small to far too large for any rule.
PRODUCTS: Final = np.geomspace(1e-3, 1e3, 601)
REFINEMENTS: Final = 8
CHECKS: Final = 64
# A curvature this much below the largest is 0 but for rounding.
ROUNDING: Final = 1e-12


@lru_cache(maxsize=1024)
def stable_limit(loss: Loss, racer: Racer, start: Point) -> float | None:
    """The learning rate above which this racer need not come to rest on a convex loss.

    For plain gradient descent it is 2/λmax with the sharpest curvature λmax that the ball can meet, which
    for momentum and other linear rules becomes the rate at which the linear map of one step on a parabola
    of that curvature stops contracting. None where no such limit is known: a loss that is not convex or has
    a kink, more than two parameters and not a parabola, steps that follow batches, a rule that is not linear
    in the gradient.
    Source: Nesterov 2018, Lectures on Convex Optimization, 1.2; Goh 2017, Distill, Why Momentum Really Works.
    """
    curvature = None if loss.is_stochastic else sharpest_curvature(loss, start)
    return None if curvature is None else limit_at(racer, curvature)


def limit_at(racer: Racer, curvature: float) -> float | None:
    """The learning rate above which this racer leaves a parabola of this curvature, above 0.

    None for a rule that is not linear in the gradient.
    """
    zeros = vanishing(racer.rule, racer.hyper)
    hyper = tuple(
        (declared.name, value)
        for declared, value in zip(racer.rule.hyper, racer.hyper, strict=True)
        if declared.name != LEARNING_RATE
    )
    at_one, at_four = (_linear_limit(racer.rule, hyper, zeros, known) for known in (1.0, 4.0))
    if at_one is None and at_four is None:
        return None
    # For most rules it is the product of both that counts, for Newton's the rate alone: then there is nothing
    # to find out for each curvature.
    if at_one is not None and at_four is not None:
        for known, share in ((at_one, 1.0), (at_one / curvature, 4.0)):
            if abs(share * at_four - at_one) <= 1e-8 * at_one:
                return _trimmed(known)
    return _linear_limit(racer.rule, hyper, zeros, curvature)


@lru_cache(maxsize=256)
@np.errstate(all="ignore")
def sharpest_curvature(loss: Loss, start: Point) -> float | None:
    """The largest curvature in any direction where the loss is no higher than at the start, on its view.

    None unless the loss is convex wherever it was looked at, and is curved at all; of more than two
    parameters only a parabola is known to be. Where it is sharpest is found on the gist of the loss,
    and of very many samples so is how sharp.
    """
    try:
        return _of_parabola(loss, start) if loss.dimension >= len(SAMPLES) else _of_samples(loss, start)
    except FormulaError:
        return None  # there are no second derivatives in real numbers


def _of_samples(loss: Loss, start: Point) -> float | None:
    ranges = [(min(low, x), max(high, x)) for (low, high), x in zip(loss.view, start, strict=True)]
    axes = [np.linspace(low, high, SAMPLES[loss.dimension]) for low, high in ranges]
    places = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    gist = loss.gist
    values, hessians = gist.value(places), gist.hessian(places)
    height, hessian = gist.value(start), gist.hessian(start)
    if not np.isfinite(height) or not np.isfinite(hessian).all():
        return None
    known = np.isfinite(values)
    if not np.isfinite(hessians[known]).all():
        return None
    curvatures = np.linalg.eigvalsh(np.where(known[..., np.newaxis, np.newaxis], hessians, 0.0))
    here = np.linalg.eigvalsh(hessian)
    if min(curvatures.min(), here[0]) < -ROUNDING * curvatures.max():
        return None
    # A kink has slopes that jump without any curvature, so the slopes must follow from the curvature; at a
    # step the values jump, so they must follow from the slopes.
    slopes = gist.gradient(places)
    for k, axis in enumerate(axes):
        if _leaves_tangents(np.where(known, values, np.nan), slopes[..., k], axis, k):
            return None
        jumps = np.abs(np.diff(slopes[..., k], axis=k))
        bends = np.where(known, hessians[..., k, k], np.nan)
        sharper = np.maximum(np.take(bends, range(len(axis) - 1), k), np.take(bends, range(1, len(axis)), k))
        size = np.fmax(1.0, np.abs(np.take(slopes[..., k], range(1, len(axis)), k)))
        if (jumps > 2 * sharper * (axis[1] - axis[0]) + 1e-9 * size).any():
            return None
    met = np.where(known & (values <= height), curvatures[..., -1], 0.0)
    place = np.unravel_index(met.argmax(), met.shape)
    sharpest = max(float(met[place]), float(here[-1]))
    if gist is not loss:
        sharpest_place = places[place] if met[place] == sharpest else start
        sharpest = float(np.linalg.eigvalsh(bent_like(loss).hessian(sharpest_place))[-1])
    return sharpest if sharpest > 0 else None


def _leaves_tangents(values: Array, slopes: Array, axis: Array, k: int) -> bool:
    """Whether a value rises along direction k by more or less than both slopes at the ends, which bound it.

    That is what they do on every convex loss; where a slope has no value nothing can be said.
    """
    before, after = (np.take(slopes, range(*ends), k) for ends in ((len(axis) - 1,), (1, len(axis))))
    gap = axis[1] - axis[0]
    rises = np.diff(values, axis=k)
    sizes = np.abs(values)
    largest = np.maximum(np.take(sizes, range(len(axis) - 1), k), np.take(sizes, range(1, len(axis)), k))
    slack = 1e-9 * np.maximum(largest, gap * np.maximum(np.abs(before), np.abs(after)))
    return bool(((rises < before * gap - slack) | (rises > after * gap + slack)).any())


def _of_parabola(loss: Loss, start: Point) -> float | None:
    low, high = np.array(loss.view).T
    points = np.random.default_rng(0).uniform(low, high, (CHECKS, loss.dimension))
    gist = loss.gist
    slopes = gist.gradient(start) + (points - start) @ gist.hessian(start)
    size = 1e-9 * np.abs(slopes).max()
    if not np.allclose(gist.gradient(points), slopes, rtol=1e-9, atol=size):
        return None
    hessian = bent_like(loss).hessian(start)
    if not np.isfinite(hessian).all():
        return None
    lowest, *_, sharpest = np.linalg.eigvalsh(hessian).tolist()
    return sharpest if lowest >= -ROUNDING * sharpest and sharpest > 0.0 else None


def _trimmed(limit: float) -> float:
    """To the ten digits that are known of it."""
    return float(f"{limit:.10g}")


@lru_cache(maxsize=1024)
def _linear_limit(
    rule: Rule, hyper: tuple[tuple[str, float], ...], zeros: frozenset[str], curvature: float
) -> float | None:
    parabola = Landscape(
        formula=f"{curvature / 2!r}*w**2",
        gradient_texts=(f"{curvature!r}*w",),
        hessian_texts=(f"{curvature!r}",),
        view=((-1.0, 1.0),),
    )
    size = 1 + len(unrolled(rule, zeros, parabola).memory)
    step = array_step(parabola, rule, zeros)

    def moved(states: Array, rate: float | Array, t: int) -> Array:
        """The states (size, n) after step t on the parabola curvature*w**2/2."""
        values = dict(hyper) | {LEARNING_RATE: rate}
        ordered = (values[declared.name] for declared in rule.hyper)
        with np.errstate(all="ignore"):
            parts = step(t, states[0], curvature * states[0], *states[1:], *ordered)
        return np.stack([np.broadcast_to(part, states.shape[1:]) for part in parts])

    def contract(rates: Array) -> npt.NDArray[np.bool_]:
        """For each rate (n,), whether repeating the step on the parabola leads nowhere further away."""
        columns = moved(np.repeat(np.eye(size), len(rates), axis=1), np.tile(rates, size), 2)
        matrices = columns.reshape(size, size, len(rates)).transpose(2, 0, 1)
        radii: Array = np.abs(np.linalg.eigvals(matrices)).max(axis=1)
        return radii <= 1.0 + 1e-12

    # Any four states that do not lie in a plane will do.
    trial, rate = np.cos(np.arange(4.0 * size)).reshape(size, 4), 0.1 / curvature
    matrix = moved(np.eye(size), rate, 2)
    if not all(
        np.allclose(moved(trial, rate, t), matrix @ trial, rtol=1e-9, atol=1e-12) for t in (2, 3, 1000)
    ):
        return None
    rates = PRODUCTS / curvature
    for _ in range(REFINEMENTS):
        steady = contract(rates)
        if steady.all() or not steady[0]:
            return None
        first = int(np.argmin(steady))
        rates = np.linspace(rates[first - 1], rates[first], 64)
    # The 1e-12 of slack in `contract` is far below these digits.
    return _trimmed(rates[0])
