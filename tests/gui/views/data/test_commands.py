"""The keys for samples among all others."""
from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from gui.dialogs.shortcuts import Shortcuts
from gui.views.data.commands import COMMANDS


def test_no_key_for_samples_does_anything_else(window):
    taken = {key.toString() for action in window._menus.actions.values() for key in action.shortcuts()}
    keys = [QKeySequence(key).toString() for command in COMMANDS for key in command.keys]
    assert len(set(keys)) == len(keys)
    assert taken.isdisjoint(keys)


def test_the_page_of_keys_lists_those_for_samples(window):
    page = Shortcuts(window._menus.actions, window)
    words = {label.text() for label in page.findChildren(QLabel)}
    assert {command.text for command in COMMANDS} < words
    assert "Del, Backspace" in words
