"""The formula above a figure."""

from __future__ import annotations

from concurrent.futures import TimeoutError as NotYet
from functools import cached_property

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgRenderer

from engine import Fit, InputError, Loss
from engine.bench import Bench
from engine.formula.notation import number_latex
from gui.theme import Theme
from gui.typeset import plain_text
from gui.typeset.outlines import EM, request

SIZE = 17.0  # an em of the formula
# A formula that must be drawn smaller than this share of its size gives way to the name of the loss.
SMALLEST = 0.6
GAP = 12.0  # between a title and the formula behind it


class Heading:
    """A loss typeset; the same as text until that is done, which takes a moment in another thread.

    Of a fit it is the title with the formula of the model: that of the loss would not leave room for either.
    Of a bench it is its first criterion, and the value of that.
    """

    def __init__(self, shown: Loss | Bench, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self._font = font
        self._title = shown.title if isinstance(shown, Fit) else ""
        if isinstance(shown, Bench):
            self._latex, self._name = _value_latex(shown), shown.criteria[0].title
        else:
            self._latex = shown.model.latex() if isinstance(shown, Fit) else shown.formula_latex
            self._name = shown.title or f"L({', '.join(shown.parameters)})"
        self._answer = request(self._latex)

    @property
    def text(self) -> str:
        """The formula on one line."""
        return plain_text(self._latex)

    def wait(self, seconds: float) -> bool:
        """Give the typesetting so much time; whether the heading is now as it will stay."""
        try:
            self._answer.exception(seconds)
        except NotYet:
            return False
        return True

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """Draw at the left of `place`, in the middle of its height."""
        if self._title:
            self._write(painter, place, self._title)
            taken = QFontMetricsF(self._font).horizontalAdvance(self._title) + GAP
            place = place.adjusted(min(taken, place.width()), 0.0, 0.0, 0.0)
        if self._answer.done() and not self._answer.exception():
            scale = min(1.0, place.width() / self._size.width(), place.height() / self._size.height())
            if scale >= SMALLEST:
                size = self._size * scale
                top = place.center().y() - size.height() / 2
                self._drawing.render(painter, QRectF(place.left(), top, size.width(), size.height()))
                return
        self._draw_words(painter, place)

    @property
    def _size(self) -> QSizeF:
        formula = self._answer.result()
        return QSizeF(formula.width, formula.ascent + formula.descent) * (SIZE / EM)

    @cached_property
    def _drawing(self) -> QSvgRenderer:
        return QSvgRenderer(QByteArray(self._answer.result().svg(self._theme.text, SIZE)))

    def _draw_words(self, painter: QPainter, place: QRectF) -> None:
        words = self.text
        if QFontMetricsF(self._font).horizontalAdvance(words) > place.width():
            words = "" if self._title else self._name
        self._write(painter, place, words)

    def _write(self, painter: QPainter, place: QRectF, words: str) -> None:
        metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width()),
        )


def _value_latex(bench: Bench) -> str:
    """The loss by the first criterion; without its value if it does not admit the samples."""
    criterion = bench.criteria[0]
    try:
        return f"{criterion.value_latex} = {number_latex(bench.account(criterion).value)}"
    except InputError:
        return criterion.value_latex
