"""Landscapes with two parameters and more valleys than one can count."""

from __future__ import annotations

from typing import Final

from engine.losses.landscape import Landscape
from engine.losses.loss import Minimum

# Parts that repeat: of Ackley,
DISTANCE: Final = "sqrt((x**2 + y**2)/2)"
DECAY: Final = f"exp(-{DISTANCE}/5)"
RIPPLES: Final = "exp((cos(2*pi*x) + cos(2*pi*y))/2)"
BENT: Final = f"2*{{0}}*{DECAY}/(5*(x**2 + y**2)) - 2*{{0}}*{DECAY}/((x**2 + y**2)*{DISTANCE})"
WAVY: Final = f"pi**2*(2*cos(2*pi*{{0}}) - sin(2*pi*{{0}})**2)*{RIPPLES}"
ACKLEY_MIXED: Final = f"-{BENT.format('x*y')} - pi**2*sin(2*pi*x)*sin(2*pi*y)*{RIPPLES}"
# of Levy,
LEVY_BEND: Final = (
    "18*pi**2*(x - 1)**2*cos(6*pi*y) + 2*(1 + sin(2*pi*y)**2)"
    " + 8*pi*(y - 1)*sin(4*pi*y) + 8*pi**2*(y - 1)**2*cos(4*pi*y)"
)
# of Easom,
NEAR_PI: Final = "exp(-(x - pi)**2 - (y - pi)**2)"
EASOM_MIXED: Final = f"-(sin(x) + 2*(x - pi)*cos(x))*(sin(y) + 2*(y - pi)*cos(y))*{NEAR_PI}"
# and of the drop-wave, which depends on the distance R from the centre alone.
R: Final = "sqrt(x**2 + y**2)"
BELOW: Final = "(2 + (x**2 + y**2)/2)"
OUTWARD: Final = f"12*{{0}}sin(12*{R})/({R}*{BELOW}) + {{0}}(1 + cos(12*{R}))/{BELOW}**2"
CHANGE: Final = (
    f"144*{{0}}*cos(12*{R})/((x**2 + y**2)*{BELOW}) - 12*{{0}}*sin(12*{R})/((x**2 + y**2)*{R}*{BELOW})"
    f" - 24*{{0}}*sin(12*{R})/({R}*{BELOW}**2) - 2*{{0}}*(1 + cos(12*{R}))/{BELOW}**3"
)

