"""The table of samples: typed into, pasted into, and copied from."""
from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from engine import InputError
from engine.bench import MOST_SAMPLES
from engine.pasted import pasted_samples, samples_text
from gui.views.bench.cell import NumberCell
from gui.views.bench.costs import Costs
from gui.views.bench.model import PIECE, PREDICTION, PULL, SHARE, SLOPE, TRUTH, Index, SampleModel

ROW_HEIGHT: Final = 24
TEXT_SIZE: Final = 0.9  # of the text elsewhere: six columns of numbers stand beside the plot
# Where there are fewer pixels for a column, the less important ones are left out, the first of these first.
NARROWEST: Final = 48
SPARED: Final = (PULL, SLOPE, SHARE, PIECE)

Hint = QAbstractItemDelegate.EndEditHint
Key = Qt.Key
OWN_KEYS: Final = frozenset({
    Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp,
    Key.Key_PageDown, Key.Key_Insert, Key.Key_Delete,
})  # fmt: skip
NUMBER_KEYS: Final = frozenset("0123456789+-.,")


class SampleTable(QTableView):
    """A row a sample. Tab goes to the next number, Enter to the one below; Insert and Delete are for rows."""

    bench_picked = Signal(object, str)
    sample_picked = Signal(int)
    refused = Signal(str)   # one sentence; empty when there is nothing wrong any more

    def __init__(self, costs: Costs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._costs = costs
        self._samples = SampleModel(costs)
        self._samples.setParent(self)
        self._samples.bench_picked.connect(self.bench_picked)
        self._samples.refused.connect(self.refused)
        self.setModel(self._samples)
        self.setItemDelegate(NumberCell(self))
        self.setProperty("role", "list")
        self.setAccessibleName(self.tr("Samples"))
        self.setMinimumWidth(150)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(NARROWEST)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        font = self.font()
        font.setPointSizeF(TEXT_SIZE * font.pointSizeF())
        self.setFont(font)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_costs(self, costs: Costs) -> None:
        """Show these samples, and the selected one as the current row."""
        self._costs = costs
        self._samples.show_costs(costs)
        current = self.currentIndex()
        if current.row() != costs.sample:
            there = self._samples.index(costs.sample, max(current.column(), TRUTH))
            self.selectionModel().setCurrentIndex(there, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # Rows

    def add_row(self) -> None:
        """One more sample below the current one, and like it."""
        bench, row = self._costs.bench, self.currentIndex().row()
        try:
            more = bench.with_sample(row + 1, bench.truths[row], bench.predictions[row])
        except InputError:
            self.refused.emit(self.tr("The table is full: it takes {count} samples.").format(
                count=f"{MOST_SAMPLES:,}"))
            return
        self._pick(more, self.tr("Add sample"))
        self.sample_picked.emit(row + 1)

    def remove_rows(self) -> None:
        """Remove the samples that are selected."""
        rows = self._selected_rows()
        try:
            fewer = self._costs.bench.without(rows)
        except InputError as error:
            self.refused.emit(str(error))
            return
        self._pick(fewer, self.tr("Remove sample") if len(rows) == 1 else self.tr("Remove samples"))

    def paste(self) -> None:
        """Take the samples in the clipboard in place of those in the table."""
        try:
            truths, predictions = pasted_samples(QGuiApplication.clipboard().text())
        except InputError as error:
            sentence = str(error)
            # One that begins with the row is written small.
            sentence = sentence[0].upper() + sentence[1:]
            self.refused.emit(self.tr("Nothing was pasted. {sentence}").format(sentence=sentence))
            return
        self._pick(self._costs.bench.with_samples(truths, predictions), self.tr("Paste samples"))

    def copy(self) -> None:
        """Copy the selected rows, or all if it is only a single number, as a spreadsheet takes them."""
        rows = self._selected_rows()
        chosen = rows if len(rows) > 1 else range(len(self._costs.bench))
        QGuiApplication.clipboard().setText(samples_text(self._costs.bench, chosen))

    def _pick(self, bench: object, words: str) -> None:
        self.refused.emit("")
        self.bench_picked.emit(bench, words)

    def _selected_rows(self) -> list[int]:
        rows = {index.row() for index in self.selectedIndexes()} or {self.currentIndex().row()}
        return sorted(rows)

    # Qt

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != self._costs.sample:
            self.sample_picked.emit(current.row())

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:  # noqa: N802
        """After a number go on to the next one that can be typed."""
        super().closeEditor(editor, Hint.NoHint)
        here = self.currentIndex()
        if hint == Hint.SubmitModelCache:
            self._go_to(here.row() + 1, here.column())
        elif hint in (Hint.EditNextItem, Hint.EditPreviousItem):
            place = 2 * here.row() + here.column() + (1 if hint == Hint.EditNextItem else -1)
            if self._go_to(*divmod(place, 2)):
                self.edit(self.currentIndex())

    def _go_to(self, row: int, column: int) -> bool:
        index = self._samples.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Digits are typed into cells; they do not look for a row."""

    def event(self, event: QEvent) -> bool:
        # These keys are commands of the window where nothing else wants them.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and (
                event.key() in OWN_KEYS or event.text() in NUMBER_KEYS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # what a field lets through is not for the table
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Key.Key_Insert:
            self.add_row()
        elif event.key() == Key.Key_Delete:
            self.remove_rows()
        elif event.key() in (Key.Key_Return, Key.Key_Enter) and self.currentIndex().column() in (
                TRUTH, PREDICTION):
            self.edit(self.currentIndex())
        elif event.text() and event.text() not in NUMBER_KEYS and event.key() != Key.Key_F2:
            event.ignore()  # letters are commands of the window
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width() // NARROWEST
        spared = SPARED[:max(PULL + 1 - room, 0)]
        for column in SPARED:
            self.setColumnHidden(column, column in spared)

