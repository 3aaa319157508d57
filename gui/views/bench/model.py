"""The samples as the rows of a table."""
from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from engine.bench import Account, Bench
from gui.controls.number import number_text as exact_text
from gui.controls.number import read_number
from gui.views.bench.costs import Costs
from gui.views.canvas.numerals import MINUS, compact_text

TRUTH, PREDICTION, ERROR, PIECE, SHARE, SLOPE, PULL = range(7)
DIGITS, SLOPE_PLACES = 4, 3
LONGEST: Final = 7  # characters of a number that is shown with all its digits
Role = Qt.ItemDataRole
NUMBER: Final = Role.UserRole  # the role of what a cell says, as a number
Index = QModelIndex | QPersistentModelIndex


class SampleModel(QAbstractTableModel):
    """True value and prediction can be changed; the rest follows from the criterion in focus."""

    bench_picked = Signal(object, str)
    refused = Signal(str)   # one sentence; empty when there is nothing wrong any more

    def __init__(self, costs: Costs) -> None:
        super().__init__()
        self._costs = costs
        self._names = (
            (self.tr("y"), self.tr("True value")),
            (self.tr("p"), self.tr("Prediction")),
            (self.tr("p − y"), self.tr("Error: prediction less true value")),
            (self.tr("piece"), self.tr("What the sample adds before the mean is taken")),
            (self.tr("share"), self.tr("Its share of the loss")),
            (self.tr("dL/dp"), self.tr("Slope of the loss in this prediction")),
            (self.tr("pull"), self.tr("Its share of the gradient")),
        )

    def show_costs(self, costs: Costs) -> None:
        """Show these samples; rows stay where their number does."""
        before = self._costs
        self._costs = costs
        if len(before.bench) != len(costs.bench):
            self.beginResetModel()
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(len(costs.bench) - 1, PULL))

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, as Qt has it
        return 0 if parent.isValid() else len(self._costs.bench)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, as Qt has it
        return 0 if parent.isValid() else len(self._names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return f"{section + 1:,}" if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            return self._names[section][0]
        return self._names[section][1] if role in (Role.ToolTipRole, Role.AccessibleTextRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (TRUTH, PREDICTION) else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self._text(row, column)
        if role == Role.EditRole:
            return exact_text(self._given(row, column))
        return self._number(row, column) if role == NUMBER else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take a number that was typed; whatever else is refused, and the old one stays."""
        number = read_number(str(value))
        if number is None or abs(number) == float("inf"):
            self.refused.emit(self.tr("Only a number such as 0.5 is allowed here."))
            return False
        self.refused.emit("")
        row, column = index.row(), index.column()
        if number == self._given(row, column):
            return False
        bench = self._costs.bench
        if column == TRUTH:
            self.bench_picked.emit(bench.with_truth(row, number), self.tr("Change true value"))
        else:
            self.bench_picked.emit(bench.with_prediction(row, number), self.tr("Change prediction"))
        return True

    def _given(self, row: int, column: int) -> float:
        bench = self._costs.bench
        return bench.truths[row] if column == TRUTH else bench.predictions[row]

    def _number(self, row: int, column: int) -> float | None:
        """What is in the cell; None for a share, which is always short, and where there is nothing."""
        if column in (TRUTH, PREDICTION):
            return self._given(row, column)
        if column == ERROR:
            return error_of(self._costs.bench, row)
        account = self._costs.account(self._costs.focus)
        if account is None or column not in (PIECE, SLOPE):
            return None
        numbers = account.pieces if column == PIECE else account.slopes
        return None if numbers is None else float(numbers[row])

    def _text(self, row: int, column: int) -> str:
        if column in (TRUTH, PREDICTION):
            given = self._given(row, column)
            exact = exact_text(given)
            return exact.replace("-", MINUS) if len(exact) <= LONGEST else compact_text(given, DIGITS)
        if column == ERROR:
            return compact_text(error_of(self._costs.bench, row), DIGITS)
        account = self._costs.account(self._costs.focus)
        return "" if account is None else _cost_text(account, row, column)


def error_of(bench: Bench, row: int) -> float:
    """The error of a sample, with no digit that only comes from the computer's arithmetic."""
    return round(bench.predictions[row] - bench.truths[row], 12)


def _cost_text(account: Account, row: int, column: int) -> str:
    if column == PIECE:
        return compact_text(float(account.pieces[row]), DIGITS)
    if column == SHARE:
        return f"{account.shares[row]:.1%}"
    if account.slopes is None:
        return "–"
    if column == SLOPE:
        return _slope_text(float(account.slopes[row]))
    return f"{account.pulls[row]:.1%}"


def _slope_text(slope: float) -> str:
    """As many digits as fit into the narrow column."""
    is_small = abs(slope) < 10.0**-SLOPE_PLACES
    return compact_text(slope, 1) if is_small else compact_text(round(slope, SLOPE_PLACES), SLOPE_PLACES)
