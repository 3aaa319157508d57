"""Rules that keep a running average of the points beside the one that moves."""

from __future__ import annotations

from engine.hyper import at_least_zero, lr, positive, unit, weight_decay
from engine.optimizers.rule import Rule

# `w` is the point that moves, as in PyTorch; the average `a` is remembered beside it.
ASGD = Rule(
    name="asgd",
    title="Averaged gradient descent",
    source="Polyak and Juditsky 1992, SIAM J. Control Optim. 30",
    hyper=(
        lr(1e-2),
        at_least_zero("lambd", 1e-4, "How fast the point decays, and with alpha how fast the rate falls."),
        at_least_zero("alpha", 0.75, "The power with which the learning rate falls."),
        at_least_zero("t0", 1e6, "From which step on the points are averaged."),
        weight_decay(),
    ),
    equations="""
        g     = g + weight_decay*w
        eta   = lr/(1 + lambd*lr*(t - 1))**alpha
        w_new = w*(1 - lambd*eta) - eta*g
        a     = a + (w_new - a)/max(1, t - 1 - t0)
        w     = w_new
    """,
)

# `w` is the average x, the point that the authors evaluate (optimizer.eval()); the gradient is taken at y,
# between it and z, the point that moves (optimizer.train()).
SCHEDULE_FREE_SGD = Rule(
    name="schedule_free_sgd",
    title="Schedule-free gradient descent",
    source="Defazio et al. 2024, arXiv:2405.15682; the ball is the average x that the authors evaluate",
    hyper=(
        lr(1.0),
        unit("momentum", 0.9, "How near to the average the gradient is taken."),
        weight_decay(),
    ),
    equations="""
        z[0]   = w
        y      = (1 - momentum)*z + momentum*w
        d      = grad(y) + weight_decay*y
        z      = z - lr*d
        lr_max = max(lr, lr_max)
        total  = total + lr_max**2
        w      = (1 - lr_max**2/total)*w + lr_max**2/total*z
    """,
)

SCHEDULE_FREE_ADAMW = Rule(
    name="schedule_free_adamw",
    title="Schedule-free AdamW",
    source="Defazio et al. 2024, arXiv:2405.15682; the ball is the average x that the authors evaluate",
    hyper=(
        lr(2.5e-3),
        unit("beta1", 0.9, "How near to the average the gradient is taken."),
        unit("beta2", 0.999, "How slowly the running mean of the squared gradient forgets."),
        positive("eps", 1e-8, "Keeps the divisor away from 0."),
        weight_decay(),
    ),
    equations="""
        z[0]   = w
        y      = (1 - beta1)*z + beta1*w
        d      = grad(y)
        v      = beta2*v + (1 - beta2)*d**2
        v_hat  = v/(1 - beta2**t)
        z      = z - lr*(d/(sqrt(v_hat) + eps) + weight_decay*y)
        lr_max = max(lr, lr_max)
        total  = total + lr_max**2
        w      = (1 - lr_max**2/total)*w + lr_max**2/total*z
    """,
)

ALL = (ASGD, SCHEDULE_FREE_SGD, SCHEDULE_FREE_ADAMW)
