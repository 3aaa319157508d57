"""What a person sees in the dialog of data, and does with it."""
from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QListWidget, QWidget

from gui.controls.fault import Fault
from gui.dialogs.table_preview import TablePreview
from tests.gui.person import go_to

LEFT = Qt.MouseButton.LeftButton


def settle(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog._reading.is_busy and not dialog._making.is_busy)


def part(dialog, name):
    return next(each for each in dialog.findChildren(QWidget) if each.accessibleName() == name)


def fault(dialog):
    return dialog.findChild(Fault).sentence


def told(dialog):
    return dialog.findChild(QLabel, "told").text()


def checkbox(dialog, words):
    return next(each for each in dialog.findChildren(QCheckBox) if words in each.text().replace("&", ""))


def use_button(dialog):
    buttons = dialog.findChild(QDialogButtonBox).buttons()
    return next(each for each in buttons if each.text().replace("&", "") == "Use these data")


def cancel_button(dialog):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel)


def use(qtbot, dialog):
    """Press the button; the data that it gives."""
    assert use_button(dialog).isEnabled()
    qtbot.mouseClick(use_button(dialog), LEFT)
    (data,) = dialog.read
    assert not dialog.isVisible()
    return data


def choose(qtbot, dialog, name, words):
    """Choose the entry of a list that begins so."""
    go_to(qtbot, part(dialog, name), words)
    settle(qtbot, dialog)


def tick(qtbot, dialog, name):
    """Click on the box of a feature."""
    features = dialog.findChild(QListWidget)
    (item,) = features.findItems(name, Qt.MatchFlag.MatchStartsWith)
    features.scrollToItem(item)
    place = features.visualItemRect(item)
    qtbot.mouseClick(features.viewport(), LEFT, pos=QPoint(place.left() + 12, place.center().y()))
    settle(qtbot, dialog)


def features(dialog):
    """The names of the features that are offered, with those in brackets that are chosen."""
    offered = dialog.findChild(QListWidget)
    items = [offered.item(row) for row in range(offered.count())]
    checked = Qt.CheckState.Checked
    return [f"[{each.text()}]" if each.checkState() == checked else each.text()
            for each in items if not each.isHidden()]


def cells(dialog, row):
    model = dialog.findChild(TablePreview).model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def headings(dialog):
    model = dialog.findChild(TablePreview).model()
    across = Qt.Orientation.Horizontal
    return [model.headerData(column, across) for column in range(model.columnCount())]
