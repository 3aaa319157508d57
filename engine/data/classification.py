"""Data sets with a class as their target, made by formulas."""

from __future__ import annotations

import math
from typing import Final

from engine.data.chance import Chance
from engine.data.data import Data
from engine.data.data_set import DataSet, Numbers, labelled

AB: Final = ("A", "B")


def _cloud(chance: Chance, centre: Numbers, spread: float, count: int) -> list[Numbers]:
    """Points around a centre, as many as asked for."""
    return [tuple(place + chance.noise(spread) for place in centre) for _ in range(count)]


def _clouds(seed: int, clouds: tuple[tuple[Numbers, int], ...], spread: float) -> list[tuple[Numbers, int]]:
    """For each cloud its centre and how many samples it has; the clouds are the classes."""
    chance = Chance(seed)
    return [
        (point, number)
        for number, (centre, count) in enumerate(clouds)
        for point in _cloud(chance, centre, spread, count)
    ]


def _one_feature_classes() -> Data:
    chance = Chance(11)
    hours = [round(each, 1) for each in chance.along(0, 8, 30)]
    passed = [chance.between(0, 1) < 1 / (1 + math.exp(4 - each)) for each in hours]
    samples = [((each,), int(has)) for each, has in zip(hours, passed, strict=True)]
    return labelled(samples, ("failed", "passed"), ("hours",))


def _two_clouds() -> Data:
    return labelled(_clouds(12, (((-2, -1), 20), ((2, 1), 20)), 0.7), AB)


def _clouds_overlap() -> Data:
    return labelled(_clouds(13, (((-1, -0.5), 30), ((1, 0.5), 30)), 1.0), AB)


def _clouds_wrong_label() -> Data:
    samples = _clouds(12, (((-2, -1), 20), ((2, 1), 20)), 0.7)
    return labelled([*samples, ((4.0, 2.0), 0)], AB)


def _rare_class() -> Data:
    return labelled(_clouds(15, (((-0.5, 0), 94), ((2, 1), 6)), 1.0), ("common", "rare"))


def _circles() -> Data:
    chance = Chance(16)
    samples = []
    for number, radius in enumerate((1.0, 2.5)):
        for _ in range(30):
            angle, distance = chance.between(0, 2 * math.pi), radius + chance.noise(0.2)
            samples.append(((distance * math.cos(angle), distance * math.sin(angle)), number))
    return labelled(samples, ("inner", "outer"))


def _xor() -> Data:
    chance = Chance(17)
    samples = [
        (point, int(x1 != x2))
        for x1 in (-1.5, 1.5)
        for x2 in (-1.5, 1.5)
        for point in _cloud(chance, (x1, x2), 0.45, 12)
    ]
    return labelled(samples, ("same sign", "other sign"))


def _three_clouds() -> Data:
    return labelled(_clouds(18, (((-1.5, -1), 20), ((1.5, -1), 20), ((0, 1.5), 20)), 1.0), ("A", "B", "C"))


CLASSIFICATION: Final = (
    DataSet(
        name="one_feature_classes",
        title="Hours studied and passed, made up",
        teaches="With one feature the probability is an S over the axis, and w is how steep it is.",
        source="P(passed) = sigmoid(hours - 4), made up",
        samples=_one_feature_classes,
    ),
    DataSet(
        name="clouds",
        title="Two clouds apart",
        teaches="A line separates them, so log loss has no minimum: the weights grow for ever.",
        source="Points around (-2, -1) and (2, 1) with noise of 0.7",
        samples=_two_clouds,
    ),
    DataSet(
        name="clouds_overlap",
        title="Two clouds that overlap",
        teaches="No line is always right, so log loss has a minimum, and probabilities that mean something.",
        source="Points around (-1, -0.5) and (1, 0.5) with noise of 1",
        samples=_clouds_overlap,
    ),
    DataSet(
        name="clouds_wrong_label",
        title="Two clouds and a wrong label",
        teaches="One label is wrong and has most of the loss: log loss gives up certainty to please it.",
        source="The samples of “clouds”, and one of class A at (4, 2)",
        samples=_clouds_wrong_label,
    ),
    DataSet(
        name="rare_class",
        title="A rare class",
        teaches="To say “common” always is right 94 times in 100 and worthless: accuracy is not the loss.",
        source="94 points around (-0.5, 0) and 6 around (2, 1), all with noise of 1",
        samples=_rare_class,
    ),
    DataSet(
        name="circles",
        title="Circles",
        teaches="One class surrounds the other: no line helps, x1**2 + x2**2 as a feature does.",
        source="Distances from (0, 0) of 1 and 2.5 with noise of 0.2",
        samples=_circles,
    ),
    DataSet(
        name="xor",
        title="Exclusive or",
        teaches="Neither feature alone says anything: on a line descent ends where each answer is a toss-up.",
        source="Points around (±1.5, ±1.5) with noise of 0.45; Minsky and Papert 1969, Perceptrons",
        samples=_xor,
    ),
    DataSet(
        name="three_clouds",
        title="Three clouds",
        teaches="Three classes need a score each; the softmax of the scores shares out one probability.",
        source="Points around (-1.5, -1), (1.5, -1) and (0, 1.5) with noise of 1",
        samples=_three_clouds,
    ),
)
