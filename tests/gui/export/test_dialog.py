"""The export dialog, used by mouse and keys."""
from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

import engine
from engine.export import script, trace
from gui.controls.fault import Fault
from gui.export.destination import FOLDER_KEY
from gui.export.dialog import ExportDialog
from gui.export.formats import FORMATS
from gui.export.request import Request
from gui.settings import settings
from gui.theme import DARK, LIGHT
from tests.gui.person import go_to

ENTER = Qt.Key.Key_Return


@pytest.fixture
def opened(qtbot, tmp_path):
    """Open the dialog on the seed's experiment; files go to an empty folder."""
    dialogs = []

    def open_dialog(theme=LIGHT, step=7, experiment=engine.SEED_EXPERIMENT):
        (tmp_path / "out").mkdir(exist_ok=True)
        settings().setValue(FOLDER_KEY, str(tmp_path / "out"))
        dialog = ExportDialog(Request(experiment, experiment.runs(), step, theme=theme.name))
        dialogs.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: shown(dialog))
        return dialog

    yield open_dialog
    for dialog in dialogs:
        if isValid(dialog):
            dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(dialog):
    """Whether the preview is what the choices ask for."""
    return not dialog._drawing.is_busy


def field(dialog, name):
    return dialog.findChild(QWidget, name)


def button(dialog, words):
    return next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == words)


def fault(dialog):
    return dialog.findChild(Fault).sentence


def choose(dialog, name, words, qtbot):
    """Choose the entry of a list that begins so."""
    go_to(qtbot, field(dialog, name), words)
    qtbot.waitUntil(lambda: shown(dialog))


def type_into(dialog, name, text, qtbot):
    line = field(dialog, name)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def press(dialog, words, qtbot):
    qtbot.mouseClick(button(dialog, words), Qt.MouseButton.LeftButton)


def export(dialog, qtbot):
    """Press Export; the content of the file."""
    with qtbot.waitSignal(dialog.exported) as exported:
        press(dialog, "Export", qtbot)
    with open(exported.args[0], "rb") as file:
        return file.read()


def answer(words):
    """Press a button of the question that is about to come up."""
    def press_it():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(each for each in box.buttons() if each.text().replace("&", "") == words).click()

    QTimer.singleShot(50, press_it)


def test_a_figure_is_exported_as_it_is_previewed(opened, qtbot):
    dialog = opened()
    assert field(dialog, "step").text() == "7"
    assert field(dialog, "note").text() == "1,200 × 400 pixels"
    preview = dialog.grab().toImage()
    with Image.open(BytesIO(export(dialog, qtbot))) as image:
        assert image.size == (1200, 400)
    ball = LIGHT.racers[0]
    assert any(preview.pixelColor(x, y).name() == ball
               for x in range(340, preview.width()) for y in range(preview.height() - 150))
    assert not dialog.isVisible()


def test_the_choices_are_those_of_the_format(opened, qtbot):
    dialog = opened()
    for words, names in (
        ("SVG", {"views", "theme", "log", "width", "step"}),
        ("GIF", {"views", "theme", "log", "width", "last", "fps"}),
        ("Table", set()),
    ):
        choose(dialog, "format", words, qtbot)
        every = ("views", "theme", "log", "width", "step", "last", "fps")
        assert {name for name in every if field(dialog, name).isVisible()} == names


