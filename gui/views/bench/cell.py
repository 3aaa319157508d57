"""How the number in a cell is written: with as many digits as the cell has room for."""
from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.views.bench.model import DIGITS, NUMBER, Index
from gui.views.canvas.numerals import MINUS, compact_text, scientific_text

SPARE: Final = 2  # pixels, for what the metrics round


class NumberCell(QStyledItemDelegate):
    """An ellipsis would make another number of it: "1.53…" might be a million."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        number, given = index.data(NUMBER), option
        if number is None:
            return
        style = given.widget.style()
        # The style keeps this clear on both sides of a text.
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, given.widget) + 1
        given.text = next(
            (text for text in (given.text, *shorter_texts(number))
             if given.fontMetrics.horizontalAdvance(text) <= given.rect.width() - 2 * margin - SPARE),
            shorter_texts(number)[-1])


def shorter_texts(number: float) -> list[str]:
    """Ways to write a number, one shorter than the other: "−123456", "−1.23×10⁵", "−1e5"."""
    texts = [compact_text(number, DIGITS).replace(",", "")]
    texts += [write(number, digits) for write in (compact_text, scientific_text)
             for digits in range(DIGITS, 0, -1)]
    mantissa, exponent = f"{number:.0e}".split("e")
    return [*texts, f"{mantissa}e{int(exponent)}".replace("-", MINUS, 1)]
