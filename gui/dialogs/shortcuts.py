"""Every key and what it does, read from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from gui.actions import ACTIONS, MENUS, translated
from gui.views.bench.keys import KEYS as BENCH_KEYS
from gui.views.bench.keys import translated as words_of_bench
from gui.views.data.commands import COMMANDS as SAMPLE_COMMANDS
from gui.views.data.commands import translated as words_of_samples

# Beside the two columns of the menus.
VIEWS_COLUMN = 4


class Shortcuts(QDialog):
    """A page of all shortcuts, menu by menu."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        page = QGridLayout()
        page.setHorizontalSpacing(20)
        page.setVerticalSpacing(6)
        half = len(MENUS) // 2
        for side, menus in enumerate((MENUS[:half], MENUS[half:])):
            row = 0
            for menu, title in menus:
                heading = QLabel(translated(title).replace("&", "").upper())
                heading.setProperty("role", "heading")
                page.addWidget(heading, row, 2 * side, 1, 2)
                row += 1
                for command in ACTIONS:
                    if command.menu == menu and command.name in actions and _keys(actions[command.name]):
                        action = actions[command.name]
                        page.addWidget(QLabel(action.text().replace("&", "").rstrip("…")), row, 2 * side)
                        page.addWidget(QLabel(_keys(action)), row, 2 * side + 1, Qt.AlignmentFlag.AlignRight)
                        row += 1
        self._add_keys(page, 0, self.tr("DATA"), [
            (words_of_samples(command.text), command.keys) for command in SAMPLE_COMMANDS])
        self._add_keys(page, len(SAMPLE_COMMANDS) + 1, self.tr("BENCH"), [
            (words_of_bench(words), keys) for words, keys in BENCH_KEYS])
        note = QLabel(self.tr("Keys without Ctrl listen while a plot or the timeline has the focus."))
        note.setProperty("role", "hint")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(page)
        column.addWidget(note)
        column.addWidget(buttons)

    def _add_keys(self, page: QGridLayout, row: int, title: str,
                  table: Sequence[tuple[str, Sequence[str]]]) -> None:
        """What keys do in a view, which may not have been looked at yet."""
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        page.addWidget(heading, row, VIEWS_COLUMN, 1, 2)
        for number, (words, keys) in enumerate(table, row + 1):
            page.addWidget(QLabel(words), number, VIEWS_COLUMN)
            written = QLabel(_texts(map(QKeySequence, keys)))
            page.addWidget(written, number, VIEWS_COLUMN + 1, Qt.AlignmentFlag.AlignRight)


def _keys(action: QAction) -> str:
    return _texts(action.shortcuts())


def _texts(keys: Iterable[QKeySequence]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(native) for key in keys)
