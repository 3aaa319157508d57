"""What the arguments of the command line are. Their faults are one plain sentence each."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final, NoReturn

from gui.export.formats import FORMATS, Format, format_of
from gui.export.request import MOST_FPS, SIZES, THEMES, USUAL_FPS, USUAL_SIZE, VIEWS
from gui.listing import KINDS
from gui.version import VERSION

BAD_INPUT: Final = 2
MOST_STEPS: Final = 10_000_000

ABOUT: Final = """\
Drop a ball on a loss and watch optimizers roll it downhill, one step at a time.

Without a command the window opens; without a display, a demonstration is drawn
into ./fall-line-demo/ instead.

commands:
  export EXPERIMENT.json OUT   write the figure, animation, numbers or script of an experiment
  list KIND                    name the losses, optimizers and so on that there are
  loss CRITERION FILE.csv      score the predictions in a table
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and ends with status 2."""

    def error(self, message: str) -> NoReturn:
        complain(_plainly(message, self.prog))
        sys.exit(BAD_INPUT)


def complain(sentence: str) -> None:
    """One line on stderr, whatever is quoted in it."""
    print(f"fall-line: {' '.join(sentence.split())}", file=sys.stderr)


def window_parser() -> Parser:
    parser = Parser(
        prog="fall-line",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="fall-line [EXPERIMENT.json | TABLE.csv]\n"
        "       fall-line export EXPERIMENT.json OUT [--help]\n"
        "       fall-line list KIND [--help]\n       fall-line loss CRITERION FILE.csv [--help]",
    )
    parser.add_argument(
        "experiment",
        nargs="?",
        type=Path,
        metavar="EXPERIMENT.json",
        help="the experiment to open, or a table to make data of",
    )
    parser.add_argument("--version", action="version", version=f"Fall Line {VERSION}")
    return parser


def export_parser() -> Parser:
    parser = Parser(
        prog="fall-line export",
        description="Write an experiment as a file. No window opens, no display is needed.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="formats:\n" + "\n".join(f"  {each.extension:6} {each.title}" for each in FORMATS),
    )
    add = parser.add_argument
    add("experiment", type=Path, metavar="EXPERIMENT.json", help="the experiment")
    add("out", type=_out, metavar="OUT", help="the file to write; its extension picks the format")
    add(
        "--steps",
        type=_whole("--steps", 1, MOST_STEPS),
        metavar="N",
        help="steps to compute, if not the experiment's",
    )
    add(
        "--at",
        type=_whole("--at", 0, MOST_STEPS),
        metavar="STEP",
        help="step that a picture shows and an animation ends with, if not the last",
    )
    add("--size", type=_size, default=USUAL_SIZE, metavar="WxH", help="width and height in pixels (1200x400)")
    add(
        "--theme",
        type=_one_of(THEMES, "--theme"),
        default=THEMES[0],
        metavar="|".join(THEMES),
        help="colours (light)",
    )
    add(
        "--views",
        type=_views,
        default=(),
        metavar=",".join(VIEWS),
        help="what to show, one or more (the loss as suits it, and its history)",
    )
    add("--log", action="store_true", help="a logarithmic scale of the loss")
    add(
        "--fps",
        type=_whole("--fps", 1, MOST_FPS),
        default=USUAL_FPS,
        metavar="N",
        help=f"frames of an animation in a second ({USUAL_FPS})",
    )
    return parser


def list_parser() -> Parser:
    parser = Parser(
        prog="fall-line list",
        description="Name what there is, one name a line.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="kinds: " + ", ".join(KINDS),
    )
    parser.add_argument(
        "kind", type=_one_of(KINDS, "KIND"), metavar="KIND", help="what to list, one of the below"
    )
    parser.add_argument("--json", action="store_true", help="tell all that is known about each, as JSON")
    return parser


def loss_parser() -> Parser:
    parser = Parser(
        prog="fall-line loss",
        description="Print the loss of the predictions y_pred against the true values y_true of a table.\n"
        "A criterion over classes reads y_pred_NAME for each class, and the names from y_true.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("criterion", metavar="CRITERION", help="its name, as `list criteria` tells, or a formula of p and y")
    add("table", type=Path, metavar="FILE.csv", help="the table, with y_true and y_pred among its columns")
    return parser


# Values, each from its text


def _out(text: str) -> tuple[Path, Format]:
    path = Path(text)
    found = format_of(path)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"“{text}” must end with one of {' '.join(each.extension for each in FORMATS)}."
        )
    return path, found


def _size(text: str) -> tuple[int, int]:
    low, high = SIZES
    match = re.fullmatch(r"(\d{1,6})[xX×](\d{1,6})", text, re.ASCII)
    if not match or not all(low <= int(length) <= high for length in match.groups()):
        raise argparse.ArgumentTypeError(
            f"--size must be a width and a height from {low} to {high:,} such as 1200x400, not “{text}”."
        )
    return int(match[1]), int(match[2])


def _views(text: str) -> tuple[str, ...]:
    views = tuple(text.split(","))
    if not set(views) <= set(VIEWS) or len(set(views)) < len(views):
        raise argparse.ArgumentTypeError(
            f"--views must be one or more of {', '.join(VIEWS)} with commas between them, not “{text}”."
        )
    return views


def _whole(name: str, low: int, high: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(
                f"{name} must be a whole number from {low} to {high:,}, not “{text}”."
            )
        return int(text)

    return whole


def _one_of(known: Collection[str], name: str) -> Callable[[str], str]:
    def one_of(text: str) -> str:
        if text not in known:
            raise argparse.ArgumentTypeError(f"{name} must be one of {', '.join(known)}, not “{text}”.")
        return text

    return one_of


def _plainly(message: str, program: str) -> str:
    """argparse's complaint as a plain sentence; those of the values above are sentences already."""
    argument, colon, sentence = message.partition(": ")
    if argument.startswith("argument ") and colon:
        name, message = argument.removeprefix("argument "), sentence
        if message == "expected one argument":
            return f"{name} needs a value: see {program} --help."
        if message.startswith("ignored explicit argument"):
            return f"{name} takes no value: see {program} --help."
    if match := re.fullmatch(r"the following arguments are required: (.*)", message):
        return f"{match[1].replace(', ', ' and ')} must be given: see {program} --help."
    if match := re.fullmatch(r"unrecognized arguments: (.*)", message, re.DOTALL):
        return f"“{match[1]}” is not understood: see {program} --help."
    return message
