"""Lines under the samples: how the loss is made up, which batch comes, and coefficients in their units."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine import Fit, Run
from engine.losses.loss import Point
from gui.controls.elided import ElidedLabel
from gui.controls.symbol import symbol_text
from gui.views.canvas.numerals import number_text

DIGITS = 4


class Captions(QWidget):
    """Hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = QLabel(self.tr("standardised"))
        self._badge.setProperty("role", "badge")
        self._badge.setToolTip(self.tr("The model sees each feature less its mean, divided by its standard "
                                       "deviation; the plot shows the features as they are."))
        self._units, self._parts, self._batch = (_hint() for _ in range(3))
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._units, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 0)
        column.setSpacing(2)
        column.addLayout(first)
        column.addWidget(self._parts)
        column.addWidget(self._batch)
        self.hide()

    def show_fit(self, fit: Fit | None) -> None:
        """Make room for what there is to say about a fit."""
        scaled = fit is not None and fit.standardise
        for part, shown in (
            (self._badge, scaled), (self._units, scaled),
            (self._parts, fit is not None and not fit.penalty.is_none),
            (self._batch, fit is not None and fit.is_stochastic),
        ):
            part.setVisible(shown)
        self.setVisible(any(not part.isHidden() for part in (self._badge, self._parts, self._batch)))

    def show_step(self, fit: Fit, run: Run, step: int, point: Point) -> None:
        """Speak of the racer of this run after so many steps, at this point."""
        if not self._units.isHidden():
            _say(self._units, self._in_units(fit, point))
        if not self._parts.isHidden():
            _say(self._parts, self._made_up(fit, float(run.losses[step]), run.points[step].tolist()))
        if not self._batch.isHidden():
            _say(self._batch, self._of_batch(fit, step))

    def _in_units(self, fit: Fit, point: Point) -> str:
        original = fit.original(point)
        if original is None:
            return self.tr("This model has no coefficients in the units of the data.")
        named = zip(fit.parameters, original, strict=True)
        return self.tr("in units of the data: {numbers}").format(
            numbers=", ".join(f"{symbol_text(name)} = {number_text(value, DIGITS)}" for name, value in named))

    def _made_up(self, fit: Fit, loss: float, point: list[float]) -> str:
        penalty = fit.penalty.value(point)
        return self.tr("loss {loss} = data {data} + penalty {penalty}").format(
            loss=number_text(loss, DIGITS), data=number_text(loss - penalty, DIGITS),
            penalty=number_text(penalty, DIGITS))

    def _of_batch(self, fit: Fit, step: int) -> str:
        batches, coming = fit.batches, step + 1
        first = batches.place(coming) * batches.size + 1
        last = min(first + batches.size - 1, batches.count)
        samples = self.tr("sample {first}") if first == last else self.tr("samples {first} to {last}")
        samples = samples.format(first=f"{first:,}", last=f"{last:,}")
        words = self.tr("epoch {epoch}, step {place} of {count}: {samples} of its order")
        return words.format(
            epoch=f"{batches.epoch(coming) + 1:,}", place=f"{batches.place(coming) + 1:,}",
            count=f"{batches.in_epoch:,}", samples=samples)


def _hint() -> ElidedLabel:
    # Elided, not wrapped: the plot must not change its size while numbers change.
    label = ElidedLabel()
    label.setProperty("role", "hint")
    return label


def _say(label: ElidedLabel, words: str) -> None:
    label.setText(words)
    label.setToolTip(words)
