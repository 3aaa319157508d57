"""The dialogs that several files test."""
from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.dialogs.data_import import DataImport
from gui.theme import LIGHT, apply_theme
from tests.gui.dialogs.data_dialog import settle


@pytest.fixture
def look_into(qtbot, qapp, tmp_path):
    """Open the dialog with the content of a file, or with bytes as if they were pasted."""
    around = QWidget()
    qtbot.addWidget(around)
    apply_theme(qapp, LIGHT)
    dialogs = []

    def open_with(source, wait=True):
        if isinstance(source, str):
            path = tmp_path / "blumen größe.csv"
            path.write_bytes(source.encode())
            source = path
        dialog = DataImport(source, LIGHT, around)
        dialog.read = []
        dialog.data_read.connect(dialog.read.append)
        dialogs.append(dialog)
        dialog.open()
        if wait:
            settle(qtbot, dialog)
        return dialog

    yield open_with
    for dialog in dialogs:
        if isValid(dialog):
            dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
