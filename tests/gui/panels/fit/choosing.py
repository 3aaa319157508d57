"""How a person picks and types on the data side of the loss panel."""
from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from engine import Fit
from gui.controls.choice import Choice
from gui.controls.fault import Fault
from gui.controls.formula_field import FormulaField
from gui.controls.number import NumberField
from gui.panels.loss import LossPanel


def part(panel: QWidget, kind: type, name: str):
    """The part in sight that is called so."""
    (found,) = (each for each in panel.findChildren(kind)
                if each.accessibleName() == name and each.isVisibleTo(panel))
    return found


def choice(panel: QWidget, name: str) -> Choice:
    return part(panel, Choice, name)


def number(panel: QWidget, name: str) -> NumberField:
    return part(panel, NumberField, name)


def shown(panel: QWidget, name: str) -> bool:
    return any(each.accessibleName() == name and each.isVisibleTo(panel)
               for kind in (NumberField, FormulaField) for each in panel.findChildren(kind))


def open_and_pick(qtbot, box: Choice, words: str) -> None:
    """Open the list, go to an entry, and take it."""
    box.setFocus()
    box.showPopup()
    view = box.view()
    view.setCurrentIndex(box.model().index(box.findText(words), 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    QCoreApplication.processEvents()


def pick(qtbot, panel: LossPanel, name: str, words: str) -> Fit:
    """Pick an entry, and wait for the fit that it makes."""
    with qtbot.waitSignal(panel.loss_picked, timeout=20_000):
        open_and_pick(qtbot, choice(panel, name), words)
    return panel.picked[-1]


def write(qtbot, field: NumberField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def pick_number(qtbot, panel: LossPanel, name: str, text: str) -> Fit:
    with qtbot.waitSignal(panel.loss_picked):
        write(qtbot, number(panel, name), text)
    return panel.picked[-1]


def type_formula(qtbot, panel: LossPanel, name: str, text: str) -> None:
    field = part(panel, FormulaField, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def pick_formula(qtbot, panel: LossPanel, name: str, text: str) -> Fit:
    with qtbot.waitSignal(panel.loss_picked, timeout=20_000):
        type_formula(qtbot, panel, name, text)
    return panel.picked[-1]


def faults(panel: LossPanel) -> list[str]:
    return [each.sentence for each in panel.findChildren(Fault) if each.isVisibleTo(panel)]


def words(panel: LossPanel) -> list[str]:
    """All words in sight."""
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisibleTo(panel)]


def tip(box: Choice, words: str) -> str:
    return box.itemData(box.findText(words), Qt.ItemDataRole.ToolTipRole)


def can_be_chosen(box: Choice, words: str) -> bool:
    index = box.model().index(box.findText(words), 0)
    return bool(box.model().flags(index) & Qt.ItemFlag.ItemIsEnabled)


def unfold(qtbot, panel: LossPanel, title: str) -> None:
    (button,) = (each for each in panel.findChildren(QToolButton)
                 if each.text() == title and each.isVisibleTo(panel))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
