"""A widget that shows formulas."""
from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import Future

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontInfo,
    QGuiApplication,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QWidget

from gui.typeset.layout import Layout, arrange, split
from gui.typeset.outlines import Formula, request
from gui.typeset.part import Part
from gui.typeset.plain import plain_text

TO_TEXT = 1.35  # an em of a formula, in ems of the text beside it: the face of the formulas is small
POLL_MS = 10
PATIENCE_MS = 150  # how long the formulas before may stay while the next ones are typeset
REST_MS = 300  # how long formulas must stand still to be typeset, once they came too fast for it
FIRST_MS = 50  # from the first paint of the widget to asking for the first formula
BAND = 0.16  # how much of the colour a band behind lines has
ROUNDING = 4  # pixels
FADE = 1.5  # ems over which a line that is too long fades out


class FormulaLabel(QWidget):
    """Lines of mathematics, typeset while the window goes on.

    A line is LaTeX. It may carry alignment marks `&=`, as in LaTeX's aligned: each = after a first mark
    stands below the others, and what follows a further mark goes on a row of its own where it does not
    fit beside the part before. An empty line is a little space.

    Formulas are asked for after the first paint. Until they are there, and whenever lines come faster than
    they can be typeset, the same mathematics is shown as text, in the same face and place.
    """

    def __init__(self, parent: QWidget | None = None, *, size: float = TO_TEXT) -> None:
        """`size`: an em of the formulas, in ems of this widget's font."""
        super().__init__(parent)
        self._size = size
        self._lines: tuple[str, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._wanted: list[list[Part]] = []
        self._shown: list[list[Part]] = []
        self._asked: dict[str, Future[Formula]] = {}
        self._painted = False
        self._hurried = False
        self._is_cut = False
        self._marked = range(0)
        self._picture: QPixmap | None = None
        self._since_asked = QElapsedTimer()
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._ask)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_latex(self, lines: Sequence[str], texts: Sequence[str] = (), *, hurried: bool = False) -> None:
        """Show these lines. `texts` says them in plain text, for copying and for reading aloud.

        `hurried` means that others will follow at once: then they are not typeset until they rest.
        """
        self._texts = tuple(texts or map(plain_text, filter(None, lines)))
        self.setAccessibleName("; ".join(filter(None, self._texts)))
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        known = {part.latex: part for line in self._wanted for part in line}
        self._wanted = [[known.get(latex) or Part(latex) for latex in split(line)] for line in lines]
        self._hurried |= hurried or bool(self._asked)
        self._withdraw()
        if self._hurried or not self._painted or not self._shown:
            self._show()
        if self._hurried:
            self._rest.start(REST_MS)
        elif self._painted:
            self._ask()

    def mark_lines(self, lines: range) -> None:
        """Lay a band of colour behind these lines, counted from 0."""
        if lines != self._marked:
            self._marked = lines
            self._redraw()

    def area_of(self, lines: range) -> QRect:
        """Where these lines are, as wide as the widget; empty if there are none."""
        layout, em = self._arranged(self.width()), self._em()
        height = layout.height * em
        top = max(0.0, (self.height() - height) / 2)
        spans = [(place.y - extent.ascent, place.y + extent.descent) for place in layout.places
                 if place.line in lines
                 for extent in (self._shown[place.line][place.part].extent(),)]
        if not spans:
            return QRect()
        above, below = min(span[0] for span in spans), max(span[1] for span in spans)
        scale = layout.scale * em
        return QRect(0, math.floor(top + above * scale), self.width(), math.ceil((below - above) * scale))

    @property
    def is_typeset(self) -> bool:
        """Whether what is seen is the newest lines, and no better picture of them is coming."""
        return self._painted and self._shown is self._wanted and not (
            self._asked or self._rest.isActive() or self._hurried)

    def text(self) -> str:
        return "\n".join(self._texts)

    def latex(self) -> str:
        """The lines as LaTeX that can be pasted into a document."""
        rows = []
        for first, *others in map(split, filter(None, self._lines)):
            rows.append(" &".join((first, *others[:1])).strip())
            rows.extend(f"&{other}" for other in others[1:])
        body = " \\\\\n".join(rows)
        return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}" if "&=" in body else body

    def copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def copy_latex(self) -> None:
        QGuiApplication.clipboard().setText(self.latex())

    # Typesetting: a timer looks whether the answers are there, so no other thread touches a widget.

    def _ask(self) -> None:
        self._asked = {part.latex: request(part.latex)
                       for line in self._wanted for part in line if part.latex and part.formula is None}
        self._since_asked.start()
        self._look()

    def _look(self) -> None:
        if all(answer.done() for answer in self._asked.values()):
            for part in (part for line in self._wanted for part in line if part.latex in self._asked):
                answer = self._asked[part.latex]
                part.formula = None if answer.exception() else answer.result()
            self._asked = {}
            self._poll.stop()
            self._hurried = False
            self._show()
            return
        if self._since_asked.elapsed() > PATIENCE_MS and self._shown is not self._wanted:
            self._hurried = True
            self._show()
        self._poll.start()

    def _withdraw(self) -> None:
        for answer in self._asked.values():
            answer.cancel()
        self._asked = {}
        self._poll.stop()

    def _show(self) -> None:
        self._shown = self._wanted
        self.updateGeometry()
        self._redraw()

    # Geometry

    def sizeHint(self) -> QSize:
        layout = self._arranged(math.inf)
        return self._pixels(layout.width, layout.height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(self._pixels(6.0, 1.0))

    def heightForWidth(self, width: int) -> int:
        return self._pixels(0.0, self._arranged(width).height).height()

    def _em(self) -> float:
        return self._size * QFontInfo(self.font()).pixelSize()

    def _pixels(self, width: float, height: float) -> QSize:
        em = self._em()
        return QSize(math.ceil(width * em), math.ceil(height * em))

    def _arranged(self, width: float) -> Layout:
        return arrange([[part.extent() for part in line] for line in self._shown], width / self._em())

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._painted:
            self._painted = True
            self._rest.start(FIRST_MS)
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._drawn(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _drawn(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        layout, em, colour = self._arranged(self.width()), self._em(), self.palette().windowText().color()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        area = QStyle.alignedRect(self.layoutDirection(), left,
                                  self._pixels(min(layout.width, self.width() / em), layout.height),
                                  self.rect())
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_band(painter)
        for place in layout.places:
            origin = QPointF(area.x() + place.x * layout.scale * em, area.y() + place.y * layout.scale * em)
            # On a whole row of pixels a baseline is sharp.
            origin.setY(round(origin.y() * ratio) / ratio)
            self._shown[place.line][place.part].draw(painter, origin, layout.scale * em, colour)
        if is_cut := layout.width * em > self.width() + 1:
            fade = QLinearGradient(self.width() - FADE * em, 0, self.width(), 0)
            fade.setColorAt(0, colour)
            fade.setColorAt(1, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
            painter.fillRect(self.rect(), fade)
        painter.end()
        if is_cut or self._is_cut:
            self.setToolTip(self.text() if is_cut else "")
        self._is_cut = is_cut
        return picture

    def _draw_band(self, painter: QPainter) -> None:
        area = self.area_of(self._marked)
        if not area.isEmpty():
            colour = self.palette().highlight().color()
            colour.setAlphaF(BAND)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(area, ROUNDING, ROUNDING)

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        self._redraw()
        super().changeEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Copy as text"), self.copy_text)
        menu.addAction(self.tr("Copy LaTeX"), self.copy_latex)
        menu.popup(event.globalPos())


def _preview() -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    label = FormulaLabel()
    label.show_latex((r"w_{8} &= w_{7} - \eta \cdot \frac{dL}{dw}",
                      r"&= 1.0486 - 0.1 \times 2.0972 &= 0.8389"))
    label.show()
    app.exec()


if __name__ == "__main__":
    _preview()
