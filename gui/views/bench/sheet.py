"""The table of samples with what is done to its rows, and what is wrong with what was typed."""
from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.controls.fault import Fault
from gui.icons import icon
from gui.theme import Theme
from gui.views.bench.buttons import quiet_button
from gui.views.bench.table import SampleTable


class SampleSheet(QWidget):
    def __init__(self, table: SampleTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fault = Fault()
        table.refused.connect(self._fault.show_fault)
        self._buttons = {
            "add": quiet_button(self.tr("Add a sample (Insert)"), table.add_row),
            "remove": quiet_button(self.tr("Remove the selected samples (Delete)"), table.remove_rows),
            "copy": quiet_button(self.tr("Copy the samples"), table.copy),
            "paste": quiet_button(
                self.tr("Paste true values and predictions from a spreadsheet"), table.paste),
        }
        row = QHBoxLayout()
        row.setSpacing(0)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        # Above the table, where nothing that grows below it moves them away from the mouse.
        column.addLayout(row)
        column.addWidget(table, 1)
        column.addWidget(self._fault)

    @property
    def sentence(self) -> str:
        """What is wrong; empty if nothing."""
        return self._fault.sentence

    def clear_fault(self) -> None:
        self._fault.show_fault("")

    def set_theme(self, theme: Theme) -> None:
        self._fault.set_theme(theme)
        for drawing, button in self._buttons.items():
            button.setIcon(icon(drawing, theme.text))
