"""Rules that go by the sign of a gradient alone, not by its size."""

from __future__ import annotations

from engine.hyper import Hyper, lr, positive, unit, weight_decay
from engine.optimizers.rule import Rule

RPROP = Rule(
    name="rprop",
    title="Rprop",
    source="Riedmiller and Braun 1993, IEEE ICNN, A Direct Adaptive Method",
    hyper=(
        lr(1e-2),
        Hyper("etaminus", 0.5, "What a step shrinks by when the slope turns.", high=1.0, low_open=True,
              high_open=True),
        Hyper("etaplus", 1.2, "What a step grows by while the slope keeps its sign.", low=1.0, low_open=True),
        positive("step_size_min", 1e-6, "The shortest step."),
        positive("step_size_max", 50.0, "The longest step."),
    ),
    equations="""
        s[0]  = lr
        turn  = g*g_old
        s     = s*where(turn > 0, etaplus, where(turn < 0, etaminus, 1))
        s     = min(max(s, step_size_min), step_size_max)
        g_old = where(turn < 0, 0, g)
        w     = w - sign(g_old)*s
    """,
)  # fmt: skip

SIGNSGD = Rule(
    name="signsgd",
    title="Sign descent",
    source="Bernstein et al. 2018, arXiv:1802.04434",
    hyper=(lr(1e-2),),
    equations="""
        w = w - lr*sign(g)
    """,
)

LION = Rule(
    name="lion",
    title="Lion",
    source="Chen et al. 2023, arXiv:2302.06675",
    hyper=(
        lr(1e-4),
        unit("beta1", 0.9, "How much of the running mean a step is made of."),
        unit("beta2", 0.99, "How slowly the running mean of the gradient forgets."),
        weight_decay(),
    ),
    equations="""
        u = sign(beta1*m + (1 - beta1)*g)
        m = beta2*m + (1 - beta2)*g
        w = w - lr*(u + weight_decay*w)
    """,
)

ALL = (SIGNSGD, RPROP, LION)
