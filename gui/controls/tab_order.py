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


def put_in_front(after: QWidget, *parts: QWidget) -> None:
    """Let Tab go through these parts before it comes to a widget."""
    before: QWidget | None = after.previousInFocusChain()
    while before is not None and before is not after:
        if before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            put_behind(before, *parts)
            return
        before = before.previousInFocusChain()
