"""What a person does to the window: keys, words, answers to its questions."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QWidget


def forget_changes(window):
    """Let the window close without a question."""
    window.document._saved = window.session.experiment


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def field(window, name):
    """The part in sight that is called so."""
    return next(
        each for each in window.findChildren(QWidget) if each.accessibleName() == name and each.isVisible()
    )


def retype(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def go_to(qtbot, box, words):
    """Go down a list of choices by keys to the entry that begins so."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText().startswith(words):
            break
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText().startswith(words)


def answer(button):
    """Press this button of the question that comes next."""

    def look():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            box.button(button).click()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(10, look)


def choose_file(path):
    """Answer the file dialog that comes next with this path."""

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
            dialog.accept()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(10, look)


def close_dialog(kind):
    """Close the dialog that comes next; what it was is returned in a list."""
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            seen.append(type(dialog).__name__)
            dialog.reject()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(10, look)
    return seen


PLOT = QPoint(600, 10)


def drop(window, path, place=PLOT):
    """Drag a file over a place of the window and let go; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # As from the desktop: the part below is asked first, then what it stands in.
    part = window.childAt(place) or window
    while part is not None:
        here = part.mapFrom(window, place)
        entering = QDragEnterEvent(here, *how)
        if part.acceptDrops() and QApplication.sendEvent(part, entering) and entering.isAccepted():
            QApplication.sendEvent(part, QDropEvent(QPointF(here), *how))
            return True
        part = None if part is window else part.parentWidget()
    return False
