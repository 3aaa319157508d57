"""Rules that look at the length of the gradient, of the step or of the point as a whole."""

from __future__ import annotations

from engine.hyper import lr, positive, unit, weight_decay
from engine.optimizers.rule import Rule

NORMALIZED_GD = Rule(
    name="normalized_gd",
    title="Normalised gradient descent",
    source="Nesterov 1984, Matekon 29; Hazan, Levy and Shalev-Shwartz 2015, arXiv:1507.02030",
    hyper=(lr(1e-2), positive("eps", 1e-12, "Keeps the divisor away from 0.")),
    equations="""
        w = w - lr*g/(norm(g) + eps)
    """,
)

SAM = Rule(
    name="sam",
    title="Sharpness-aware descent",
    source="Foret et al. 2021, arXiv:2010.01412",
    hyper=(
        lr(1e-3),
        positive("rho", 0.05, "How far uphill the gradient is taken."),
        positive("eps", 1e-12, "Keeps the divisor away from 0."),
    ),
    equations="""
        y = w + rho*g/(norm(g) + eps)
        w = w - lr*grad(y)
    """,
)

LARS = Rule(
    name="lars",
    title="LARS",
    source="You, Gitman and Ginsburg 2017, arXiv:1708.03888",
    hyper=(
        lr(1.0),
        unit("momentum", 0.9, "How much of the last move is kept."),
        positive("trust_coefficient", 1e-3, "How long a step may be, as a share of the point's length."),
        weight_decay(),
    ),
    equations="""
        p     = norm(w)
        q     = norm(g) + weight_decay*p
        trust = where(p > 0, where(q > 0, trust_coefficient*p/q, 1), 1)
        b     = momentum*b + lr*trust*(g + weight_decay*w)
        w     = w - b
    """,
)

LAMB = Rule(
    name="lamb",
    title="LAMB",
    source="You et al. 2020, arXiv:1904.00962",
    hyper=(
        lr(1e-3),
        unit("beta1", 0.9, "How slowly the running mean of the gradient forgets."),
        unit("beta2", 0.999, "How slowly the running mean of the squared gradient forgets."),
        positive("eps", 1e-6, "Keeps the divisor away from 0."),
        weight_decay(),
    ),
    equations="""
        m     = beta1*m + (1 - beta1)*g
        v     = beta2*v + (1 - beta2)*g**2
        m_hat = m/(1 - beta1**t)
        v_hat = v/(1 - beta2**t)
        d     = m_hat/(sqrt(v_hat) + eps) + weight_decay*w
        p     = norm(w)
        q     = norm(d)
        trust = where(p > 0, where(q > 0, p/q, 1), 1)
        w     = w - lr*trust*d
    """,
)

ALL = (NORMALIZED_GD, SAM, LARS, LAMB)
