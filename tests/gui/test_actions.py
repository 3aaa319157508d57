"""The table of commands keeps the conventions of good desktop programs."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from gui.actions import ACTIONS, MENUS
from gui.window import MainWindow

MOST_ITEMS = 12
DIALOGS = {"open", "open_data", "paste_data", "save_as", "export", "shortcuts", "about", "about_qt"}


@pytest.fixture
def window(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    return window


def menu_rows(menu):
    return [command for command in ACTIONS if command.menu == menu]


@pytest.mark.parametrize("menu", [name for name, _ in MENUS])
def test_a_menu_is_short_and_its_mnemonics_differ(menu):
    rows = menu_rows(menu)
    named = [row for row in rows if row.text]
    mnemonics = [re.search(r"&(.)", row.text)[1].lower() for row in named]
    assert len(named) <= MOST_ITEMS
    assert len(set(mnemonics)) == len(mnemonics)


@pytest.mark.parametrize("menu", [name for name, _ in MENUS])
def test_separators_stand_alone_between_items(menu):
    kinds = [bool(row.text) for row in menu_rows(menu)]
    assert kinds[0] and kinds[-1]
    assert all(len(list(group)) == 1 for kind, group in groupby(kinds) if not kind)


def test_menu_titles_are_single_words_with_mnemonics_of_their_own():
    titles = [title for _, title in MENUS]
    assert all(" " not in title for title in titles)
    assert len({re.search(r"&(.)", title)[1].lower() for title in titles}) == len(titles)


def test_commands_that_ask_for_more_end_with_an_ellipsis():
    assert {row.name for row in ACTIONS if row.text.endswith("…")} == DIALOGS


def test_every_command_has_a_name_of_its_own_and_says_what_it_does():
    named = [row for row in ACTIONS if row.text]
    assert len({row.name for row in named}) == len(named)
    assert all(row.tip for row in named if not row.choices)


def test_no_two_commands_share_a_key(window):
    keys = [key.toString() for action in window._menus.actions.values() for key in action.shortcuts()]
    assert len(set(keys)) == len(keys)
    assert {"Space", "Left", "Right", "Home", "End", "R", "Ctrl+Z", "Ctrl+S", "Ctrl+Q", "F11"} <= set(keys)


def test_letters_and_arrows_listen_on_the_stage_only(window):
    bare = [
        action
        for action in window._menus.actions.values()
        for key in action.shortcuts()
        if "Ctrl" not in key.toString() and not re.fullmatch(r"F\d+", key.toString())
    ]
    assert bare
    here = Qt.ShortcutContext.WidgetWithChildrenShortcut
    assert all(action.shortcutContext() is here for action in bare)


def test_every_command_does_something(window):
    for name, action in window._menus.actions.items():
        assert action.receivers("2triggered(bool)") > 0, name


def test_the_platform_knows_quit_and_about(window):
    roles = {name: action.menuRole() for name, action in window._menus.actions.items()}
    assert roles["quit"] is QAction.MenuRole.QuitRole
    assert roles["about"] is QAction.MenuRole.AboutRole
    assert roles["about_qt"] is QAction.MenuRole.AboutQtRole
    assert roles["save"] is QAction.MenuRole.NoRole


def test_the_page_of_shortcuts_lists_every_key(window, qtbot):
    from PySide6.QtWidgets import QLabel

    from gui.dialogs.shortcuts import Shortcuts

    page = Shortcuts(window._menus.actions, window)
    words = {label.text() for label in page.findChildren(QLabel)}
    native = QKeySequence.SequenceFormat.NativeText
    for action in window._menus.actions.values():
        if action.shortcuts():
            assert ", ".join(key.toString(native) for key in action.shortcuts()) in words
