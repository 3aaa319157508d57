"""Damaged files and large ones in the dialog of data."""
from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar

from tests.gui.dialogs.data_dialog import (
    LEFT,
    cancel_button,
    cells,
    checkbox,
    fault,
    part,
    settle,
    told,
    use_button,
)

FLOWERS = "length,width,kind\n1.5,0.2,rose\n4.7,1.4,lily\n5.1,1.9,rose\n"


@pytest.mark.parametrize("content, words", [
    (b"", "empty"), (b"PK\x03\x04", "workbook"), (b"x,y\n1,\x002\n", "zero"), (b"x,y\n", "no rows"),
    (b"x,y\n1,2\n3\n", "row 3"), (b'x,y\n"1,2\n', "never closed"), (b"x,x\n1,2\n", "2 columns"),
    (b'x,y\n"' + b"1" * 200_000 + b'",2\n', "too long"),
    (b'x,y\n"' + b"1" * 3_000_000 + b'",2\n', "too long"),
    (",".join(f"c{k}" for k in range(1_001)).encode() + b"\n" + b",".join([b"1"] * 1_001), "1,001 columns"),
])  # fmt: skip
def test_a_damaged_file_is_told_beside_and_cannot_be_used(look_into, content, words):
    dialog = look_into(content)
    assert words in fault(dialog) and "\n" not in fault(dialog)
    assert not use_button(dialog).isEnabled()
    assert not dialog.findChild(QProgressBar).isVisible()


def test_what_stands_before_the_damage_is_shown(look_into):
    dialog = look_into('x,y\n1,2\n"3"3,4\n')
    assert cells(dialog, 1) == ["1", "2"] and "line 3" in fault(dialog)


def test_a_folder_is_no_file(look_into, tmp_path):
    assert fault(look_into(tmp_path)).endswith("cannot be read: it is a folder.")


def test_a_file_that_is_gone_is_told(look_into, tmp_path):
    assert "there is no such file or folder" in fault(look_into(tmp_path / "gone.csv"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_keeps_nobody_waiting(look_into, tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "it is a device" in fault(look_into(tmp_path / "pipe.csv"))


def test_a_file_that_may_not_be_read_is_told(look_into, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("engine.files.open", refuse, raising=False)
    assert "you may not use this file" in fault(look_into(FLOWERS))


MANY = b"x,y,kind\n" + b"1.25,2.5,rose\n3.75,,lily\n" * 150_000


def test_a_large_file_is_shown_at_once_and_read_with_progress(look_into, qtbot):
    dialog = look_into(MANY, wait=False)
    progress = dialog.findChild(QProgressBar)
    assert cells(dialog, 2) == ["3.75", "", "lily"] and progress.isVisible()
    assert not use_button(dialog).isEnabled() and not part(dialog, "Target").isEnabled()
    qtbot.waitUntil(lambda: 0 < progress.value() < progress.maximum())
    qtbot.waitUntil(lambda: dialog._table is not None, timeout=20_000)
    settle(qtbot, dialog)
    assert not progress.isVisible() and told(dialog).startswith("300,000 rows")
    assert checkbox(dialog, "Leave out 150,000 rows").isVisible()


def test_the_window_goes_on_while_a_large_file_is_read(look_into, qtbot):
    dialog = look_into(MANY, wait=False)
    ticks = []
    clock = QTimer(dialog, interval=20)
    clock.timeout.connect(lambda: ticks.append(dialog.findChild(QProgressBar).value()))
    clock.start()
    qtbot.waitUntil(lambda: dialog._table is not None, timeout=20_000)
    clock.stop()
    assert len(set(ticks)) > 5


def test_reading_a_large_file_can_be_cancelled(look_into, qtbot):
    dialog = look_into(MANY, wait=False)
    progress = dialog.findChild(QProgressBar)
    qtbot.waitUntil(lambda: progress.value() > 0)
    reading = dialog._reading
    qtbot.mouseClick(cancel_button(dialog), LEFT)
    assert not dialog.isVisible() and not reading.is_busy and dialog.read == []


def test_another_dialect_begins_a_large_file_anew(look_into, qtbot):
    dialog = look_into(MANY, wait=False)
    progress = dialog.findChild(QProgressBar)
    qtbot.waitUntil(lambda: progress.value() > 100)
    box = part(dialog, "Separated by")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert cells(dialog, 1) == ["1.25,2.5,rose"] and progress.value() < 100 and dialog._reading.is_busy
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
