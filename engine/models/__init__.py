"""Models: how predictions follow from features and parameters."""

from __future__ import annotations

from engine.errors import InputError
from engine.models.kinds import DEGREE, MODELS, ModelKind, Shape
from engine.models.model import Model
from engine.registry import entry


def named_kind(name: str) -> ModelKind:
    """The kind of model with this name; InputError lists those there are."""
    return entry(MODELS, name, "a model")


def named_model(
    name: str, features: tuple[str, ...] = ("x",), classes: int = 0, degree: float | None = None
) -> Model:
    """The model of this name for features and classes; InputError says why it is not made for them.

    `degree` is that of a polynomial; any other model has none.
    """
    kind = named_kind(name)
    if degree is not None and DEGREE not in kind.hyper:
        raise InputError(f"{kind.title} has no degree.")
    power = DEGREE.default if degree is None else DEGREE.checked(degree)
    return kind.make(kind, Shape(features, classes, int(power)))
