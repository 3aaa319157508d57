"""Losses and criteria made in a thread: derivatives and many samples take their time, the window may not."""
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from threading import Lock, Thread

from PySide6.QtCore import QObject, QTimer, Signal

from engine import Criterion, FormulaError, InputError, Loss
from gui.background import gently, uncollected

POLL_MS = 10
WHOLE = 2**31  # where a fault ends that the whole of a formula has

_turn = Lock()  # one loss at a time


class Derivation(QObject):
    """Takes one request at a time: a newer one takes the place of those that still wait.

    `found` hands over what was made when all that the window asks of it is computed and kept by the engine,
    so that no question put to it afterwards holds the window up.
    """

    found = Signal(object)      # Loss or Criterion
    refused = Signal(object)    # InputError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer: Future[Loss | Criterion] = Future()
        # A timer looks for the answer, so that no other thread touches what belongs to the window.
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)

    def ask(self, typed: Loss | Criterion) -> None:
        """Ask for the derivatives of a typed loss or criterion."""
        self.make(lambda: typed, by_sympy=True)

    def make(self, work: Callable[[], Loss | Criterion], by_sympy: bool = False) -> None:
        """Ask for what some work makes, with derivatives of something typed if `by_sympy`."""
        self._answer.cancel()
        self._answer = Future()
        # A daemon: a formula that sympy cannot finish does not keep the program from closing.
        Thread(target=_derive, args=(work, by_sympy, self._answer), name="derivation", daemon=True).start()
        self._poll.start()

    def forget(self) -> None:
        """Answer none of the requests made so far."""
        self._answer.cancel()
        self._poll.stop()

    def _look(self) -> None:
        if not self._answer.done():
            return
        self._poll.stop()
        try:
            made = self._answer.result()
        except InputError as fault:
            self.refused.emit(fault)
        else:
            self.found.emit(made)


def _derive(work: Callable[[], Loss | Criterion], by_sympy: bool, answer: Future[Loss | Criterion]) -> None:
    with _turn:
        if not answer.set_running_or_notify_cancel():
            return
        try:
            with gently():
                if by_sympy:
                    load_sympy()
                made = work()
                _compute(made)
        except InputError as fault:
            answer.set_exception(fault)
        # sympy raises whatever its algorithms run into, down to RecursionError.
        except Exception:
            answer.set_exception(FormulaError("The derivative of this formula cannot be found.", 0, WHOLE))
        else:
            answer.set_result(made)


def _compute(made: Loss | Criterion) -> None:
    if isinstance(made, Criterion):
        made.piece_slope(0.0, 0.0)
        return
    _ = made.gradient_latex
    points = [made.start]
    for quantity in (made.value, made.gradient, made.hessian):
        quantity(points)
    made.at(made.start)
    # A loss on data computes these once, when it is first compared or sketched.
    _ = hash(made), made.gist, made.form


@cache
def load_sympy() -> None:
    """Load it for the engine, which would at the first derivative, and stop the window for a while."""
    with uncollected():
        import sympy  # noqa: F401
