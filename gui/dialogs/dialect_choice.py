"""How a file of separated values is written: the guess, to be confirmed or changed."""
from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from engine.tables.dialect import Dialect
from gui.controls.choice import Choice

DELIMITERS: Final = (",", ";", "\t")
DECIMALS: Final = (".", ",")


class DialectChoice(QWidget):
    dialect_picked = Signal(object)  # Dialect

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delimiter, self._decimal = Choice(), Choice()
        self._header = QCheckBox(self.tr("First &row has the names"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, choice, entries in (
            (self.tr("&Separated by"), self._delimiter,
             (self.tr("Comma ,"), self.tr("Semicolon ;"), self.tr("Tab"))),
            (self.tr("&Decimal sign"), self._decimal, (self.tr("Point ."), self.tr("Comma ,"))),
        ):
            for entry in entries:
                choice.add_entry(entry)
            choice.setAccessibleName(words.replace("&", ""))
            choice.activated.connect(self._tell)
            label = QLabel(words)
            label.setBuddy(choice)
            row.addWidget(label)
            row.addWidget(choice)
            row.addSpacing(12)
        row.addWidget(self._header)
        row.addStretch(1)
        self._header.clicked.connect(self._tell)

    @property
    def dialect(self) -> Dialect:
        """The dialect that is chosen."""
        return Dialect(DELIMITERS[self._delimiter.currentIndex()], DECIMALS[self._decimal.currentIndex()],
                       self._header.isChecked())

    def show_dialect(self, dialect: Dialect) -> None:
        """Choose this one, without telling anybody."""
        self._delimiter.setCurrentIndex(DELIMITERS.index(dialect.delimiter))
        self._decimal.setCurrentIndex(DECIMALS.index(dialect.decimal))
        self._header.setChecked(dialect.has_header)

    def _tell(self) -> None:
        self.dialect_picked.emit(self.dialect)
