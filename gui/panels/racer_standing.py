"""How a racer stands at the step that is shown: the list of racers is the legend of every plot."""
from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine import Racer, Run
from engine.curvature import bent_like, curvature_at
from engine.diagnosis import Kind
from engine.stability import limit_at
from gui.controls.number import number_text

DIGITS = 5
_GAP = 3  # pixels above the status

_ROLES = {Kind.GOOD: "good", Kind.NEUTRAL: "hint", Kind.WARNING: "warning", Kind.BAD: "error"}


class Standing(NamedTuple):
    """The loss at a step, the lowest up to it, and how many gradients were computed on the way.

    `limit` is the learning rate above which the racer would be thrown out of a valley bent like the place
    where it is; None where there is no valley, or the rule has no such limit.
    """

    loss: float
    best: float
    evaluations: int
    limit: float | None = None


def standing(run: Run, step: int) -> Standing:
    """How a run stands at a step, or at its last row."""
    step = min(step, run.last)
    losses = run.losses[:step + 1]
    here = curvature_at(bent_like(run.loss), tuple(run.points[step].tolist()))
    limit = limit_at(run.racer, here.sharpest) if here and here.sharpest > 0.0 else None
    return Standing(float(losses[-1]), float(losses.min()), step * _evaluations(run.racer), limit)


@lru_cache(maxsize=64)
def _evaluations(racer: Racer) -> int:
    """Counted once for each racer: it is asked for at every step."""
    return racer.evaluations


class RacerStanding(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        self._numbers: list[QLabel] = []
        for column, (words, tip) in enumerate((
            (self.tr("loss"), self.tr("Loss at the step that is shown")),
            (self.tr("best"), self.tr("Lowest loss up to the step that is shown")),
            (self.tr("gradients"), self.tr("How many gradients were computed up to the step that is shown")),
        )):
            title, number = QLabel(words), QLabel()
            title.setProperty("role", "hint")
            for row, label in enumerate((title, number)):
                label.setToolTip(tip)
                grid.addWidget(label, row, column)
            grid.setColumnStretch(column, 1)
            self._numbers.append(number)
        self._status = QLabel()
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setWordWrap(True)
        self._status.hide()
        grid.setRowMinimumHeight(2, _GAP)
        grid.addWidget(self._status, 3, 0, 1, 3)

    def show_standing(self, reached: Standing) -> None:
        texts = (_rounded(reached.loss), _rounded(reached.best), f"{reached.evaluations:,}")
        for label, text in zip(self._numbers, texts, strict=True):
            if label.text() != text:
                label.setText(text)

    def show_status(self, kind: Kind, sentence: str) -> None:
        """How the racer is doing, in words; an empty sentence when there is nothing to say."""
        if sentence == self._status.text() and self._status.property("role") == _ROLES[kind]:
            return
        self._status.setText(sentence)
        self._status.setVisible(bool(sentence))
        if self._status.property("role") != _ROLES[kind]:
            self._status.setProperty("role", _ROLES[kind])
            self._status.style().polish(self._status)


def _rounded(value: float) -> str:
    return number_text(float(f"{value:.{DIGITS}g}")).replace("-", "−")
