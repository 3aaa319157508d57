"""What keys and the menu of the plot do to samples."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from gui.views.data.hand import Hand
from gui.views.data.sight import Sight
from gui.views.toggles import Toggles
from gui.views.view import View


class Commands(QObject):
    """Actions for the chosen sample at the head of the menu; keys listen while the view has the focus."""

    def __init__(self, view: View, hand: Hand, toggles: Toggles) -> None:
        super().__init__(view)
        self._view = view
        self._sight: Sight | None = None
        self._add = self._made(self.tr("Add samples"), ("A",), partial(self._toggle_adding, toggles))
        self._add.setCheckable(True)
        self._relabel = self._made(self.tr("Change class"), ("C",), hand.relabel)
        self._remove = self._made(self.tr("Remove sample"), ("Del", "Backspace"), hand.remove)
        menu = view.plot.menu
        first = menu.actions()[0]
        menu.insertActions(first, [self._add, self._relabel, self._remove])
        menu.insertSeparator(first)
        self._keys = [self._made(words, (key,), act) for words, key, act in (
            (self.tr("Choose the next sample"), ".", partial(hand.choose_next, 1)),
            (self.tr("Choose the sample before"), ",", partial(hand.choose_next, -1)),
            (self.tr("Move sample to the right"), "Ctrl+Right", partial(hand.nudge, 1, 0)),
            (self.tr("Move sample to the left"), "Ctrl+Left", partial(hand.nudge, -1, 0)),
            (self.tr("Move sample up"), "Ctrl+Up", partial(hand.nudge, 0, 1)),
            (self.tr("Move sample down"), "Ctrl+Down", partial(hand.nudge, 0, -1)),
        )]

    def show_sight(self, sight: Sight | None) -> None:
        """Offer what can be done to these samples."""
        self._sight = sight
        for action in (self._add, *self._keys):
            action.setEnabled(sight is not None)
        self._relabel.setVisible(sight is not None and len(sight.classes) > 1)

    def show_chosen(self, sample: int | None) -> None:
        """Act on the sample with this number."""
        count = 0 if self._sight is None else len(self._sight.fit.data)
        self._remove.setEnabled(sample is not None and count > 1)
        self._relabel.setEnabled(sample is not None)

    def show_adding(self, adding: bool) -> None:
        self._add.setChecked(adding)

    def _toggle_adding(self, toggles: Toggles) -> None:
        toggles.set_checked("add", self._add.isChecked())

    def _made(self, words: str, keys: tuple[str, ...], act: Callable[[], object]) -> QAction:
        action = QAction(words, self._view)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda: act())
        self._view.addAction(action)
        return action
