"""Gradient clipping, as an equation ahead of those of any rule, so that it is seen wherever they are."""

from __future__ import annotations

import dataclasses
from typing import Final

from engine.hyper import Hyper, positive
from engine.optimizers.rule import Rule
from engine.optimizers.typed import LONGEST_TITLE, MOST_HYPER

# Source: torch.nn.utils.clip_grad_value_ and clip_grad_norm_; Pascanu et al. 2013, arXiv:1211.5063.
CLIPPINGS: Final[tuple[tuple[Hyper, str], ...]] = (
    (
        positive("clip_value", 1.0, "No component of the gradient counts for more than this."),
        "g = max(-clip_value, min(clip_value, g))",
    ),
    (
        positive("clip_norm", 1.0, "A gradient longer than this is shortened to it."),
        "g = g*min(1, clip_norm/(norm(g) + 1e-6))",
    ),
)

SUFFIX: Final = ", clipped"  # of the title


def is_clipping(name: str) -> bool:
    """Whether a hyperparameter of this name clips the gradient."""
    return any(hyper.name == name for hyper, _ in CLIPPINGS)


def clipped(rule: Rule, name: str) -> Rule:
    """The rule with its gradient clipped first: by `clip_value` or by `clip_norm`, its new hyperparameter."""
    ((hyper, equation),) = ((hyper, equation) for hyper, equation in CLIPPINGS if hyper.name == name)
    title = f"{rule.title.removesuffix(SUFFIX)}{SUFFIX}"
    return dataclasses.replace(
        rule,
        title=title if len(title) <= LONGEST_TITLE else rule.title,
        hyper=(*rule.hyper, hyper),
        equations=f"{equation}\n{rule.equations}",
    )


def clippings(rule: Rule) -> tuple[str, ...]:
    """The names of what clips the gradient ahead of the rule's own equations, the first applied first."""
    names: list[str] = []
    for line in rule.equations.split("\n"):
        found = [hyper.name for hyper, equation in CLIPPINGS if equation == line and hyper in rule.hyper]
        if not found:
            break
        names += found
    return tuple(names)


def unclipped(rule: Rule) -> Rule:
    """The rule without what clips its gradient."""
    names = clippings(rule)
    if not names:
        return rule
    return dataclasses.replace(
        rule,
        title=rule.title.removesuffix(SUFFIX),
        hyper=tuple(hyper for hyper in rule.hyper if hyper.name not in names),
        equations=rule.equations.split("\n", len(names))[-1],
    )


def can_be_clipped(rule: Rule, name: str) -> bool:
    """Whether there is room for this clipping: the rule must not call something of its own so."""
    own = unclipped(rule)
    taken = {*(hyper.name for hyper in own.hyper), *(equation.target for equation in own.program.equations)}
    return name not in taken and len(own.hyper) + len(CLIPPINGS) <= MOST_HYPER
