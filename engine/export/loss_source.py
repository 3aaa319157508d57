"""A loss as parts of a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

GRADIENT_NAME: Final = "gradient"


@dataclass(frozen=True)
class LossSource:
    """The functions `loss`, `gradient` and `hessian` of a script, and the `data` that stands ahead of them.

    Where steps look at some of the samples, `batch` is the function that gives those of a step, and
    `followed` the name of the gradient that takes them beside the point, as `hessian` then does.
    With `overflows` NumPy must be told that numbers may be too large on the way to one that is not.
    """

    functions: tuple[str, ...]
    hessian: str
    data: tuple[str, ...] = ()
    batch: str = ""
    followed: str = GRADIENT_NAME
    overflows: bool = False
