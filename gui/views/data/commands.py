"""What keys and the menu of the plot do to samples."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from gui.views.data.hand import Hand
from gui.views.data.sight import Sight
from gui.views.toggles import Toggles
from gui.views.view import View


class Command(NamedTuple):
    """One thing that can be done to samples, and the keys that do it."""

    name: str
    text: str
    keys: tuple[str, ...]


COMMANDS: tuple[Command, ...] = (
    Command("add", str(QT_TRANSLATE_NOOP("SampleCommands", "Add samples")), ("A",)),
    Command("relabel", str(QT_TRANSLATE_NOOP("SampleCommands", "Change class")), ("C",)),
    Command("remove", str(QT_TRANSLATE_NOOP("SampleCommands", "Remove sample")), ("Del", "Backspace")),
    Command("next", str(QT_TRANSLATE_NOOP("SampleCommands", "Choose next sample")), (".",)),
    Command("before", str(QT_TRANSLATE_NOOP("SampleCommands", "Choose sample before")), (",",)),
    Command("right", str(QT_TRANSLATE_NOOP("SampleCommands", "Move sample right")), ("Ctrl+Right",)),
    Command("left", str(QT_TRANSLATE_NOOP("SampleCommands", "Move sample left")), ("Ctrl+Left",)),
    Command("up", str(QT_TRANSLATE_NOOP("SampleCommands", "Move sample up")), ("Ctrl+Up",)),
    Command("down", str(QT_TRANSLATE_NOOP("SampleCommands", "Move sample down")), ("Ctrl+Down",)),
)
IN_MENU = ("add", "relabel", "remove")


def translated(text: str) -> str:
    return QCoreApplication.translate("SampleCommands", text)


class Commands(QObject):
    """Actions for the chosen sample at the head of the menu; keys listen while the view has the focus."""

    def __init__(self, view: View, hand: Hand, toggles: Toggles) -> None:
        super().__init__(view)
        self._sight: Sight | None = None
        self.actions = {command.name: _action(command, view) for command in COMMANDS}
        add = self.actions["add"]
        add.setCheckable(True)
        add.toggled.connect(partial(toggles.set_checked, "add"))
        acts: dict[str, Callable[[], None]] = {
            "relabel": hand.relabel,
            "remove": hand.remove,
            "next": partial(hand.choose_next, 1),
            "before": partial(hand.choose_next, -1),
            "right": partial(hand.nudge, 1, 0),
            "left": partial(hand.nudge, -1, 0),
            "up": partial(hand.nudge, 0, 1),
            "down": partial(hand.nudge, 0, -1),
        }
        for name, act in acts.items():
            self.actions[name].triggered.connect(act)
        menu = view.plot.menu
        first = menu.actions()[0]
        menu.insertActions(first, [self.actions[name] for name in IN_MENU])
        menu.insertSeparator(first)

    def show_sight(self, sight: Sight | None) -> None:
        """Offer what can be done to these samples."""
        self._sight = sight
        for action in self.actions.values():
            action.setEnabled(sight is not None)
        self.actions["relabel"].setVisible(sight is not None and len(sight.classes) > 1)
        self.show_chosen(None)

    def show_chosen(self, sample: int | None) -> None:
        """Act on the sample with this number."""
        count = 0 if self._sight is None else len(self._sight.fit.data)
        self.actions["remove"].setEnabled(sample is not None and count > 1)
        self.actions["relabel"].setEnabled(sample is not None)

    def show_adding(self, adding: bool) -> None:
        self.actions["add"].setChecked(adding)


def _action(command: Command, view: View) -> QAction:
    action = QAction(translated(command.text), view)
    action.setObjectName(command.name)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setMenuRole(QAction.MenuRole.NoRole)
    view.addAction(action)
    return action
