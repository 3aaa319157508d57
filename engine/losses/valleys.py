"""Landscapes with two parameters: valleys, bent, uneven or a few of them."""

from __future__ import annotations

from typing import Final

from engine.losses.landscape import Landscape
from engine.losses.loss import Minimum

# Beale's function is the sum of the squares of 1.5 - x + x*y, 2.25 - x + x*y**2 and 2.625 - x + x*y**3.
BEALE_ACROSS: Final = (
    "2*(y - 1)*(1.5 - x + x*y) + 2*(y**2 - 1)*(2.25 - x + x*y**2) + 2*(y**3 - 1)*(2.625 - x + x*y**3)"
)
BEALE_MIXED: Final = (
    "2*(1.5 - x + x*y) + 2*x*(y - 1) + 4*y*(2.25 - x + x*y**2) + 4*x*y*(y**2 - 1)"
    " + 6*y**2*(2.625 - x + x*y**3) + 6*x*y**2*(y**3 - 1)"
)

# Goldstein and Price's product A*B: A depends on s = x + y alone and B on r = 2*x - 3*y alone, and the
# slopes of both, 12*SLOPE_A and 12*SLOPE_B, have whole roots.
A: Final = "(1 + (x + y + 1)**2*(19 - 14*(x + y) + 3*(x + y)**2))"
B: Final = "(30 + (2*x - 3*y)**2*(18 - 16*(2*x - 3*y) + 3*(2*x - 3*y)**2))"
SLOPE_A: Final = "(x + y + 1)*(x + y - 1)*(x + y - 2)"
SLOPE_B: Final = "(2*x - 3*y)*(2*x - 3*y - 1)*(2*x - 3*y - 3)"
BEND_A: Final = "(3*(x + y)**2 - 4*(x + y) - 1)"
BEND_B: Final = "(3*(2*x - 3*y)**2 - 8*(2*x - 3*y) + 3)"

