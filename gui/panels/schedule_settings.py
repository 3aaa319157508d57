"""How a racer's learning rate changes over the run: picked or typed, with its course as a small plot."""
from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine import SCHEDULES, FormulaError, InputError, Schedule
from engine.optimizers.fork import rate_formula
from engine.schedules import WARMUP, WARMUP_START, named_schedule, typed_schedule
from gui.controls.choice import Choice
from gui.controls.fault import Fault
from gui.controls.formula_field import FormulaField
from gui.controls.rate_plot import RatePlot
from gui.panels.hyper_row import HyperRow
from gui.theme import LIGHT, Theme

CONSTANT = named_schedule("constant")


class ScheduleSettings(QWidget):
    schedule_picked = Signal(object)  # Schedule, or None where the rate stays what it is

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._colour = LIGHT, LIGHT.accent
        self._schedule = CONSTANT
        self._rate = 0.0
        self._choice = Choice()
        self._choice.setAccessibleName(self.tr("Schedule"))
        for schedule in SCHEDULES:
            self._choice.add_entry(schedule.title, schedule.source)
        self._own = self._choice.add_entry(
            self.tr("Your own formula…"), self.tr("Type the learning rate as a formula of the step t."))
        self._field = FormulaField()
        self._field.setAccessibleName(self.tr("Formula of the learning rate"))
        self._fault = Fault()
        self._hint = QLabel(self.tr("lr0 is the rate set above, t counts the steps from 1, "
                                    "steps is the length of the run."))
        self._hint.setProperty("role", "hint")
        self._hint.setWordWrap(True)
        self._plot = RatePlot()
        self._rows: dict[str, HyperRow] = {}
        self._rows_column = QVBoxLayout()
        self._rows_column.setSpacing(10)
        title = QLabel(self.tr("Schedule of the learning rate"))
        title.setBuddy(self._choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (title, self._choice, self._field, self._fault, self._hint, self._plot):
            column.addWidget(part)
        column.addLayout(self._rows_column)
        self._choice.activated.connect(self._pick_entry)
        self._field.formula_typed.connect(self._check)
        self._make_rows()
        self._show()

    def show_schedule(self, schedule: Schedule | None, rate: float, steps: int) -> None:
        """The schedule of a racer, the rate that is set, and the length of the run."""
        shown = schedule or CONSTANT
        changed, other_rows = shown != self._schedule, shown.hyper != self._schedule.hyper
        self._schedule, self._rate = shown, rate
        if other_rows:
            self._make_rows()
        if changed:
            self._show()
        self._plot.show_schedule(shown, rate, steps)

    def show_step(self, step: int) -> None:
        self._plot.show_step(step)

    def set_theme(self, theme: Theme, colour: str) -> None:
        """`colour` is that of the racer, as "#rrggbb"."""
        self._theme, self._colour = theme, colour
        self._plot.set_theme(theme, colour)
        self._field.set_theme(theme)
        self._fault.set_theme(theme)
        for row in self._rows.values():
            row.set_theme(theme)

    def _make_rows(self) -> None:
        for row in self._rows.values():
            self._rows_column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {hyper.name: HyperRow(hyper) for hyper in self._schedule.hyper}
        for name, row in self._rows.items():
            row.value_picked.connect(partial(self._pick_value, name))
            row.set_theme(self._theme)
            self._rows_column.addWidget(row)

    def _show(self) -> None:
        schedule = self._schedule
        is_typed = not schedule.name
        names = [each.name for each in SCHEDULES]
        self._choice.setCurrentIndex(self._own if is_typed else names.index(schedule.name))
        if schedule.equations != self._field.toPlainText():
            self._field.show_formula(schedule.equations)
        self._fault.show_fault("")
        for part in (self._field, self._hint):
            part.setVisible(is_typed)
        for name, row in self._rows.items():
            row.show_value(schedule.value(name))
        # Without a warm-up there is nothing that it could start from.
        self._rows[WARMUP_START.name].setVisible(schedule.value(WARMUP.name) > 0)

    @property
    def _warmup(self) -> dict[str, float]:
        """Stays in front of whatever schedule is picked."""
        return {name: self._schedule.value(name) for name in (WARMUP.name, WARMUP_START.name)}

    def _pick_entry(self, place: int) -> None:
        if place != self._own:
            self._take(SCHEDULES[place].replace(**self._warmup))
        elif self._schedule.name:
            formula = rate_formula(self._schedule.replace(**{WARMUP.name: 0.0}))
            self._take(typed_schedule(formula).replace(**self._warmup))
            self._field.setFocus()
            self._field.selectAll()

    def _check(self, formula: str) -> None:
        self._field.unmark()
        self._fault.show_fault("")
        try:
            schedule = typed_schedule(formula).replace(**self._warmup)
        except FormulaError as fault:
            self._field.mark_fault(fault)
            self._fault.show_fault(str(fault))
        else:
            self._take(schedule)

    def _pick_value(self, name: str, value: float) -> None:
        try:
            self._take(self._schedule.replace(**{name: value}))
        except InputError as fault:
            self._fault.show_fault(str(fault))

    def _take(self, schedule: Schedule) -> None:
        self.schedule_picked.emit(None if schedule == CONSTANT else schedule)