MANY_VALLEYS: Final = (
    Landscape(
        name="rastrigin",
        title="Rastrigin",
        formula="20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)",
        gradient_texts=("2*x + 20*pi*sin(2*pi*x)", "2*y + 20*pi*sin(2*pi*y)"),
        hessian_texts=("2 + 40*pi**2*cos(2*pi*x)", "0", "0", "2 + 40*pi**2*cos(2*pi*y)"),
        view=((-5.12, 5.12), (-5.12, 5.12)),
        start=(4.2, -3.3),
        minima=(Minimum((0.0, 0.0), 0.0),),
        teaches="An egg box on a bowl: the slope knows the next dent only, not the way to the lowest one.",
        source="Rastrigin 1974, Systems of Extremal Control",
    ),
    Landscape(
        name="ackley",
        title="Ackley",
        formula="20 + e - 20*exp(-sqrt((x**2 + y**2)/2)/5) - exp((cos(2*pi*x) + cos(2*pi*y))/2)",
        gradient_texts=(
            f"2*x*{DECAY}/{DISTANCE} + pi*sin(2*pi*x)*{RIPPLES}",
            f"2*y*{DECAY}/{DISTANCE} + pi*sin(2*pi*y)*{RIPPLES}",
        ),
        hessian_texts=(
            f"2*{DECAY}/{DISTANCE} - {BENT.format('x**2')} + {WAVY.format('x')}",
            ACKLEY_MIXED,
            ACKLEY_MIXED,
            f"2*{DECAY}/{DISTANCE} - {BENT.format('y**2')} + {WAVY.format('y')}",
        ),
        view=((-5.0, 5.0), (-5.0, 5.0)),
        start=(3.6, -2.8),
        minima=(Minimum((0.0, 0.0), 0.0),),
        teaches="A plain full of dents around one deep funnel: outside of it hardly a slope points inwards.",
        source="Ackley 1987, A Connectionist Machine for Genetic Hillclimbing",
    ),
    Landscape(
        name="griewank",
        title="Griewank",
        formula="1 + (x**2 + y**2)/4000 - cos(x)*cos(y/sqrt(2))",
        gradient_texts=("x/2000 + sin(x)*cos(y/sqrt(2))", "y/2000 + cos(x)*sin(y/sqrt(2))/sqrt(2)"),
        hessian_texts=(
            "1/2000 + cos(x)*cos(y/sqrt(2))",
            "-sin(x)*sin(y/sqrt(2))/sqrt(2)",
            "-sin(x)*sin(y/sqrt(2))/sqrt(2)",
            "1/2000 + cos(x)*cos(y/sqrt(2))/2",
        ),
        view=((-10.0, 10.0), (-10.0, 10.0)),
        start=(7.5, 6.0),
        minima=(Minimum((0.0, 0.0), 0.0),),
        teaches="Valleys of almost the same depth: a low loss does not mean that the minimum is near.",
        source="Griewank 1981, Journal of Optimization Theory and Applications 34",
    ),
    Landscape(
        name="levy",
        title="Levy",
        formula="sin(3*pi*x)**2 + (x - 1)**2*(1 + sin(3*pi*y)**2) + (y - 1)**2*(1 + sin(2*pi*y)**2)",
        gradient_texts=(
            "3*pi*sin(6*pi*x) + 2*(x - 1)*(1 + sin(3*pi*y)**2)",
            "3*pi*(x - 1)**2*sin(6*pi*y) + 2*(y - 1)*(1 + sin(2*pi*y)**2) + 2*pi*(y - 1)**2*sin(4*pi*y)",
        ),
        hessian_texts=(
            "18*pi**2*cos(6*pi*x) + 2*(1 + sin(3*pi*y)**2)",
            "6*pi*(x - 1)*sin(6*pi*y)",
            "6*pi*(x - 1)*sin(6*pi*y)",
            LEVY_BEND,
        ),
        view=((-4.0, 6.0), (-4.0, 6.0)),
        start=(-2.5, 4.2),
        minima=(Minimum((1.0, 1.0), 0.0),),
        teaches="A bowl under corrugated iron: smaller steps do not help, and steps across the dents do.",
        source="Levy and Montalvo 1985, SIAM J. Sci. Stat. Comput. 6",
    ),
    Landscape(
        name="easom",
        title="Easom",
        formula="-cos(x)*cos(y)*exp(-(x - pi)**2 - (y - pi)**2)",
        gradient_texts=(
            f"(sin(x) + 2*(x - pi)*cos(x))*cos(y)*{NEAR_PI}",
            f"(sin(y) + 2*(y - pi)*cos(y))*cos(x)*{NEAR_PI}",
        ),
        hessian_texts=(
            f"(3*cos(x) - 4*(x - pi)*sin(x) - 4*(x - pi)**2*cos(x))*cos(y)*{NEAR_PI}",
            EASOM_MIXED,
            EASOM_MIXED,
            f"(3*cos(y) - 4*(y - pi)*sin(y) - 4*(y - pi)**2*cos(y))*cos(x)*{NEAR_PI}",
        ),
        view=((-2.0, 8.0), (-2.0, 8.0)),
        start=(4.5, 4.1),
        minima=(Minimum((3.141592653589793, 3.141592653589793), -1.0),),
        teaches="One hole in an endless plain: a little further out nothing tells that it is there.",
        source="Easom 1990, M.Eng. thesis, University of Louisville",
    ),
    Landscape(
        name="drop_wave",
        title="Drop-wave",
        formula="-(1 + cos(12*sqrt(x**2 + y**2)))/(2 + (x**2 + y**2)/2)",
        gradient_texts=(OUTWARD.format("x*"), OUTWARD.format("y*")),
        hessian_texts=(
            f"{OUTWARD.format('')} + {CHANGE.format('x**2')}",
            CHANGE.format("x*y"),
            CHANGE.format("x*y"),
            f"{OUTWARD.format('')} + {CHANGE.format('y**2')}",
        ),
        view=((-3.0, 3.0), (-3.0, 3.0)),
        start=(1.9, 0.8),
        minima=(Minimum((0.0, 0.0), -1.0),),
        teaches="Rings around a drop in water: each ring is a moat that holds the ball where it fell in.",
        source="Jamil and Yang 2013, arXiv:1308.4008",
    ),
)