def test_every_choice_arrives_in_the_file(opened, qtbot):
    dialog = opened()
    choose(dialog, "theme", "Dark", qtbot)
    choose(dialog, "views", "Loss per step", qtbot)
    type_into(dialog, "width", "500", qtbot)
    qtbot.keyClick(field(dialog, "width"), ENTER)
    assert dialog.isVisible()  # Enter picks the number and nothing else
    qtbot.mouseClick(field(dialog, "log"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(dialog))
    assert field(dialog, "note").text() == "500 × 400 pixels"
    with Image.open(BytesIO(export(dialog, qtbot))) as image:
        assert image.size == (500, 400)
        assert "#{:02x}{:02x}{:02x}".format(*image.convert("RGB").getpixel((0, 0))) == DARK.window


def test_the_theme_of_the_window_is_the_first_choice(opened):
    assert field(opened(theme=DARK), "theme").currentText() == "Dark"


@pytest.mark.parametrize("words, write", [
    ("Table", lambda: trace(computed_runs())), ("Python", lambda: script(engine.SEED_EXPERIMENT))])
def test_a_text_is_previewed_and_written(opened, qtbot, words, write):
    dialog = opened()
    choose(dialog, "format", words, qtbot)
    previewed = dialog.findChild(QPlainTextEdit).toPlainText()
    content = export(dialog, qtbot).decode()
    assert content == write()
    assert previewed and content.startswith(previewed.rstrip())


def computed_runs():
    runs = engine.SEED_EXPERIMENT.runs()
    runs[0].extend_to(20)
    return runs


def test_an_animation_says_how_long_it_will_be(opened, qtbot):
    dialog = opened()
    choose(dialog, "format", "GIF", qtbot)
    type_into(dialog, "fps", "10", qtbot)
    type_into(dialog, "last", "2", qtbot)
    qtbot.keyClick(field(dialog, "last"), ENTER)
    assert field(dialog, "note").text() == "1,200 × 400 pixels, 5 frames, 1.9 seconds"
    qtbot.waitUntil(lambda: shown(dialog))
    with Image.open(BytesIO(export(dialog, qtbot))) as image:
        assert image.n_frames == 5


def test_the_extension_follows_the_format_and_the_format_a_typed_extension(opened, qtbot):
    dialog = opened()
    assert field(dialog, "path").text().endswith("quadratic.png")
    choose(dialog, "format", "PDF", qtbot)
    assert field(dialog, "path").text().endswith("quadratic.pdf")
    type_into(dialog, "path", "bowl.svg", qtbot)
    qtbot.keyClick(field(dialog, "path"), Qt.Key.Key_Tab)
    assert dialog.format.extension == ".svg"


def test_a_missing_extension_is_added_and_a_bare_name_goes_into_the_folder(opened, qtbot, tmp_path):
    dialog = opened()
    type_into(dialog, "path", "bowl", qtbot)
    with qtbot.waitSignal(dialog.exported) as exported:
        qtbot.keyClick(field(dialog, "path"), ENTER)
    assert exported.args == [str(tmp_path / "out" / "bowl.png")]


def test_the_last_format_and_folder_are_remembered(opened, qtbot, tmp_path):
    dialog = opened()
    choose(dialog, "format", "SVG", qtbot)
    type_into(dialog, "path", str(tmp_path / "elsewhere.svg"), qtbot)
    export(dialog, qtbot)
    again = ExportDialog(Request(engine.SEED_EXPERIMENT, engine.SEED_EXPERIMENT.runs(), 0))
    assert again.format.extension == ".svg"
    assert field(again, "path").text() == str(tmp_path / "quadratic.svg")
    again.reject()


def test_a_folder_that_is_gone_is_not_proposed(opened, tmp_path):
    settings().setValue(FOLDER_KEY, str(tmp_path / "gone"))
    dialog = ExportDialog(Request(engine.SEED_EXPERIMENT, engine.SEED_EXPERIMENT.runs(), 0))
    assert Path(field(dialog, "path").text()).parent == Path.home()
    dialog.reject()


def test_a_file_is_replaced_only_when_somebody_says_so(opened, qtbot, tmp_path):
    path = tmp_path / "out" / "quadratic.png"
    dialog = opened()
    path.write_bytes(b"old")
    answer("Cancel")
    press(dialog, "Export", qtbot)
    assert path.read_bytes() == b"old" and dialog.isVisible()
    answer("Replace")
    assert export(dialog, qtbot) == path.read_bytes() != b"old"


def test_a_file_that_cannot_be_written_is_told_and_the_dialog_stays(opened, qtbot):
    dialog = opened()
    type_into(dialog, "path", "no/such/folder/bowl.png", qtbot)
    press(dialog, "Export", qtbot)
    qtbot.waitUntil(lambda: bool(fault(dialog)))
    assert "cannot be written: there is no such file or folder" in fault(dialog)
    assert dialog.isVisible() and button(dialog, "Export").isEnabled()


def test_a_number_that_is_not_allowed_is_told_and_keeps_from_exporting(opened, qtbot):
    dialog = opened()
    type_into(dialog, "width", "1", qtbot)
    qtbot.keyClick(field(dialog, "width"), ENTER)
    assert "200" in fault(dialog) and "8000" in fault(dialog)
    assert not button(dialog, "Export").isEnabled()
    type_into(dialog, "width", "300", qtbot)
    qtbot.keyClick(field(dialog, "width"), ENTER)
    assert fault(dialog) == "" and button(dialog, "Export").isEnabled()


def test_what_this_computer_lacks_is_told_before_the_attempt(opened, qtbot, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("gui.export.video.find_spec", lambda name: None)
    dialog = opened()
    choose(dialog, "format", "MP4", qtbot)
    assert "ffmpeg" in fault(dialog)
    assert not button(dialog, "Export").isEnabled()


def test_writing_shows_progress_and_can_be_cancelled(opened, qtbot, tmp_path):
    dialog = opened()
    choose(dialog, "format", "APNG", qtbot)
    progress = dialog.findChild(QProgressBar)
    assert not progress.isVisible()
    press(dialog, "Export", qtbot)
    qtbot.waitUntil(lambda: progress.value() > 0)
    assert progress.isVisible() and not button(dialog, "Export").isEnabled()
    press(dialog, "Cancel", qtbot)
    assert dialog.isVisible() and not progress.isVisible() and button(dialog, "Export").isEnabled()
    assert list((tmp_path / "out").iterdir()) == []
    press(dialog, "Cancel", qtbot)
    assert not dialog.isVisible()


def test_escape_stops_writing_first_and_closes_then(opened, qtbot):
    dialog = opened()
    choose(dialog, "format", "WebP", qtbot)
    press(dialog, "Export", qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_every_field_has_a_label_and_every_format_a_line(opened):
    dialog = opened()
    buddies = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy()}
    assert {field(dialog, name) for name in ("format", "path", "views", "theme", "width", "step")} <= buddies
    entries = [field(dialog, "format").itemText(row) for row in range(field(dialog, "format").count())]
    for form in FORMATS:
        assert sum(entry.endswith(f"({form.extension})") for entry in entries) == 1
