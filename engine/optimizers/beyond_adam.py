"""What came after Adam: rules that take its two running means further."""

from __future__ import annotations

from engine.hyper import at_least_zero, lr, positive, unit, weight_decay
from engine.optimizers.adaptive import BETA1, BETA2, EPS, MEAN, SQUARE
from engine.optimizers.rule import Rule

QHADAM = Rule(
    name="qhadam",
    title="Quasi-hyperbolic Adam",
    source="Ma and Yarats 2019, arXiv:1810.06801",
    hyper=(
        lr(1e-3),
        unit("beta1", 0.995, MEAN),
        BETA2,
        at_least_zero("nu1", 0.7, "The share of the running mean in a step; the rest is the gradient."),
        at_least_zero("nu2", 1.0, "The share of the running mean square in the divisor."),
        EPS,
        weight_decay(),
    ),
    equations="""
        g     = g + weight_decay*w
        m     = beta1*m + (1 - beta1)*g
        v     = beta2*v + (1 - beta2)*g**2
        m_hat = m/(1 - beta1**t)
        v_hat = v/(1 - beta2**t)
        d     = sqrt((1 - nu2)*g**2 + nu2*v_hat) + eps
        w     = w - lr*((1 - nu1)*g + nu1*m_hat)/d
    """,
)

ADABELIEF = Rule(
    name="adabelief",
    title="AdaBelief",
    source="Zhuang et al. 2020, arXiv:2010.07468",
    hyper=(
        lr(1e-3),
        BETA1,
        unit("beta2", 0.999, "How slowly the mean squared surprise forgets."),
        positive("eps", 1e-16, "Keeps the divisor away from 0."),
    ),
    equations="""
        m     = beta1*m + (1 - beta1)*g
        s     = beta2*s + (1 - beta2)*(g - m)**2 + eps
        m_hat = m/(1 - beta1**t)
        s_hat = s/(1 - beta2**t)
        w     = w - lr*m_hat/(sqrt(s_hat) + eps)
    """,
)

YOGI = Rule(
    name="yogi",
    title="Yogi",
    source="Zaheer et al. 2018, NeurIPS 31, Adaptive Methods for Nonconvex Optimization",
    hyper=(
        lr(1e-2),
        BETA1,
        BETA2,
        positive("eps", 1e-3, "Keeps the divisor away from 0."),
        at_least_zero("initial_accumulator_value", 1e-6, "What both running means start from."),
    ),
    equations="""
        m[0]  = initial_accumulator_value
        v[0]  = initial_accumulator_value
        m     = beta1*m + (1 - beta1)*g
        v     = v - (1 - beta2)*sign(v - g**2)*g**2
        m_hat = m/(1 - beta1**t)
        v_hat = v/(1 - beta2**t)
        w     = w - lr*m_hat/(sqrt(v_hat) + eps)
    """,
)

ADAN = Rule(
    name="adan",
    title="Adan",
    source="Xie et al. 2022, arXiv:2208.06677",
    hyper=(
        lr(1e-3),
        unit("beta1", 0.98, MEAN),
        unit("beta2", 0.92, "How slowly the running mean of the gradient's change forgets."),
        unit("beta3", 0.99, SQUARE),
        EPS,
        weight_decay(),
    ),
    equations="""
        d     = where(t == 1, 0, g - g_old)
        m     = beta1*m + (1 - beta1)*g
        v     = beta2*v + (1 - beta2)*d
        n     = beta3*n + (1 - beta3)*(g + beta2*d)**2
        m_hat = m/(1 - beta1**t)
        v_hat = v/(1 - beta2**t)
        n_hat = n/(1 - beta3**t)
        g_old = g
        w     = (w - lr*(m_hat + beta2*v_hat)/(sqrt(n_hat) + eps))/(1 + lr*weight_decay)
    """,
)

ADOPT = Rule(
    name="adopt",
    title="ADOPT",
    source="Taniguchi et al. 2024, arXiv:2411.02853",
    hyper=(
        lr(1e-3),
        BETA1,
        unit("beta2", 0.9999, SQUARE),
        positive("eps", 1e-6, "Keeps the divisor away from 0."),
    ),
    equations="""
        c = where(t > 1, (t - 1)**0.25, 0)
        d = max(-c, min(c, g/max(sqrt(v), eps)))
        m = beta1*m + (1 - beta1)*d
        v = where(t > 1, beta2*v + (1 - beta2)*g**2, g**2)
        w = w - lr*m
    """,
)

CAUTIOUS_ADAMW = Rule(
    name="cautious_adamw",
    title="Cautious AdamW",
    source="Liang et al. 2024, arXiv:2411.16085",
    hyper=(lr(1e-3), BETA1, BETA2, EPS, weight_decay(1e-2)),
    equations="""
        m     = beta1*m + (1 - beta1)*g
        v     = beta2*v + (1 - beta2)*g**2
        m_hat = m/(1 - beta1**t)
        v_hat = v/(1 - beta2**t)
        agree = where(m*g > 0, 1, 0)
        share = max(mean(agree), 0.001)
        w     = w - lr*(agree/share*m_hat/(sqrt(v_hat) + eps) + weight_decay*w)
    """,
)

ALL = (QHADAM, ADABELIEF, YOGI, ADAN, ADOPT, CAUTIOUS_ADAMW)
