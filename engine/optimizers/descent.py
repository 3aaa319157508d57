"""Gradient descent and its momentum forms."""

from __future__ import annotations

from engine.hyper import lr, unit, weight_decay
from engine.optimizers.rule import Rule

MOMENTUM = unit("momentum", 0.9, "How much of the last move is kept: the ball's inertia.")
DAMPENING = unit("dampening", 0.0, "How much of each new gradient is held back from the momentum.")

SGD = Rule(
    name="sgd",
    title="Gradient descent",
    source="Cauchy 1847, Comptes rendus 25; Robbins and Monro 1951, Ann. Math. Stat. 22",
    hyper=(
        lr(1e-3),
        unit("momentum", 0.0, "How much of the last move is kept: the ball's inertia."),
        DAMPENING,
        weight_decay(),
    ),
    equations="""
        g = g + weight_decay*w
        b = where(momentum == 0, g, where(t == 1, g, momentum*b + (1 - dampening)*g))
        w = w - lr*b
    """,
)

MOMENTUM_SGD = Rule(
    name="momentum",
    title="Momentum",
    source="Polyak 1964, USSR Comput. Math. 4; in the form of Sutskever et al. 2013, ICML",
    hyper=(lr(1e-3), MOMENTUM, DAMPENING, weight_decay()),
    equations="""
        g = g + weight_decay*w
        b = where(t == 1, g, momentum*b + (1 - dampening)*g)
        w = w - lr*b
    """,
)

NESTEROV = Rule(
    name="nesterov",
    title="Nesterov momentum",
    source="Nesterov 1983, Dokl. Akad. Nauk 269; in the form of Sutskever et al. 2013, ICML",
    hyper=(lr(1e-3), MOMENTUM, weight_decay()),
    equations="""
        g = g + weight_decay*w
        b = momentum*b + g
        w = w - lr*(g + momentum*b)
    """,
)

# Differs from `momentum` when the learning rate changes: there the kept move is rescaled, here it is not.
HEAVY_BALL = Rule(
    name="heavy_ball",
    title="Heavy ball",
    source="Polyak 1964, USSR Comput. Math. 4, in its own form: not rescaled when the rate changes",
    hyper=(lr(1e-3), MOMENTUM),
    equations="""
        w_old[0] = w
        w_new = w - lr*g + momentum*(w - w_old)
        w_old = w
        w     = w_new
    """,
)

NESTEROV_ACCELERATED = Rule(
    name="nesterov_accelerated",
    title="Accelerated gradient",
    source="Nesterov 1983, Dokl. Akad. Nauk 269; as in Beck and Teboulle 2009, SIAM J. Imaging Sci. 2",
    hyper=(lr(1e-3),),
    equations="""
        w_old[0] = w
        theta_new = (1 + sqrt(1 + 4*theta**2))/2
        y     = w + (theta - 1)/theta_new*(w - w_old)
        theta = theta_new
        w_old = w
        w     = y - lr*grad(y)
    """,
)

QHM = Rule(
    name="qhm",
    title="Quasi-hyperbolic momentum",
    source="Ma and Yarats 2019, arXiv:1810.06801",
    hyper=(
        lr(1e-3),
        unit("momentum", 0.999, "How slowly the running mean of the gradient forgets."),
        unit("nu", 0.7, "The share of the running mean in a step; the rest is the gradient itself."),
        weight_decay(),
    ),
    equations="""
        g = g + weight_decay*w
        m = momentum*m + (1 - momentum)*g
        w = w - lr*((1 - nu)*g + nu*m)
    """,
)

SGDW = Rule(
    name="sgdw",
    title="Momentum with decoupled weight decay",
    source="Loshchilov and Hutter 2019, arXiv:1711.05101",
    hyper=(lr(1e-3), MOMENTUM, weight_decay(1e-2)),
    equations="""
        b = momentum*b + g
        w = w - lr*(b + weight_decay*w)
    """,
)

ALL = (SGD, MOMENTUM_SGD, NESTEROV, HEAVY_BALL, NESTEROV_ACCELERATED, QHM, SGDW)
