"""The kinds of models, each of which becomes a model when the features and classes are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from engine.errors import InputError
from engine.hyper import Hyper
from engine.models import original
from engine.models.model import Link, Model, Original

DEGREE: Final = Hyper("degree", 3.0, "The highest power of x.", low=2.0, high=9.0, is_whole=True)
INTERCEPT: Final = "b"


@dataclass(frozen=True)
class Shape:
    """What a model must know of the data: the names of its features, and how many classes there are."""

    features: tuple[str, ...]
    classes: int = 0
    degree: int = int(DEGREE.default)


@dataclass(frozen=True)
class ModelKind:
    """A kind of model; `make` writes it out for a shape, or raises InputError if it is not made for that."""

    name: str
    title: str
    formula: str
    teaches: str
    source: str
    make: Callable[[ModelKind, Shape], Model]
    hyper: tuple[Hyper, ...] = ()


def feature_names(count: int) -> tuple[str, ...]:
    """What the features are called in formulas: x, or x1, x2, ..."""
    return ("x",) if count == 1 else tuple(f"x{place}" for place in range(1, count + 1))


def _weights(shape: Shape) -> tuple[str, ...]:
    """The names of their weights."""
    count = len(shape.features)
    return ("w",) if count == 1 else tuple(f"w{place}" for place in range(1, count + 1))


def _sum_of(terms: Sequence[tuple[str, str]]) -> str:
    """The score that adds up parameters times columns."""
    return " + ".join(name if column == "1" else f"{name}*{column}" for name, column in terms)


def _linear(
    kind: ModelKind,
    terms: Sequence[tuple[str, str]],
    shape: Shape,
    told: Original | None,
    link: Link = Link.NONE,
    degree: int | None = None,
) -> Model:
    """The model whose score adds up parameters times columns."""
    parameters = tuple(name for name, _ in terms)
    return Model(
        name=kind.name,
        title=kind.title,
        scores=(_sum_of(terms),),
        features=shape.features,
        parameters=parameters,
        start=(0.0,) * len(terms),
        link=link,
        free=tuple(name for name, column in terms if column == "1"),
        degree=degree,
        slope_texts=(tuple(column for _, column in terms),),
        bend_texts=(("0",) * len(terms) ** 2,),
        original=told,
    )


def _constant(kind: ModelKind, shape: Shape) -> Model:
    return _linear(kind, [(INTERCEPT, "1")], shape, lambda point, means, deviations: point)


def _slope(kind: ModelKind, shape: Shape) -> Model:
    _one_feature(kind, shape)
    return _linear(kind, [("w", "x")], shape, None)


def _line(kind: ModelKind, shape: Shape) -> Model:
    return _linear(kind, _terms(shape), shape, original.of_line)


def _logistic(kind: ModelKind, shape: Shape) -> Model:
    return _linear(kind, _terms(shape), shape, original.of_line, Link.SIGMOID)


def _terms(shape: Shape) -> list[tuple[str, str]]:
    return [*zip(_weights(shape), shape.features, strict=True), (INTERCEPT, "1")]


def _polynomial(kind: ModelKind, shape: Shape) -> Model:
    _one_feature(kind, shape)
    powers = [(f"w{power}", "x" if power == 1 else f"x**{power}") for power in range(1, shape.degree + 1)]
    terms = [*powers, (INTERCEPT, "1")]
    return _linear(kind, terms, shape, original.of_polynomial, degree=shape.degree)


def _softmax(kind: ModelKind, shape: Shape) -> Model:
    if shape.classes < 2:
        raise InputError(f"{kind.title} needs a target that is one of some classes.")
    several = len(shape.features) > 1
    lines = [
        [
            *(
                (f"w{place}{k}" if several else f"w{place}", feature)
                for k, feature in enumerate(shape.features, 1)
            ),
            (f"{INTERCEPT}{place}", "1"),
        ]
        for place in range(1, shape.classes + 1)
    ]
    terms = [term for line in lines for term in line]
    size = len(lines[0])
    slopes = tuple(
        tuple(column if first <= place < first + size else "0" for place, (_, column) in enumerate(terms))
        for first in range(0, len(terms), size)
    )
    return Model(
        name=kind.name,
        title=kind.title,
        scores=tuple(map(_sum_of, lines)),
        features=shape.features,
        parameters=tuple(name for name, _ in terms),
        start=(0.0,) * len(terms),
        link=Link.SOFTMAX,
        free=tuple(name for name, column in terms if column == "1"),
        slope_texts=slopes,
        bend_texts=(("0",) * len(terms) ** 2,) * shape.classes,
        original=original.of_lines,
    )


def _decay(kind: ModelKind, shape: Shape) -> Model:
    _one_feature(kind, shape)
    zeros = ("0", "0", "0")
    return Model(
        name=kind.name,
        title=kind.title,
        scores=("a*exp(-k*x) + c",),
        features=shape.features,
        parameters=("a", "k", "c"),
        start=(1.0, 0.1, 0.0),
        free=("c",),
        slope_texts=(("exp(-k*x)", "-a*x*exp(-k*x)", "1"),),
        bend_texts=(("0", "-x*exp(-k*x)", "0", "-x*exp(-k*x)", "a*x**2*exp(-k*x)", "0", *zeros),),
        original=original.of_decay,
    )


def _wave(kind: ModelKind, shape: Shape) -> Model:
    _one_feature(kind, shape)
    wave, turned = "sin(omega*x + phi)", "cos(omega*x + phi)"
    by_omega, by_phi = f"x*{turned}", turned
    twice, mixed, once = f"-a*x**2*{wave}", f"-a*x*{wave}", f"-a*{wave}"
    return Model(
        name=kind.name,
        title=kind.title,
        scores=(f"a*{wave} + c",),
        features=shape.features,
        parameters=("a", "omega", "phi", "c"),
        start=(1.0, 1.0, 0.0, 0.0),
        free=("phi", "c"),
        slope_texts=((wave, f"a*x*{turned}", f"a*{turned}", "1"),),
        bend_texts=((
            "0", by_omega, by_phi, "0",
            by_omega, twice, mixed, "0",
            by_phi, mixed, once, "0",
            "0", "0", "0", "0",
        ),),
        original=original.of_wave,
    )  # fmt: skip


def _one_feature(kind: ModelKind, shape: Shape) -> None:
    if len(shape.features) != 1:
        raise InputError(f"{kind.title} is a model of one feature, and the data has {len(shape.features)}.")


# In the order of the menu.
MODELS: Final[tuple[ModelKind, ...]] = (
    ModelKind(
        name="constant",
        title="Constant",
        formula="b",
        teaches="The same prediction for all: with squared errors the best one is the mean, with absolute "
        "errors the median.",
        source="Legendre 1805, Nouvelles méthodes pour la détermination des orbites des comètes",
        make=_constant,
    ),
    ModelKind(
        name="slope",
        title="Line through the origin",
        formula="w*x",
        teaches="One parameter, so that the loss is a curve: the simplest model that learns from x.",
        source="Gauss 1809, Theoria motus corporum coelestium",
        make=_slope,
    ),
    ModelKind(
        name="linear",
        title="Line",
        formula="w*x + b",
        teaches="Slope and intercept: with squared errors the loss is a bowl with one lowest point.",
        source="Gauss 1809, Theoria motus corporum coelestium",
        make=_line,
    ),
    ModelKind(
        name="polynomial",
        title="Polynomial",
        formula="w1*x + w2*x**2 + ... + b",
        teaches="A curve, yet linear in its parameters; high powers bend the bowl into a narrow valley.",
        source="Gergonne 1815, Annales de Mathématiques pures et appliquées 6",
        make=_polynomial,
        hyper=(DEGREE,),
    ),
    ModelKind(
        name="logistic",
        title="Logistic",
        formula="sigmoid(w*x + b)",
        teaches="The probability of the second of two classes; the boundary is where the score is 0.",
        source="Cox 1958, Journal of the Royal Statistical Society B 20",
        make=_logistic,
    ),
    ModelKind(
        name="softmax",
        title="Softmax",
        formula="softmax(w1*x + b1, w2*x + b2, ...)",
        teaches="A score for each class, and probabilities from all of them: the largest score wins.",
        source="Bridle 1990, Neurocomputing, NATO ASI Series 68",
        make=_softmax,
    ),
    ModelKind(
        name="exponential",
        title="Exponential decay",
        formula="a*exp(-k*x) + c",
        teaches="Not linear in k: the loss is no longer a bowl, and where one starts begins to matter.",
        source="Bates and Watts 1988, Nonlinear Regression Analysis",
        make=_decay,
    ),
    ModelKind(
        name="sine",
        title="Sine",
        formula="a*sin(omega*x + phi) + c",
        teaches="Many frequencies fit a little, so the loss has many valleys: a descent ends in the nearest.",
        source="Bretthorst 1988, Bayesian Spectrum Analysis and Parameter Estimation",
        make=_wave,
    ),
)
