"""Data in the window: open, drop and paste."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from engine import SEED_EXPERIMENT, Fit
from gui.data_source import is_table
from gui.dialogs.data_import import DataImport
from gui.window import MainWindow
from tests.gui.person import choose_file, drop, field, forget_changes, press

SAMPLES = "height;weight\n1,7;70\n1,9;85\n"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "größe und gewicht.csv"
    path.write_text(SAMPLES, encoding="utf-8")
    return path


@pytest.fixture
def imports(window):
    """The dialogs that came up since."""

    def look():
        return [each for each in window.findChildren(DataImport) if each.isVisible()]

    yield look
    for dialog in look():
        dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def take(qtbot, window, dialog):
    """Press the button as soon as it can be pressed; what the window has then."""
    buttons = dialog.findChild(QDialogButtonBox).buttons()
    use = next(each for each in buttons if each.text().replace("&", "") == "Use these data")
    qtbot.waitUntil(use.isEnabled)
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(window.session.experiment.loss, Fit))
    return window.session.experiment.loss.data


def paste(qtbot, window, text, part=None):
    QGuiApplication.clipboard().setText(text)
    (part or window.desk.landscape.plot).setFocus()
    press(qtbot, window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_dropped_table_becomes_data(window, qtbot, path, imports):
    assert drop(window, path)
    (dialog,) = imports()
    data = take(qtbot, window, dialog)
    assert data.x.tolist() == [[1.7], [1.9]] and data.y.tolist() == [70, 85]
    assert data.origin.path == path


def test_a_table_that_is_named_at_the_start_becomes_data(qtbot, path):
    named = MainWindow(path)
    qtbot.addWidget(named, before_close_func=forget_changes)
    named.show()
    qtbot.waitUntil(lambda: bool(named.findChildren(DataImport)))
    (dialog,) = named.findChildren(DataImport)
    assert take(qtbot, named, dialog).origin.path == path


@pytest.mark.parametrize("name", ["data.CSV", "data.tsv", "data.txt"])
def test_tables_go_by_several_names(window, qtbot, tmp_path, imports, name):
    (tmp_path / name).write_text("x\ty\n1\t2\n")
    assert drop(window, tmp_path / name)
    assert take(qtbot, window, imports()[0]).features == ("x",)


def test_a_table_dropped_on_the_formula_is_opened_too(window, path, imports):
    formula = field(window, "Formula")
    assert drop(window, path, formula.mapTo(window, formula.rect().center()))
    assert len(imports()) == 1


def test_what_is_no_table_is_refused_by_the_cursor(window, tmp_path, imports):
    assert not drop(window, tmp_path / "picture.png")
    assert not drop(window, tmp_path)
    assert imports() == []


def test_a_dropped_table_that_is_gone_is_told_in_the_dialog(window, tmp_path, imports):
    assert drop(window, tmp_path / "gone.csv")
    (dialog,) = imports()
    assert "there is no such file" in dialog._fault.sentence


def test_a_table_is_opened_from_the_menu(window, qtbot, path, imports):
    choose_file(path)
    window._menus.actions["open_data"].trigger()
    (dialog,) = imports()
    assert take(qtbot, window, dialog).target == "weight"


@pytest.mark.parametrize("text", [SAMPLES, "height\tweight\n1.7\t70\n1.9\t85", "1.7,70\r\n1.9,85\r\n"])
def test_a_pasted_table_becomes_data(window, qtbot, imports, text):
    paste(qtbot, window, text)
    (dialog,) = imports()
    data = take(qtbot, window, dialog)
    assert data.x.tolist() == [[1.7], [1.9]] and data.origin is None


@pytest.mark.parametrize("text", ["", "hello", "w**2", "hello, world\nfoo, bar", "1\n2\n3", "PK\x03\x04"])
def test_what_is_no_table_is_not_pasted_as_data(window, qtbot, imports, text):
    paste(qtbot, window, text)
    assert imports() == []
    assert window.desk.notice.sentence.startswith("There is no table in the clipboard")


def test_a_table_that_is_pasted_into_a_field_stays_there(window, qtbot, imports):
    formula = field(window, "Formula")
    formula.selectAll()
    paste(qtbot, window, "1,2\n3,4", formula)
    assert imports() == [] and "1,2" in formula.toPlainText()


def test_cancelling_changes_nothing(window, qtbot, path, imports):
    drop(window, path)
    qtbot.keyClick(imports()[0], Qt.Key.Key_Escape)
    assert imports() == [] and window.session.experiment == SEED_EXPERIMENT
    assert QApplication.activeModalWidget() is None


def test_the_name_tells_a_table():
    assert is_table(Path("a/b.csv")) and is_table(Path("B.TSV")) and is_table(Path("c.txt"))
    assert not is_table(Path("a.json")) and not is_table(Path("csv"))