VALLEYS: Final = (
    Landscape(
        name="rosenbrock",
        title="Rosenbrock's banana",
        formula="(1 - x)**2 + 100*(y - x**2)**2",
        gradient_texts=("-2*(1 - x) - 400*x*(y - x**2)", "200*(y - x**2)"),
        hessian_texts=("1200*x**2 - 400*y + 2", "-400*x", "-400*x", "200"),
        view=((-2.0, 2.0), (-1.0, 3.0)),
        start=(-1.2, 1.0),
        minima=(Minimum((1.0, 1.0), 0.0),),
        teaches="A long bent valley: falling into it is easy, following its floor takes patience.",
        source="Rosenbrock 1960, The Computer Journal 3",
    ),
    Landscape(
        name="himmelblau",
        title="Himmelblau",
        formula="(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
        gradient_texts=(
            "4*x*(x**2 + y - 11) + 2*(x + y**2 - 7)",
            "2*(x**2 + y - 11) + 4*y*(x + y**2 - 7)",
        ),
        hessian_texts=("12*x**2 + 4*y - 42", "4*x + 4*y", "4*x + 4*y", "4*x + 12*y**2 - 26"),
        view=((-6.0, 6.0), (-6.0, 6.0)),
        start=(-0.2, -1.1),
        minima=(
            Minimum((3.0, 2.0), 0.0),
            Minimum((-2.805118086952745, 3.131312518250573), 0.0),
            Minimum((-3.779310253377747, -3.283185991286170), 0.0),
            Minimum((3.584428340330492, -1.848126526964404), 0.0),
        ),
        teaches="Four equally deep valleys: a small change of the start decides which one is found.",
        source="Himmelblau 1972, Applied Nonlinear Programming",
    ),
    Landscape(
        name="beale",
        title="Beale",
        formula="(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2",
        gradient_texts=(
            BEALE_ACROSS,
            "2*x*(1.5 - x + x*y) + 4*x*y*(2.25 - x + x*y**2) + 6*x*y**2*(2.625 - x + x*y**3)",
        ),
        hessian_texts=(
            "2*(y - 1)**2 + 2*(y**2 - 1)**2 + 2*(y**3 - 1)**2",
            BEALE_MIXED,
            BEALE_MIXED,
            "2*x**2 + 4*x*(2.25 - x + x*y**2) + 8*x**2*y**2 + 12*x*y*(2.625 - x + x*y**3) + 18*x**2*y**4",
        ),
        view=((-4.5, 4.5), (-4.5, 4.5)),
        start=(1.0, 1.6),
        minima=(Minimum((3.0, 0.5), 0.0),),
        teaches="Steep corners, a nearly flat valley inside: a rate that is safe outside crawls within.",
        source="Beale 1958, Princeton Statistical Techniques Research Group 25",
    ),
    Landscape(
        name="goldstein_price",
        title="Goldstein-Price",
        formula=(
            "(1 + (x + y + 1)**2*(19 - 14*x + 3*x**2 - 14*y + 6*x*y + 3*y**2))"
            "*(30 + (2*x - 3*y)**2*(18 - 32*x + 12*x**2 + 48*y - 36*x*y + 27*y**2))"
        ),
        gradient_texts=(f"12*{SLOPE_A}*{B} + 24*{A}*{SLOPE_B}", f"12*{SLOPE_A}*{B} - 36*{A}*{SLOPE_B}"),
        hessian_texts=(
            f"12*{BEND_A}*{B} + 576*{SLOPE_A}*{SLOPE_B} + 48*{A}*{BEND_B}",
            f"12*{BEND_A}*{B} - 144*{SLOPE_A}*{SLOPE_B} - 72*{A}*{BEND_B}",
            f"12*{BEND_A}*{B} - 144*{SLOPE_A}*{SLOPE_B} - 72*{A}*{BEND_B}",
            f"12*{BEND_A}*{B} - 864*{SLOPE_A}*{SLOPE_B} + 108*{A}*{BEND_B}",
        ),
        view=((-2.0, 2.0), (-2.0, 2.0)),
        start=(1.0, 1.5),
        minima=(
            Minimum((0.0, -1.0), 3.0),
            Minimum((-0.6, -0.4), 30.0),
            Minimum((1.8, 0.2), 84.0),
            Minimum((1.2, 0.8), 840.0),
        ),
        teaches="From 3 up to a million in one picture: slopes so unequal that no fixed rate fits.",
        source="Goldstein and Price 1971, Mathematics of Computation 25",
    ),
    Landscape(
        name="six_hump_camel",
        title="Six-hump camel",
        formula="4*x**2 - 2.1*x**4 + x**6/3 + x*y - 4*y**2 + 4*y**4",
        gradient_texts=("8*x - 8.4*x**3 + 2*x**5 + y", "x - 8*y + 16*y**3"),
        hessian_texts=("8 - 25.2*x**2 + 10*x**4", "1", "1", "48*y**2 - 8"),
        view=((-2.1, 2.1), (-1.1, 1.1)),
        start=(1.9, 0.95),
        minima=(
            Minimum((0.08984201310031806, -0.7126564030207396), -1.0316284534898774),
            Minimum((-0.08984201310031806, 0.7126564030207396), -1.0316284534898774),
            Minimum((1.703606714969981, -0.7960835686726251), -0.21546382438371764),
            Minimum((-1.703606714969981, 0.7960835686726251), -0.21546382438371764),
            Minimum((1.6071047529201972, 0.5686514548841314), 2.1042503103112584),
            Minimum((-1.6071047529201972, -0.5686514548841314), 2.1042503103112584),
        ),
        teaches="Six valleys at three heights: rolling downhill finds a nearby one, seldom the lowest.",
        source="Dixon and Szegö 1978, Towards Global Optimisation 2",
    ),
    Landscape(
        name="three_hump_camel",
        title="Three-hump camel",
        formula="2*x**2 - 1.05*x**4 + x**6/6 + x*y + y**2",
        gradient_texts=("4*x - 4.2*x**3 + x**5 + y", "x + 2*y"),
        hessian_texts=("4 - 12.6*x**2 + 5*x**4", "1", "1", "2"),
        view=((-2.4, 2.4), (-2.4, 2.4)),
        start=(-2.2, 2.0),
        minima=(
            Minimum((0.0, 0.0), 0.0),
            Minimum((1.7475523458302888, -0.8737761729151444), 0.2986384422368598),
            Minimum((-1.7475523458302888, 0.8737761729151444), 0.2986384422368598),
        ),
        teaches="Two shallow valleys guard the deep one: with some momentum the ball may roll through.",
        source="Jamil and Yang 2013, arXiv:1308.4008",
    ),
    Landscape(
        name="mccormick",
        title="McCormick",
        formula="sin(x + y) + (x - y)**2 - 1.5*x + 2.5*y + 1",
        gradient_texts=("cos(x + y) + 2*(x - y) - 1.5", "cos(x + y) - 2*(x - y) + 2.5"),
        hessian_texts=("2 - sin(x + y)", "-2 - sin(x + y)", "-2 - sin(x + y)", "2 - sin(x + y)"),
        view=((-1.5, 4.0), (-3.0, 4.0)),
        start=(3.5, -2.5),
        minima=(
            Minimum((-0.5471975511965977, -1.5471975511965979), -1.9132229549810364),
            Minimum((2.5943951023931957, 1.5943951023931955), 1.2283696986087569),
        ),
        teaches="A bowl across, waves along: the steep way is found at once, the gentle one has two ends.",
        source="McCormick 1976, Mathematical Programming 10",
    ),
    Landscape(
        name="styblinski_tang",
        title="Styblinski-Tang",
        formula="(x**4 - 16*x**2 + 5*x)/2 + (y**4 - 16*y**2 + 5*y)/2",
        gradient_texts=("2*x**3 - 16*x + 2.5", "2*y**3 - 16*y + 2.5"),
        hessian_texts=("6*x**2 - 16", "0", "0", "6*y**2 - 16"),
        view=((-4.0, 4.0), (-4.0, 4.0)),
        start=(0.8, 3.5),
        minima=(
            Minimum((-2.903534027771177, -2.903534027771177), -78.33233140754282),
            Minimum((2.746802770990837, -2.903534027771177), -64.19561235905536),
            Minimum((-2.903534027771177, 2.746802770990837), -64.19561235905536),
            Minimum((2.746802770990837, 2.746802770990837), -50.05889331056788),
        ),
        teaches="Each parameter chooses between two valleys by itself: four ends, one the lowest.",
        source="Styblinski and Tang 1990, Neural Networks 3",
    ),
)
