"""Small buttons over a plot that show and hide parts of it."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from gui.icons import icon
from gui.theme import Theme

Toggle = tuple[str, str, Callable[[bool], object]]


class Toggles(QFrame):
    """A row of checkable buttons, each with an icon, words that say what it shows, and whom it tells."""

    def __init__(self, toggles: Sequence[Toggle], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._buttons: dict[str, QToolButton] = {}
        for name, words, tell in toggles:
            button = QToolButton()
            button.setProperty("role", "quiet")
            button.setCheckable(True)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.toggled.connect(tell)
            row.addWidget(button)
            self._buttons[name] = button

    def set_checked(self, name: str, checked: bool) -> None:
        """Press or release the button with this icon; it tells as if it was clicked."""
        self._buttons[name].setChecked(checked)

    def set_shown(self, name: str, shown: bool) -> None:
        """Offer the button with this icon, or not."""
        self._buttons[name].setVisible(shown)
        self.adjustSize()

    def set_theme(self, theme: Theme) -> None:
        for name, button in self._buttons.items():
            button.setIcon(icon(name, theme.text))
            button.setStyleSheet(f"QToolButton {{ padding: 1px 2px; }} "
                                 f"QToolButton:checked {{ background: {theme.groove}; }}")
