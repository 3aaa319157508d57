"""Where the Tab key goes: a part that is made late has its place behind another one, not at the very end."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_behind(before: QWidget, *parts: QWidget) -> None:
    """Let Tab go from one widget through these parts, one after the other."""
    for part in parts:
        for each in (part, *part.findChildren(QWidget)):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is before.window():
                QWidget.setTabOrder(before, each)
                before = each
