"""The command line. Qt and numpy load when something needs them, so that `--help` answers at once."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gui.arguments import BAD_INPUT, complain, export_parser, list_parser, loss_parser, window_parser
from gui.background import uncollected
from gui.display import draw_without_display, has_display
from gui.export.formats import Format, Kind, format_of
from gui.export.request import Request, misfit
from gui.listing import listing
from gui.version import VERSION

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


UNFORESEEN: Final = 1
INTERRUPTED: Final = 130
DEMO: Final = Path("fall-line-demo")
DEMO_FILES: Final = ("descent.gif", "descent.png", "descent.csv")


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; the exit status, 2 with one line on stderr for bad input."""
    make_parser, act = COMMANDS.get(arguments[0], WINDOW) if arguments else WINDOW
    given = list(arguments if act is _open_window else arguments[1:])
    if act is _loss and given and given[0].startswith("-") and given[0] not in ("-h", "--help", "--"):
        given.insert(0, "--")  # a formula may begin with a minus, and is no option then
    asked = make_parser().parse_args(given)
    try:
        return _guarded(act, asked)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone. Python would stumble over that again when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _guarded(act: Callable[[argparse.Namespace], int], asked: argparse.Namespace) -> int:
    # Nothing that is made up to the first picture is garbage: looking for some takes a quarter of the time.
    with uncollected():
        from engine import InputError

    try:
        status = act(asked)
        sys.stdout.flush()
    except InputError as error:
        complain(str(error))
        return BAD_INPUT
    except MemoryError:
        complain("There is not enough memory for this many steps.")
        return BAD_INPUT
    except BrokenPipeError:
        raise
    except Exception as fault:
        # A fault of the program; `python -X dev` shows where.
        if sys.flags.dev_mode:
            raise
        complain(f"This went wrong inside of Fall Line: {type(fault).__name__}: {fault}")
        return UNFORESEEN
    return status


def _open_window(asked: argparse.Namespace) -> int:
    if not has_display():
        return _draw_demonstration(asked.experiment)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends Qt's loop as well, without a word
    with uncollected():
        application = _application()
        from gui.collector import Collector
        from gui.window import MainWindow

        window = MainWindow(asked.experiment)
        window.show()
        application.processEvents()
    Collector(application)
    return application.exec()


def _draw_demonstration(path: Path | None) -> int:
    from engine import SEED_EXPERIMENT, InputError, load

    experiment = load(path) if path else SEED_EXPERIMENT
    print(f"There is no display: drawing {', '.join(DEMO_FILES)} into ./{DEMO}/ instead.", flush=True)
    try:
        DEMO.mkdir(exist_ok=True)
    except OSError as error:
        why = os.strerror(error.errno or 0).lower()
        raise InputError(f"The folder ./{DEMO}/ cannot be made: {why}.") from None
    for name in DEMO_FILES:
        path = DEMO / name
        form = format_of(path)
        assert form is not None
        _write(Request(experiment, experiment.runs(), experiment.steps), form, path)
    return 0


def _export(asked: argparse.Namespace) -> int:
    from engine import InputError, load

    path, form = asked.out
    if why := form.missing():
        raise InputError(why)
    experiment = load(asked.experiment)
    if asked.steps is not None:
        experiment = experiment.replace(steps=asked.steps)
    at = experiment.steps if asked.at is None else asked.at
    if at > experiment.steps:
        raise InputError(f"There is no step {at:,}: the experiment ends with step {experiment.steps:,}.")
    for view in asked.views:
        if why := misfit(view, experiment.loss):
            raise InputError(why)
    request = Request(
        experiment, experiment.runs(), at, asked.size, asked.theme, asked.views, asked.log, asked.fps
    )
    _write(request, form, path)
    return 0


def _write(request: Request, form: Format, path: Path) -> None:
    from engine.files import write_file
    from engine.work import finished

    if form.kind is not Kind.TEXT:
        draw_without_display()
        _application()
    write_file(path, finished(form.write(request)))


def _list(asked: argparse.Namespace) -> int:
    sys.stdout.write(listing(asked.kind, asked.json))
    return 0


def _loss(asked: argparse.Namespace) -> int:
    from engine import criterion, typed_criterion
    from engine.criteria.columns import value_of
    from engine.tables.reading import read_table

    wanted = criterion if asked.criterion.isidentifier() else typed_criterion
    print(repr(value_of(wanted(asked.criterion), read_table(asked.table))))
    return 0


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Fall Line")
    application.setApplicationVersion(VERSION)
    return application


WINDOW: Final = (window_parser, _open_window)
COMMANDS: Final = {
    "export": (export_parser, _export),
    "list": (list_parser, _list),
    "loss": (loss_parser, _loss),
}
