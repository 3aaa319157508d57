"""Typing an update rule: its equations are checked and typeset as they are typed."""
from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine import OPTIMIZERS, FormulaError, InputError, Rule
from engine.formula.functions import EVERY_FUNCTION
from engine.optimizers.typed import LONGEST_TITLE, TYPED, declared, typed_rule
from gui.controls.choice import Choice
from gui.controls.equations_field import EquationsField
from gui.controls.fault import Fault
from gui.dialogs.hyper_table import HyperTable
from gui.theme import Theme
from gui.typeset import FormulaLabel

SIZE: Final = QSize(920, 560)
# What a rule that begins from nothing begins with.
EXAMPLE: Final = typed_rule("m = mu*m + g\nw = w - lr*m", [declared("mu", 0.9, 0.0, 1.0, high_open=True)])


class RuleEditor(QDialog):
    rule_picked = Signal(object)  # Rule

    def __init__(self, rule: Rule | None, theme: Theme, parent: QWidget) -> None:
        """Begins with a rule: a typed one is edited, one of the registry is copied; None is an example."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Your own rule"))
        self.resize(SIZE)
        self._rule = EXAMPLE
        self._unknown = ""
        self._from = Choice()
        self._from.setAccessibleName(self.tr("Begin with the equations of"))
        self._from.add_entry(self.tr("Begin with…"))
        for each in OPTIMIZERS:
            self._from.add_entry(each.title, each.source)
        self._title = QLineEdit()
        self._title.setAccessibleName(self.tr("Title"))
        self._title.setMaxLength(LONGEST_TITLE)
        self._field = EquationsField()
        self._field.setAccessibleName(self.tr("Equations"))
        self._fault = Fault()
        self._declare = QPushButton()
        self._declare.setAutoDefault(False)
        self._declare.hide()
        self._table = HyperTable()
        self._typeset = FormulaLabel(size=1.35)
        self._told = QLabel()
        self._told.setProperty("role", "hint")
        self._told.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._use = self._buttons.addButton(
            self.tr("Use this rule"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._from.activated.connect(self._begin_with_entry)
        self._title.textEdited.connect(self._check)
        self._field.formula_typed.connect(self._check)
        self._table.edited.connect(self._check)
        self._declare.clicked.connect(self._declare_unknown)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        self._field.set_theme(theme)
        self._fault.set_theme(theme)
        self._table.set_theme(theme)
        self._begin_with(rule or EXAMPLE)

    def _lay_out(self) -> None:
        hint = QLabel(self.tr(
            "w is the point, g the gradient there, t the number of the step, lr the learning rate. A name "
            "that is read before it is assigned is remembered from step to step, from 0."))
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        hint.setToolTip(self.tr("Functions: {names}").format(names=", ".join(sorted(EVERY_FUNCTION))))
        self._title.setPlaceholderText(self.tr("Title"))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._from, 1)
        equations = QLabel(self.tr("Equations, one a line"))
        equations.setBuddy(self._field)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        for part in (equations, self._field, self._fault, self._declare,
                     hint, QLabel(self.tr("Hyperparameters")), self._table):
            left.addWidget(part)
        left.setStretchFactor(self._field, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self._typeset)
        column.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidget(inside)
        scroller.setWidgetResizable(True)
        card = QFrame()
        card.setProperty("role", "card")
        around = QVBoxLayout(card)
        around.addWidget(scroller)
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.addLayout(left, 0, 0, 2, 1)
        grid.addWidget(card, 0, 1)
        grid.addWidget(self._told, 1, 1)
        grid.addWidget(self._buttons, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)

    def _begin_with_entry(self, place: int) -> None:
        if place > 0:
            self._begin_with(OPTIMIZERS[place - 1])
        self._from.setCurrentIndex(0)

    def _begin_with(self, rule: Rule) -> None:
        title = rule.title if rule.name == TYPED else self.tr("My {optimizer}").format(optimizer=rule.title)
        self._title.setText(title[:LONGEST_TITLE])
        self._field.show_formula(rule.text)
        self._table.show_hyper(rule.hyper)
        self._check()

    def _check(self) -> None:
        """Read what is there; what is wrong is said beside it, and the last good equations stay typeset."""
        self._field.unmark()
        sentence, self._unknown = "", ""
        try:
            rule = typed_rule(self._field.toPlainText(), self._table.hyper(),
                              self._title.text().strip() or self.tr("Own rule"))
        except FormulaError as fault:
            self._field.mark_fault(fault)
            sentence = str(fault)
            self._unknown = self._unknown_at(fault)
        except InputError as fault:
            sentence = str(fault)
        else:
            self._rule = rule
            self._show_rule(rule)
        self._use.setEnabled(not sentence)
        self._fault.show_fault(sentence)
        self._declare.setVisible(bool(self._unknown))
        self._declare.setText(self.tr("Declare {name} as a hyperparameter").format(name=self._unknown))

    def _show_rule(self, rule: Rule) -> None:
        self._typeset.show_latex([line.replace(" = ", " &= ", 1) for line in rule.latex])
        words = [self.tr("Gradients a step: {count}.").format(count=rule.evaluations)]
        if rule.program.memory:
            words.insert(0, self.tr("Remembers {names}.").format(names=", ".join(rule.program.memory)))
        self._told.setText(" ".join(words))

    def _unknown_at(self, fault: FormulaError) -> str:
        """The name that a fault is about, if declaring it as a hyperparameter would mend it."""
        name = self._field.toPlainText()[fault.start:fault.end]
        if not re.fullmatch(r"[^\W\d_]\w*", name):
            return ""
        try:
            hyper = (*self._table.hyper(), declared(name, 1.0))
            typed_rule(self._field.toPlainText(), hyper)
        except FormulaError as next_fault:
            return name if next_fault.start != fault.start else ""
        except InputError:
            return ""
        return name

    def _declare_unknown(self) -> None:
        self._table.declare(self._unknown)

    def _take(self) -> None:
        self._check()
        if self._use.isEnabled():
            self.accept()
            self.rule_picked.emit(self._rule)
