"""What stands above the bench: its parts where these take turns, the examples, and one criterion more."""
from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QWidget

from engine.bench import EXAMPLES
from gui.icons import icon
from gui.theme import Theme
from gui.views.bench.buttons import quiet_button

# With fewer pixels there is no room for the examples.
NARROWEST: Final = 330
EXAMPLE_TITLES: Final = (
    str(QT_TRANSLATE_NOOP("BenchHead", "MSE")), str(QT_TRANSLATE_NOOP("BenchHead", "log loss")))


class BenchHead(QWidget):
    example_picked = Signal(object, str)    # Bench, and its name
    criterion_requested = Signal()
    part_picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.examples: list[QToolButton] = []
        for bench, title in zip(EXAMPLES, EXAMPLE_TITLES, strict=True):
            words = self.tr("Example: {title}").format(title=self.tr(title))
            button = quiet_button(self.tr("Take samples and criteria of the tutorial's example"),
                                  partial(self.example_picked.emit, bench, words))
            button.setProperty("role", "switch")
            button.setAccessibleName(words)
            self.examples.append(button)
        self.parts = QTabBar()
        self.parts.setProperty("tight", True)
        self.parts.addTab(self.tr("Samples"))
        self.parts.addTab(self.tr("Criteria"))
        self.parts.setDrawBase(False)
        self.parts.setUsesScrollButtons(False)
        self.parts.setAccessibleName(self.tr("Part of the bench"))
        self.parts.currentChanged.connect(self.part_picked)
        self._add = quiet_button(self.tr("Add criterion"), self.criterion_requested.emit)
        self._add.setText(self.tr("Criterion"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (self.parts, *self.examples):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._add)

    def show_addable(self, addable: bool) -> None:
        """Whether there may be one criterion more."""
        self._add.setEnabled(addable)

    def show_compact(self, compact: bool) -> None:
        """Offer the parts in turns, and take less room."""
        self.parts.setHidden(not compact)
        style = Qt.ToolButtonStyle
        self._add.setToolButtonStyle(style.ToolButtonIconOnly if compact else style.ToolButtonTextBesideIcon)
        for example, title in zip(self.examples, EXAMPLE_TITLES, strict=True):
            words = self.tr(title)
            example.setText(words if compact else self.tr("Example: {title}").format(title=words))

    def set_theme(self, theme: Theme) -> None:
        self._add.setIcon(icon("add", theme.text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for example in self.examples:
            example.setHidden(self.width() < NARROWEST)
