"""One table of commands: menus, shortcuts and the page of shortcuts all come from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.icons import icon
from gui.theme import Theme

Key = QKeySequence.StandardKey
Role = QAction.MenuRole


@dataclass(frozen=True)
class Command:
    """One row of the table; a row without a text is a separator.

    `keys` is a standard key, or its own keys where the platform has none. A command of the `stage` listens
    only while the plots or the timeline have the focus, so that letters and arrows stay free for fields.
    """

    menu: str
    name: str = ""
    text: str = ""
    keys: Key | str | tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    stage: bool = False
    role: Role = Role.NoRole
    choices: tuple[str, ...] = ()
    checkable: bool = False


def _words(text: str) -> str:
    """Marks a text for translation."""
    return text


ACTIONS: tuple[Command, ...] = (
    Command("file", "new", _words("&New"), Key.New, "new", _words("Begin with the seed's example")),
    Command("file", "open", _words("&Open…"), Key.Open, "open", _words("Open an experiment from a file")),
    Command("file", "open_data", _words("Open &Data…"), "Ctrl+Shift+O",
            tip=_words("Open a table of samples, such as a CSV file")),
    Command("file", "recent", _words("Open &Recent"), choices=("recent",)),
    Command("file"),
    Command("file", "save", _words("&Save"), Key.Save, "save", _words("Save the experiment")),
    Command("file", "save_as", _words("Save &As…"), "Ctrl+Shift+S", tip=_words("Save under another name")),
    Command("file", "export", _words("&Export…"), "Ctrl+E", "export",
            _words("Export a figure, an animation, the numbers or a script")),
    Command("file"),
    Command("file", "quit", _words("&Quit"), "Ctrl+Q", role=Role.QuitRole, tip=_words("Close Fall Line")),
    Command("edit", "undo", _words("&Undo"), Key.Undo, "undo", _words("Take back the last change")),
    Command("edit", "redo", _words("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", _words("Bring it back")),
    Command("edit"),
    Command("edit", "copy_text", _words("Copy Step as &Text"), "Ctrl+Shift+C", "copy",
            _words("Copy this step's equations and numbers")),
    Command("edit", "copy_latex", _words("Copy Step as &LaTeX"), "Ctrl+Shift+L", "",
            _words("Copy this step's equations for a paper")),
    Command("edit", "paste_data", _words("&Paste Data…"), Key.Paste, stage=True,
            tip=_words("Take the table in the clipboard as samples")),
    Command("run", "play", _words("&Play or Pause"), "Space", "play", _words("Let time pass, or stop"), True),
    Command("run", "forward", _words("&Step"), "Right", "step", _words("One step on"), True),
    Command("run", "back", _words("Step &Back"), "Left", "step-back", _words("One step back"), True),
    Command("run", "to_start", _words("To S&tart"), "Home", "to-start", _words("Show the start"), True),
    Command("run", "to_end", _words("To &End"), "End", "to-end", _words("Show the last step"), True),
    Command("run", "restart", _words("&Restart"), "R", "reset", _words("Play again from the start"), True),
    Command("view", "fit", _words("&Fit View"), "F", "fit", _words("Show all of the loss"), True),
    Command("view", "log", _words("&Logarithmic Loss"), "L", checkable=True, stage=True,
            tip=_words("Draw the loss per step on a logarithmic axis")),
    Command("view", "evaluations", _words("Count &Gradient Evaluations"), "G", checkable=True, stage=True,
            tip=_words("Compare optimizers by the gradients they compute, not by their steps")),
    Command("view"),
    Command("view", "theme", _words("&Theme"), choices=("system", "light", "dark")),
    Command("view", "reduce_motion", _words("Reduce &Motion"), checkable=True,
            tip=_words("Let balls jump from step to step instead of rolling")),
    Command("view"),
    Command("view", "side_by_side", _words("&Side by Side"), "S", checkable=True, stage=True,
            tip=_words("Show a second landscape beside the first, such as contour and surface")),
    Command("view", "maximise", _words("Ma&ximise or Restore"), "M", stage=True,
            tip=_words("Let the part that was used last fill the stage, or show all parts again")),
    Command("view", "tear_off", _words("Tear &Off or Put Back"), "T", stage=True,
            tip=_words("Give the part that was used last a window of its own, or put it back")),
    Command("view", "swap", _words("S&wap with Next"), "W", stage=True,
            tip=_words("Let the part that was used last change places with the next")),
    Command("view"),
    Command("view", "full_screen", _words("F&ull Screen"), "F11", checkable=True,
            tip=_words("Use the whole screen")),
    Command("view", "reset_layout", _words("Reset La&yout"),
            tip=_words("Give every part its usual place and size")),
    Command("help", "shortcuts", _words("&Keyboard Shortcuts…"), ("Ctrl+?", "F1"),
            tip=_words("What every key does")),
    Command("help"),
    Command("help", "about", _words("&About Fall Line…"), role=Role.AboutRole, tip=_words("About it")),
    Command("help", "about_qt", _words("About &Qt…"), role=Role.AboutQtRole, tip=_words("The version of Qt")),
)  # fmt: skip

MENUS: tuple[tuple[str, str], ...] = (
    ("file", _words("&File")),
    ("edit", _words("&Edit")),
    ("run", _words("&Run")),
    ("view", _words("&View")),
    ("help", _words("&Help")),
)


def translated(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def make_action(command: Command, window: QWidget, stage: Sequence[QWidget]) -> QAction:
    """The action of a command, owned by the window and listening where the command says."""
    action = QAction(translated(command.text), window)
    action.setObjectName(command.name)
    action.setMenuRole(command.role)
    action.setCheckable(command.checkable)
    keys = command.keys
    if isinstance(keys, Key):
        # The first one; the others are keys that few keyboards have.
        action.setShortcuts(QKeySequence.keyBindings(keys)[:1])
    else:
        action.setShortcuts([QKeySequence(key) for key in ((keys,) if isinstance(keys, str) else keys)])
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setStatusTip(translated(command.tip))
    action.setToolTip(f"{translated(command.tip)} ({shortcut})" if shortcut else translated(command.tip))
    if command.stage:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    # A part of the stage may be a window of its own.
    for part in stage if command.stage else (window, *stage):
        part.addAction(action)
    return action


def tint_actions(actions: dict[str, QAction], theme: Theme) -> None:
    """Draw the icons of the commands in the theme's colour."""
    for command in ACTIONS:
        if command.icon:
            actions[command.name].setIcon(icon(command.icon, theme.text))
