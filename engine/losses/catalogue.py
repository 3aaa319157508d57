"""The catalogue of landscapes: texts with their exact derivatives, in the order of the menu.

A test holds every derivative here against sympy and against central differences, and every minimum
against its value.
"""

from __future__ import annotations

from typing import Final

from engine.losses.bowls import BOWLS
from engine.losses.cliffs import CLIFFS
from engine.losses.curves import CURVES
from engine.losses.landscape import Landscape
from engine.losses.many_valleys import MANY_VALLEYS
from engine.losses.valleys import VALLEYS
from engine.registry import entry

LANDSCAPES: Final[tuple[Landscape, ...]] = (*CURVES, *BOWLS, *VALLEYS, *MANY_VALLEYS, *CLIFFS)


def named_landscape(name: str) -> Landscape:
    """The landscape of the catalogue with this name; InputError lists those there are."""
    return entry(LANDSCAPES, name, "a landscape")
