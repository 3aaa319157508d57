"""How an export is to look: the choices that its format has."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from gui.controls.choice import Choice
from gui.controls.number import NumberField
from gui.export.formats import Format, Kind
from gui.export.frames import REST, moments
from gui.export.request import MOST_FPS, SIZES, THEMES, Request, misfit, usual_views

# What is offered side by side, where the loss has the parameters for it.
SHOWN: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("contour", "history"), str(QT_TRANSLATE_NOOP("Options", "Contour and loss per step"))),
    (("contour", "surface"), str(QT_TRANSLATE_NOOP("Options", "Contour and surface"))),
    (("contour",), str(QT_TRANSLATE_NOOP("Options", "Contour"))),
    (("surface", "history"), str(QT_TRANSLATE_NOOP("Options", "Surface and loss per step"))),
    (("surface",), str(QT_TRANSLATE_NOOP("Options", "Surface"))),
    (("contour", "surface", "history"), str(QT_TRANSLATE_NOOP("Options", "Contour, surface and loss"))),
    (("curve", "history"), str(QT_TRANSLATE_NOOP("Options", "Curve and loss per step"))),
    (("curve",), str(QT_TRANSLATE_NOOP("Options", "Curve"))),
    (("contour", "data"), str(QT_TRANSLATE_NOOP("Options", "Contour and data"))),
    (("data", "history"), str(QT_TRANSLATE_NOOP("Options", "Data and loss per step"))),
    (("data",), str(QT_TRANSLATE_NOOP("Options", "Data"))),
    (("history",), str(QT_TRANSLATE_NOOP("Options", "Loss per step"))),
    (("bench",), str(QT_TRANSLATE_NOOP("Options", "Bench"))),
)


class Options(QWidget):
    """Shows the choices that a format has, begun with those of a request, and makes a request of them."""

    changed = Signal()

    def __init__(self, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = request
        steps, loss = request.experiment.steps, request.experiment.loss
        offered = [(views, words) for views, words in SHOWN if not any(misfit(view, loss) for view in views)]
        self._views_of = [views for views, _ in offered]
        self._views = self._choice(*(QCoreApplication.translate("Options", words) for _, words in offered))
        before = request.views if request.views in self._views_of else usual_views(loss)
        self._views.setCurrentIndex(self._views_of.index(before))
        self._theme = self._choice(self.tr("Light"), self.tr("Dark"), self.tr("Print"))
        self._theme.setCurrentIndex(THEMES.index(request.theme))
        self._log = QCheckBox(self.tr("Logarithmic loss"))
        self._log.setChecked(request.log)
        self._log.toggled.connect(self.changed)
        self._width = self._number(request.size[0], *SIZES)
        self._height = self._number(request.size[1], *SIZES)
        self._step = self._number(request.at, 0, steps)
        self._last = self._number(steps, 0, steps)
        self._fps = self._number(request.fps, 1, MOST_FPS)
        self._at = self._step
        self._rows: list[tuple[QLabel, QWidget, set[Kind]]] = []
        self._lay_out()

    def _lay_out(self) -> None:
        size = QWidget()
        row = QHBoxLayout(size)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._width, QLabel("×"), self._height):
            row.addWidget(part)
        self._width.setAccessibleName(self.tr("Width in pixels"))
        self._height.setAccessibleName(self.tr("Height in pixels"))
        always = {Kind.FIGURE, Kind.ANIMATION}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        for number, (name, words, field, focus, kinds) in enumerate((
            ("views", self.tr("&Show"), self._views, self._views, always),
            ("theme", self.tr("&Theme"), self._theme, self._theme, always),
            ("log", "", self._log, self._log, always),
            ("width", self.tr("Si&ze in pixels"), size, self._width, always),
            ("step", self.tr("Ste&p"), self._step, self._step, {Kind.FIGURE}),
            ("last", self.tr("&Up to step"), self._last, self._last, {Kind.ANIMATION}),
            ("fps", self.tr("&Frames a second"), self._fps, self._fps, {Kind.ANIMATION}),
        )):  # fmt: skip
            label = QLabel(words)
            label.setBuddy(focus)
            focus.setObjectName(name)
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
            self._rows.append((label, field, kinds))
        grid.setColumnStretch(1, 1)

    def show_format(self, form: Format) -> None:
        """Offer what this format can do."""
        for label, field, kinds in self._rows:
            for part in (label, field):
                part.setVisible(form.kind in kinds)
        self._at = self._step if form.kind is Kind.FIGURE else self._last

    @property
    def error(self) -> str:
        """What is wrong with a number that is typed, in one sentence; empty if nothing."""
        fields = (self._width, self._height, self._step, self._last, self._fps)
        return next((field.error for field in fields if field.error and field.isVisibleTo(self)), "")

    def request(self) -> Request:
        return replace(
            self._request,
            at=_whole(self._at),
            size=(_whole(self._width), _whole(self._height)),
            theme=THEMES[self._theme.currentIndex()],
            views=self._views_of[self._views.currentIndex()],
            log=self._log.isChecked(),
            fps=_whole(self._fps),
        )

    def summary(self) -> str:
        """How large the file's picture is, in one line."""
        request = self.request()
        width, height = request.size
        size = self.tr("{width} × {height} pixels").format(width=f"{width:,}", height=f"{height:,}")
        if self._at is not self._last:
            return size
        frames = len(moments(request.at, request.fps))
        seconds = (frames - 1) / request.fps + REST
        return self.tr("{size}, {frames} frames, {seconds:.1f} seconds").format(
            size=size, frames=f"{frames:,}", seconds=seconds
        )

    def _choice(self, *entries: str) -> Choice:
        choice = Choice()
        for words in entries:
            choice.add_entry(words)
        choice.currentIndexChanged.connect(self.changed)
        return choice

    def _number(self, value: int, low: int, high: int) -> NumberField:
        field = NumberField()
        field.set_allowed(low, high, whole=True)
        field.show_value(value)
        field.value_picked.connect(self.changed)
        field.error_changed.connect(self.changed)
        return field


def _whole(field: NumberField) -> int:
    return int(field.value or 0)
