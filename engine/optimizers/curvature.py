"""Rules that know the curvature of the loss, or guess it from the last step."""

from __future__ import annotations

from engine.hyper import at_least_zero, lr
from engine.optimizers.rule import Rule

NEWTON = Rule(
    name="newton",
    title="Newton's method",
    source="Nocedal and Wright 2006, Numerical Optimization, 3.3; damped as in Levenberg 1944",
    hyper=(
        lr(1.0),
        at_least_zero("damping", 0.0, "Added to the curvature in every direction: steps become shorter."),
    ),
    equations="""
        H = hessian(w) + damping*identity
        w = w - lr*solve(H, g)
    """,
)

BARZILAI_BORWEIN = Rule(
    name="barzilai_borwein",
    title="Barzilai-Borwein",
    source="Barzilai and Borwein 1988, IMA J. Numer. Anal. 8",
    hyper=(lr(1e-2),),
    equations="""
        s     = w - w_old
        y     = g - g_old
        alpha = where(t == 1, lr, where(dot(s, y) > 0, dot(s, s)/dot(s, y), lr))
        w_old = w
        g_old = g
        w     = w - alpha*g
    """,
)

ALL = (NEWTON, BARZILAI_BORWEIN)
