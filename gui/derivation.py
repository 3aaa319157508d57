"""Derivatives of typed losses, found in a thread: sympy may take its time, the window may not."""
from __future__ import annotations

from concurrent.futures import Future
from functools import cache
from threading import Lock, Thread

from PySide6.QtCore import QObject, QTimer, Signal

from engine import FormulaError, Loss
from gui.background import gently, uncollected

POLL_MS = 10

_turn = Lock()  # one derivation at a time


class Derivation(QObject):
    """Takes one request at a time: a newer one takes the place of those that still wait.

    `found` hands over the loss when all that the window asks of it is computed and kept in the engine's
    caches, so that no question put to it afterwards holds the window up.
    """

    found = Signal(object)      # Loss
    refused = Signal(object)    # FormulaError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer: Future[Loss] = Future()
        # A timer looks for the answer, so that no other thread touches what belongs to the window.
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)

    def ask(self, loss: Loss) -> None:
        self._answer.cancel()
        self._answer = Future()
        # A daemon: a formula that sympy cannot finish does not keep the program from closing.
        Thread(target=_derive, args=(loss, self._answer), name="derivation", daemon=True).start()
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
            loss = self._answer.result()
        except FormulaError as fault:
            self.refused.emit(fault)
        else:
            self.found.emit(loss)


def _derive(loss: Loss, answer: Future[Loss]) -> None:
    with _turn:
        if not answer.set_running_or_notify_cancel():
            return
        try:
            with gently():
                _compute(loss)
        except FormulaError as fault:
            answer.set_exception(fault)
        # sympy raises whatever its algorithms run into, down to RecursionError.
        except Exception:
            sentence = "The derivative of this formula cannot be found."
            answer.set_exception(FormulaError(sentence, 0, len(loss.text)))
        else:
            answer.set_result(loss)


def _compute(loss: Loss) -> None:
    _load_sympy()
    _ = loss.gradient_latex
    points = [loss.start]
    _ = loss.gist
    for quantity in (loss.value, loss.gradient, loss.hessian):
        quantity(points)
    loss.at(loss.start)


@cache
def _load_sympy() -> None:
    with uncollected():
        import sympy  # noqa: F401, loaded here for the engine
