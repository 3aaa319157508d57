"""Rules that give every parameter a step length of its own, from the sizes of its past gradients."""

from __future__ import annotations

from engine.hyper import at_least_zero, lr, positive, switch, unit, weight_decay
from engine.optimizers.rule import Rule

EPS = positive("eps", 1e-8, "Keeps the divisor away from 0.")
MEAN = "How slowly the running mean of the gradient forgets."
SQUARE = "How slowly the running mean of the squared gradient forgets."
BETA1 = unit("beta1", 0.9, MEAN)
BETA2 = unit("beta2", 0.999, SQUARE)
DECOUPLED = switch("decoupled_weight_decay", "Whether weight decay acts on the point, not on the gradient.")

ADAGRAD = Rule(
    name="adagrad",
    title="Adagrad",
    source="Duchi, Hazan and Singer 2011, JMLR 12",
    hyper=(
        lr(1e-2),
        at_least_zero("lr_decay", 0.0, "How fast the learning rate falls with the steps."),
        weight_decay(),
        at_least_zero("initial_accumulator_value", 0.0, "What the sum of squares starts from."),
        positive("eps", 1e-10, "Keeps the divisor away from 0."),
    ),
    equations="""
        s[0] = initial_accumulator_value
        g = g + weight_decay*w
        s = s + g**2
        w = w - lr/(1 + (t - 1)*lr_decay)*g/(sqrt(s) + eps)
    """,
)

ADADELTA = Rule(
    name="adadelta",
    title="Adadelta",
    source="Zeiler 2012, arXiv:1212.5701",
    hyper=(
        lr(1.0),
        unit("rho", 0.9, "How slowly both running means of squares forget."),
        positive("eps", 1e-6, "Keeps the first steps away from 0."),
        weight_decay(),
    ),
    equations="""
        g = g + weight_decay*w
        v = rho*v + (1 - rho)*g**2
        d = sqrt(u + eps)/sqrt(v + eps)*g
        u = rho*u + (1 - rho)*d**2
        w = w - lr*d
    """,
)

RMSPROP = Rule(
    name="rmsprop",
    title="RMSprop",
    source="Tieleman and Hinton 2012, Coursera lecture 6.5; centred: Graves 2013, arXiv:1308.0850",
    hyper=(
        lr(1e-2),
        unit("alpha", 0.99, SQUARE),
        EPS,
        weight_decay(),
        unit("momentum", 0.0, "How much of the last move is kept."),
        switch("centered", "Whether the mean gradient is taken out of its mean square."),
    ),
    equations="""
        g = g + weight_decay*w
        v = alpha*v + (1 - alpha)*g**2
        m = alpha*m + (1 - alpha)*g
        s = where(centered > 0, v - m**2, v)
        d = g/(sqrt(s) + eps)
        b = momentum*b + d
        w = w - lr*b
    """,
)

ADAM = Rule(
    name="adam",
    title="Adam",
    source="Kingma and Ba 2015, arXiv:1412.6980",
    hyper=(lr(1e-3), BETA1, BETA2, EPS, weight_decay()),
    equations="""
        g     = g + weight_decay*w
        m     = beta1*m + (1 - beta1)*g
        v     = beta2*v + (1 - beta2)*g**2
        m_hat = m/(1 - beta1**t)
        v_hat = v/(1 - beta2**t)
        w     = w - lr*m_hat/(sqrt(v_hat) + eps)
    """,
)

AMSGRAD = Rule(
    name="amsgrad",
    title="AMSGrad",
    source="Reddi, Kale and Kumar 2018, arXiv:1904.09237",
    hyper=(lr(1e-3), BETA1, BETA2, EPS, weight_decay()),
    equations="""
        g     = g + weight_decay*w
        m     = beta1*m + (1 - beta1)*g
        v     = beta2*v + (1 - beta2)*g**2
        v_max = max(v_max, v)
        m_hat = m/(1 - beta1**t)
        v_hat = v_max/(1 - beta2**t)
        w     = w - lr*m_hat/(sqrt(v_hat) + eps)
    """,
)

ADAMW = Rule(
    name="adamw",
    title="AdamW",
    source="Loshchilov and Hutter 2019, arXiv:1711.05101",
    hyper=(lr(1e-3), BETA1, BETA2, EPS, weight_decay(1e-2)),
    equations="""
        m     = beta1*m + (1 - beta1)*g
        v     = beta2*v + (1 - beta2)*g**2
        m_hat = m/(1 - beta1**t)
        v_hat = v/(1 - beta2**t)
        w     = w - lr*(m_hat/(sqrt(v_hat) + eps) + weight_decay*w)
    """,
)

ADAMAX = Rule(
    name="adamax",
    title="Adamax",
    source="Kingma and Ba 2015, arXiv:1412.6980, section 7.1",
    hyper=(
        lr(2e-3),
        BETA1,
        unit("beta2", 0.999, "How slowly the largest gradient is forgotten."),
        EPS,
        weight_decay(),
    ),
    equations="""
        g = g + weight_decay*w
        m = beta1*m + (1 - beta1)*g
        u = max(beta2*u, abs(g) + eps)
        w = w - lr/(1 - beta1**t)*m/u
    """,
)

NADAM = Rule(
    name="nadam",
    title="NAdam",
    source="Dozat 2016, ICLR workshop, Incorporating Nesterov Momentum into Adam",
    hyper=(
        lr(2e-3),
        BETA1,
        BETA2,
        EPS,
        weight_decay(),
        at_least_zero("momentum_decay", 4e-3, "How fast the momentum rises to its full size."),
        DECOUPLED,
    ),
    equations="""
        mu_product[0] = 1
        g       = where(decoupled_weight_decay > 0, g, g + weight_decay*w)
        mu      = beta1*(1 - 0.5*0.96**(t*momentum_decay))
        mu_next = beta1*(1 - 0.5*0.96**((t + 1)*momentum_decay))
        mu_product = mu_product*mu
        m       = beta1*m + (1 - beta1)*g
        v       = beta2*v + (1 - beta2)*g**2
        m_hat   = mu_next*m/(1 - mu_product*mu_next) + (1 - mu)*g/(1 - mu_product)
        v_hat   = v/(1 - beta2**t)
        decay   = where(decoupled_weight_decay > 0, weight_decay, 0)
        w       = w - lr*(m_hat/(sqrt(v_hat) + eps) + decay*w)
    """,
)

RADAM = Rule(
    name="radam",
    title="RAdam",
    source="Liu et al. 2020, arXiv:1908.03265",
    hyper=(lr(1e-3), BETA1, BETA2, EPS, weight_decay(), DECOUPLED),
    equations="""
        g       = where(decoupled_weight_decay > 0, g, g + weight_decay*w)
        m       = beta1*m + (1 - beta1)*g
        v       = beta2*v + (1 - beta2)*g**2
        m_hat   = m/(1 - beta1**t)
        rho_inf = 2/(1 - beta2) - 1
        rho     = rho_inf - 2*t*beta2**t/(1 - beta2**t)
        r       = where(rho > 5, sqrt((rho - 4)*(rho - 2)*rho_inf/((rho_inf - 4)*(rho_inf - 2)*rho)), 0)
        l       = sqrt(1 - beta2**t)/(sqrt(v) + eps)
        decay   = where(decoupled_weight_decay > 0, weight_decay, 0)
        w       = w - lr*(m_hat*where(rho > 5, r*l, 1) + decay*w)
    """,
)

ALL = (ADAGRAD, ADADELTA, RMSPROP, ADAM, AMSGRAD, ADAMW, ADAMAX, NADAM, RADAM)
