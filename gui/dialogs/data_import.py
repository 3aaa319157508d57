"""From a file of separated values, or a pasted text, to data: preview, columns, gaps."""
from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from engine import InputError
from engine.data.data import CsvColumns, Data
from engine.data.from_table import making_data
from engine.files import read_beginning, reading_file
from engine.tables.dialect import Dialect, guessed
from engine.tables.reading import LARGEST_TABLE, PREVIEWED, preview, reading
from engine.tables.table import Table
from engine.work import Result, Work
from gui.controls.elided import ElidedLabel
from gui.controls.fault import Fault
from gui.dialogs.column_choice import ColumnChoice
from gui.dialogs.dialect_choice import DialectChoice
from gui.dialogs.table_preview import TablePreview
from gui.export.task import Task
from gui.theme import Theme

SIZE: Final = QSize(920, 540)
CHOICE_WIDTH: Final = 260
WHOLE: Final = 1000  # of the progress bar
# Getting the bytes of a file is this share of reading it.
FETCHING: Final = 0.1


class DataImport(QDialog):
    """The first rows are shown at once; the whole is read beside, anew whenever the dialect changes."""

    data_read = Signal(object)  # Data

    def __init__(self, source: Path | bytes, theme: Theme, parent: QWidget | None = None) -> None:
        """Begins with a file or with the content of one."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Data"))
        self._path = source.absolute() if isinstance(source, Path) else None
        self._content = source if isinstance(source, bytes) else None
        self._beginning = b""
        self._table: Table | None = None
        self._data: Data | None = None
        self._dialect = DialectChoice()
        self._preview = TablePreview()
        self._columns = ColumnChoice()
        self._told = ElidedLabel()
        self._drop = QCheckBox()
        self._fault = Fault()
        self._progress = QProgressBar()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._use = self._buttons.addButton(
            self.tr("&Use these data"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._reading, self._making = Task(self), Task(self)
        self._lay_out()
        self._preview.set_theme(theme)
        self._fault.set_theme(theme)
        self._connect()
        self._begin()

    # How it is made

    def _lay_out(self) -> None:
        name = ElidedLabel(self._path.name if self._path else self.tr("Pasted text"))
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        name.setToolTip(str(self._path or ""))
        self._told.setObjectName("told")
        self._told.setProperty("role", "hint")
        self._drop.hide()
        self._progress.setRange(0, WHOLE)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Reading"))
        self._columns.setFixedWidth(CHOICE_WIDTH)
        self._columns.setEnabled(False)
        self._use.setDefault(True)
        self._use.setEnabled(False)
        above = QHBoxLayout()
        above.setSpacing(20)
        above.addWidget(self._preview, 1)
        above.addWidget(self._columns)
        counts = QHBoxLayout()
        counts.setSpacing(20)
        counts.addWidget(self._told, 1)
        counts.addWidget(self._drop)
        below = QHBoxLayout()
        below.setSpacing(20)
        below.addWidget(self._progress, 1)
        below.addStretch(0)
        below.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(name)
        column.addWidget(self._dialect)
        column.addLayout(above, 1)
        column.addLayout(counts)
        column.addWidget(self._fault)
        column.addLayout(below)
        self.resize(SIZE)

    def _connect(self) -> None:
        self._dialect.dialect_picked.connect(self._read)
        self._columns.columns_picked.connect(self._make)
        self._drop.clicked.connect(self._make)
        self._reading.progressed.connect(self._show_progress)
        self._reading.finished.connect(self._take_table)
        self._reading.failed.connect(self._refuse)
        self._making.finished.connect(self._take_data)
        self._making.failed.connect(self._refuse)
        self._buttons.accepted.connect(self._hand_over)
        self._buttons.rejected.connect(self.reject)

    # Reading

    def _begin(self) -> None:
        try:
            if self._path is not None:
                self._beginning = read_beginning(self._path, PREVIEWED + 1)
            else:
                self._beginning = (self._content or b"")[: PREVIEWED + 1]
            self._dialect.show_dialect(guessed(self._beginning))
        except InputError as error:
            self._dialect.setEnabled(False)
            self._preview.setEnabled(False)
            self._refuse(str(error))
        else:
            self._read()

    def _read(self) -> None:
        """Show the first rows in the dialect that is chosen, and read them all."""
        dialect = self._dialect.dialect
        self._making.cancel()
        self._table = None
        self._forget_data()
        self._columns.setEnabled(False)
        self._drop.hide()
        self._told.setText(self.tr("Reading…"))
        try:
            rows = preview(self._beginning, dialect)
        except InputError:
            # What reading it will tell.
            rows = []
        self._preview.show_rows(rows, dialect.has_header)
        self._progress.setValue(0)
        self._progress.show()
        self._reading.start(self._pieces(dialect))

    def _pieces(self, dialect: Dialect) -> Work[Table]:
        if self._content is None:
            assert self._path is not None
            fetching = reading_file(self._path, LARGEST_TABLE)
            self._content = yield from _scaled(fetching, 0.0, FETCHING)
        table = yield from _scaled(reading(self._content, dialect), FETCHING, 1.0)
        return table

    def _take_table(self, table: Table) -> None:
        self._table = table
        self._progress.hide()
        self._columns.show_table(table)
        self._columns.setEnabled(True)
        self._drop.setChecked(False)
        self._make()

    # Making data of it

    def _make(self) -> None:
        """Make data of the columns that are chosen, if they can be."""
        assert self._table is not None
        self._forget_data()
        table, x, y = self._table, self._columns.features, self._columns.target
        self._preview.mark([table.names.index(name) for name in x], table.names.index(y))
        missing = table.missing((*x, y))
        self._drop.setText(
            self.tr("Leave out the one row with a missing value") if missing == 1
            else self.tr("Leave out {count} rows with missing values").format(count=f"{missing:,}"))
        self._drop.setVisible(missing > 0)
        drops = self._drop.isChecked() and missing > 0
        self._told.setText(self._summary(missing if drops else 0))
        as_classes = self._columns.as_classes
        origin = None
        if self._path is not None:
            origin = CsvColumns(self._path, x, y, self._dialect.dialect, drops, as_classes)
        self._making.start(making_data(
            table, x, y, origin=origin, drop_missing=drops, as_classes=as_classes))

    def _take_data(self, data: Data) -> None:
        self._data = data
        self._use.setEnabled(True)
        if data.classes:
            classes = self.tr("{count} classes: {names}").format(
                count=len(data.classes), names=", ".join(data.classes))
            self._told.setText(f"{self._told.text()} · {classes}")

    def _summary(self, left_out: int) -> str:
        assert self._table is not None
        rows = self.tr("{count} rows").format(count=f"{len(self._table):,}")
        if left_out:
            rows = self.tr("{rows}, {count} left out").format(rows=rows, count=f"{left_out:,}")
        columns = self.tr("{count} columns").format(count=f"{len(self._table.columns):,}")
        return f"{rows} · {columns}"

    def _forget_data(self) -> None:
        self._data = None
        self._use.setEnabled(False)
        self._fault.show_fault("")

    def _refuse(self, sentence: str) -> None:
        self._progress.hide()
        if self._table is None:
            self._told.clear()
        self._fault.show_fault(sentence)

    def _show_progress(self, share: float) -> None:
        self._progress.setValue(round(WHOLE * share))

    def _hand_over(self) -> None:
        if self._data is not None:
            self.accept()
            self.data_read.emit(self._data)

    # Qt

    def done(self, result: int) -> None:
        self._reading.cancel()
        self._making.cancel()
        super().done(result)
        self.deleteLater()


def _scaled(work: Work[Result], low: float, high: float) -> Work[Result]:
    """The same work as a part of something larger."""
    while True:
        try:
            share = next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield low + (high - low) * share
