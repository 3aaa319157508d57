"""The small buttons of the bench."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton


def quiet_button(words: str, act: Callable[[], object]) -> QToolButton:
    """A button without an edge that says what it does when it is pointed at."""
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setIconSize(QSize(16, 16))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda: act())
    return button
