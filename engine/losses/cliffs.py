"""Landscapes with two parameters: cliffs, walls, noise and a knife's edge."""

from __future__ import annotations

from typing import Final

from engine.losses.landscape import Landscape
from engine.losses.loss import Minimum

# What Bukin's function takes the root of: how far from its crease.
FROM_RIDGE: Final = "0.01*x**2 - y"
CUBED: Final = f"(abs({FROM_RIDGE})*sqrt(abs({FROM_RIDGE})))"

CLIFFS: Final = (
    Landscape(
        name="cliff",
        title="Plateau with a cliff",
        formula="sigmoid(6*(x - 1)) + (x**2 + y**2)/200",
        gradient_texts=("6*sigmoid(6*(x - 1))*(1 - sigmoid(6*(x - 1))) + x/100", "y/100"),
        hessian_texts=(
            "36*sigmoid(6*(x - 1))*(1 - sigmoid(6*(x - 1)))*(1 - 2*sigmoid(6*(x - 1))) + 0.01",
            "0",
            "0",
            "0.01",
        ),
        view=((-6.0, 6.0), (-6.0, 6.0)),
        start=(4.0, 3.0),
        minima=(Minimum((-0.27884799600934823, 0.0), 0.0008537438748600431),),
        teaches="Slow across the plateau, then a fall: at the edge the same rate makes a leap.",
        source="Goodfellow, Bengio and Courville 2016, Deep Learning, 8.2",
    ),
    Landscape(
        name="exploding_gradient",
        title="Exploding gradient",
        formula="(w**10 + b - 1)**2 + b**2",
        gradient_texts=("20*w**9*(w**10 + b - 1)", "2*w**10 + 4*b - 2"),
        hessian_texts=("380*w**18 + 180*w**8*(b - 1)", "20*w**9", "20*w**9", "4"),
        view=((-1.25, 1.25), (-1.5, 2.0)),
        start=(1.15, 1.0),
        minima=(
            Minimum((1.0, 0.0), 0.0),
            Minimum((-1.0, 0.0), 0.0),
        ),
        teaches="A weight used ten times over: flat below 1, a wall above it, and no rate that suits both.",
        source="Bengio, Simard and Frasconi 1994, IEEE Transactions on Neural Networks 5",
    ),
    Landscape(
        name="noisy_ravine",
        title="Noisy ravine",
        formula="x**2/20 + 2*y**2 + (1 - cos(8*x)*cos(8*y))/10",
        gradient_texts=("x/10 + 0.8*sin(8*x)*cos(8*y)", "4*y + 0.8*cos(8*x)*sin(8*y)"),
        hessian_texts=(
            "0.1 + 6.4*cos(8*x)*cos(8*y)",
            "-6.4*sin(8*x)*sin(8*y)",
            "-6.4*sin(8*x)*sin(8*y)",
            "4 + 6.4*cos(8*x)*cos(8*y)",
        ),
        view=((-6.0, 6.0), (-2.0, 2.0)),
        start=(5.0, 1.5),
        minima=(Minimum((0.0, 0.0), 0.0),),
        teaches="Small bumps drown the gentle slope of the floor: averaging over steps finds the way again.",
        source="Sutton 1986, Proceedings of the Cognitive Science Society 8",
    ),
    Landscape(
        name="bukin_6",
        title="Bukin 6",
        formula="100*sqrt(abs(0.01*x**2 - y)) + 0.01*abs(x + 10)",
        gradient_texts=(
            f"x*sign({FROM_RIDGE})/sqrt(abs({FROM_RIDGE})) + 0.01*sign(x + 10)",
            f"-50*sign({FROM_RIDGE})/sqrt(abs({FROM_RIDGE}))",
        ),
        hessian_texts=(
            f"sign({FROM_RIDGE})/sqrt(abs({FROM_RIDGE})) - x**2/(100*{CUBED})",
            f"x/(2*{CUBED})",
            f"x/(2*{CUBED})",
            f"-25/{CUBED}",
        ),
        view=((-15.0, -5.0), (-3.0, 3.0)),
        start=(-6.0, 2.0),
        minima=(Minimum((-10.0, 1.0), 0.0),),
        teaches="A crease as sharp as a knife: the slope is endless across it and almost none along.",
        source="Bukin 1997, Novosibirsk; Jamil and Yang 2013, arXiv:1308.4008",
    ),
)
