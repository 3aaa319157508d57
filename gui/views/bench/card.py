"""The card of one criterion: which one it is, what it makes of the samples, and what it teaches."""
from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine import Criterion, Hyper
from engine.formula.notation import number_text as exact_text
from gui.controls.criterion_settings import CriterionSettings
from gui.controls.fault import Fault
from gui.controls.field_row import FieldRow
from gui.controls.hyper import HyperField, explanation
from gui.controls.marker import marker_icon
from gui.controls.symbol import symbol_text
from gui.icons import icon
from gui.theme import LIGHT, Theme
from gui.views.bench.chooser import Chooser
from gui.views.bench.costs import Costs
from gui.views.bench.criterion_curves import CriterionCurves
from gui.views.bench.windows import Window
from gui.views.canvas.numerals import compact_text

DIGITS: Final = 6
FIELD_WIDTH: Final = 56  # pixels
LARGE: Final = 1.7  # ems of the value, in those of the text


class CriterionCard(QFrame):
    """Asks for another criterion, other samples, to be removed, or to be the one that is looked at."""

    criterion_picked = Signal(object)
    samples_requested = Signal()    # such as the criterion admits
    removed = Signal()
    focus_picked = Signal()
    sample_picked = Signal(int)

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        """`place` is the criterion's number, from 0."""
        super().__init__(parent)
        self._place = place
        self._theme = LIGHT
        self._is_focus = False
        self.setObjectName("criterion")
        self.setMinimumWidth(176)
        self._look_at = self._button(self.tr("Show the pieces of this criterion"))
        self._look_at.setCheckable(True)
        self._look_at.clicked.connect(self._press)
        self._remove = self._button(self.tr("Remove this criterion"))
        self._remove.clicked.connect(self.removed)
        self.chooser = Chooser()
        self._hyper = CriterionSettings(_row_of)
        for part in (self.chooser, self._hyper):
            part.criterion_picked.connect(self.criterion_picked)
        self._value = QLabel()
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._fault = Fault()
        self._fitting = QPushButton(self.tr("Take samples that fit"))
        self._fitting.clicked.connect(self.samples_requested)
        self.curves = CriterionCurves(place)
        self.curves.sample_picked.connect(self.sample_picked)
        self._teaches = QLabel()
        self._teaches.setProperty("role", "hint")
        self._teaches.setWordWrap(True)
        self._teaches.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._look_at)
        head.addWidget(self.chooser.choice, 1)
        head.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        figures = QHBoxLayout()
        figures.setSpacing(4)
        figures.addWidget(self._value, 1, Qt.AlignmentFlag.AlignTop)
        figures.addWidget(self._hyper)
        column.addWidget(self.chooser)
        column.addLayout(figures)
        for part in (self._fault, self._fitting):
            column.addWidget(part)
        column.addWidget(self.curves, 1)
        column.addWidget(self._teaches)
        for quiet in (self._value, self._teaches, *(plot.viewport() for plot in self.curves.plots)):
            quiet.installEventFilter(self)

    def show_costs(self, costs: Costs, window: Window) -> None:
        """Show the criterion of this card's number, its curves in this window."""
        criterion, account = costs.bench.criteria[self._place], costs.account(self._place)
        self._is_focus = costs.focus == self._place
        self._look_at.setChecked(self._is_focus)
        for button, words in ((self._look_at, self.tr("Show the pieces of {criterion}")),
                              (self._remove, self.tr("Remove {criterion}"))):
            button.setAccessibleName(words.format(criterion=criterion.title))
        self._remove.setHidden(len(costs.bench.criteria) == 1)
        self.chooser.show_criterion(criterion)
        self._hyper.show_criterion(criterion)
        self._value.setHidden(account is None)
        self._fitting.setHidden(account is not None or not criterion.name)
        self._fault.show_fault(costs.refusal(self._place))
        if account is not None:
            self._value.setText(compact_text(account.value, DIGITS))
            self._value.setToolTip(f"L = {exact_text(account.value)}")
            self._value.setAccessibleName(f"{criterion.title}: {self._value.text()}")
        self._teaches.setText(self._lesson(criterion))
        self.curves.show_costs(costs, window)
        self._dress()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._look_at.setIcon(marker_icon(theme.look(self._place)))
        self._remove.setIcon(icon("remove", theme.muted))
        for part in (self.chooser, self._hyper, self._fault, self.curves):
            part.set_theme(theme)
        self._dress(anew=True)

    def _press(self) -> None:
        self._look_at.setChecked(True)  # it is released by another one
        self.focus_picked.emit()

    def _lesson(self, criterion: Criterion) -> str:
        return " ".join(filter(None, (criterion.no_slope, criterion.teaches)))

    def _dress(self, anew: bool = False) -> None:
        """The card that is looked at has an edge in its colour."""
        theme, colour = self._theme, self._theme.look(self._place).colour
        if not anew and self.property("looked_at") == self._is_focus:
            return
        self.setProperty("looked_at", self._is_focus)
        edge = f"2px solid {colour}" if self._is_focus else f"1px solid {theme.border}"
        inset = 0 if self._is_focus else 1
        self.setStyleSheet(f"#criterion {{ background: {theme.card}; border: {edge}; border-radius: 8px; "
                           f"padding: {inset}px; }}")
        size = LARGE * self.font().pointSizeF()
        self._value.setStyleSheet(f"color: {colour}; font-size: {size:.1f}pt; font-weight: bold;")

    def _button(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setIconSize(QSize(14, 14))
        button.setStyleSheet("QToolButton { padding: 3px 1px; }")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(words)
        return button

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.focus_picked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on anything that is no control looks at the card."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.focus_picked.emit()
        return False


def _row_of(hyper: Hyper) -> FieldRow:
    field = HyperField(hyper)
    field.setFixedWidth(FIELD_WIDTH)
    return FieldRow(symbol_text(hyper.name), explanation(hyper), field)
