"""Criteria for predictions of a class: p is a probability, a score or a label, y says what was true."""

from __future__ import annotations

from typing import Final

from engine.criteria.criterion import Criterion, OnScore
from engine.criteria.samples import CLASS, MINUS_OR_PLUS_ONE, PROBABILITY, WHOLE, ZERO_OR_ONE
from engine.hyper import Hyper, at_least_zero

# The score turned so that less is better, for a true 1 as for a true 0, and what one is wrong and right with.
_TURNED: Final = "(1 - 2*y)*p"
_WRONG, _RIGHT = f"sigmoid({_TURNED})", f"sigmoid(-({_TURNED}))"
_PARTS: Final = (("turned", _TURNED), ("wrong", _WRONG), ("right", _RIGHT))
_WEIGHT: Final = "(alpha*y + (1 - alpha)*(1 - y))"
LOG_LOSS_ON_SCORE: Final = OnScore(
    formula=f"softplus({_TURNED})",
    slope=f"(1 - 2*y)*{_WRONG}",
    curvature=f"{_WRONG}*{_RIGHT}",
    parts=_PARTS,
)
FOCAL_ON_SCORE: Final = OnScore(
    formula=f"{_WEIGHT}*{_WRONG}**gamma*softplus({_TURNED})",
    slope=f"{_WEIGHT}*(1 - 2*y)*{_WRONG}**gamma*(gamma*{_RIGHT}*softplus({_TURNED}) + {_WRONG})",
    curvature=f"{_WEIGHT}*{_WRONG}**gamma*{_RIGHT}*("
    f"gamma*softplus({_TURNED})*(gamma*{_RIGHT} - {_WRONG}) + (2*gamma + 1)*{_WRONG})",
    parts=_PARTS,
)

CLASSIFICATION: Final = (
    Criterion(
        name="log_loss",
        title="Log loss",
        formula="-y*log(p) - (1 - y)*log(1 - p)",
        slope_text="(1 - y)/(1 - p) - y/p",
        curvature_text="(1 - y)/(1 - p)**2 + y/p**2",
        truths=ZERO_OR_ONE,
        predictions=PROBABILITY,
        clipped=True,
        on_score=LOG_LOSS_ON_SCORE,
        teaches="Confident and wrong is punished hard: for a true 1, p = 0.1 costs 2.3 and p = 0.9 only 0.1.",
        source="Good 1952, Journal of the Royal Statistical Society B 14",
    ),
    Criterion(
        name="log_loss_logits",
        title="Log loss on logits",
        formula="y*softplus(-p) + (1 - y)*softplus(p)",
        slope_text="sigmoid(p) - y",
        curvature_text="sigmoid(p)*sigmoid(-p)",
        truths=ZERO_OR_ONE,
        on_score=LOG_LOSS_ON_SCORE,
        teaches="The same loss before the sigmoid: its slope is simply probability minus truth.",
        source="Cox 1958, Journal of the Royal Statistical Society B 20",
    ),
    Criterion(
        name="cross_entropy",
        title="Cross-entropy",
        formula="-y*log(p)",
        slope_text="-y/p",
        curvature_text="y/p**2",
        truths=CLASS,
        predictions=PROBABILITY,
        by_class=True,
        clipped=True,
        teaches="Only the probability that the true class was given counts: its surprise, -log p.",
        source="Shannon 1948, Bell System Technical Journal 27",
    ),
    Criterion(
        name="hinge",
        title="Hinge loss",
        formula="max(0, 1 - y*p)",
        slope_text="where(y*p < 1, -y, 0)",
        curvature_text="0",
        truths=MINUS_OR_PLUS_ONE,
        teaches="To be right is not enough, it takes a margin of 1; beyond that a sample has no pull at all.",
        source="Cortes and Vapnik 1995, Machine Learning 20",
    ),
    Criterion(
        name="squared_hinge",
        title="Squared hinge loss",
        formula="max(0, 1 - y*p)**2",
        slope_text="-2*y*max(0, 1 - y*p)",
        curvature_text="where(y*p < 1, 2*y**2, 0)",
        truths=MINUS_OR_PLUS_ONE,
        teaches="The hinge without its kink: the pull fades towards the margin, and grows with the error.",
        source="Lee and Mangasarian 2001, Computational Optimization and Applications 20",
    ),
    Criterion(
        name="focal",
        title="Focal loss",
        formula="-alpha*y*(1 - p)**gamma*log(p) - (1 - alpha)*(1 - y)*p**gamma*log(1 - p)",
        slope_text="alpha*y*(gamma*(1 - p)**(gamma - 1)*log(p) - (1 - p)**gamma/p)"
        " + (1 - alpha)*(1 - y)*(p**gamma/(1 - p) - gamma*p**(gamma - 1)*log(1 - p))",
        curvature_text="alpha*y*((1 - p)**gamma/p**2 + 2*gamma*(1 - p)**(gamma - 1)/p"
        " - gamma*(gamma - 1)*(1 - p)**(gamma - 2)*log(p))"
        " + (1 - alpha)*(1 - y)*(p**gamma/(1 - p)**2 + 2*gamma*p**(gamma - 1)/(1 - p)"
        " - gamma*(gamma - 1)*p**(gamma - 2)*log(1 - p))",
        hyper=(
            at_least_zero("gamma", 2.0, "How much less a sample counts the better it is predicted."),
            Hyper("alpha", 0.25, "The weight of class 1; class 0 has the rest.", low=0.0, high=1.0),
        ),
        truths=ZERO_OR_ONE,
        predictions=PROBABILITY,
        clipped=True,
        on_score=FOCAL_ON_SCORE,
        teaches="Log loss that looks away from what is already right, so that hard samples do the teaching.",
        source="Lin et al. 2017, arXiv:1708.02002",
    ),
    Criterion(
        name="zero_one",
        title="0-1 loss",
        formula="where(abs(p - y) < 0.5, 0, 1)",
        truths=WHOLE,
        no_slope="The 0-1 loss has no slope to follow: it is flat, and jumps where a label changes.",
        teaches="The share of wrong labels: what one wants to know, and nothing that one can roll down.",
        source="Vapnik 1992, Advances in Neural Information Processing Systems 4",
    ),
    Criterion(
        name="kl_divergence",
        title="Kullback-Leibler divergence",
        formula="y*log(y/p)",
        # A class that never occurs costs nothing.
        stable="where(y > 0, y*log(y/p), 0)",
        slope_text="-y/p",
        curvature_text="y/p**2",
        truths=CLASS,
        predictions=PROBABILITY,
        by_class=True,
        clipped=True,
        teaches="Cross-entropy less what no prediction can save: 0 exactly when the distributions agree.",
        source="Kullback and Leibler 1951, Annals of Mathematical Statistics 22",
    ),
)
