from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.controls.tab_order import put_behind, put_in_front


def test_parts_that_are_made_late_come_behind_the_widget_they_follow(qtbot, stage):
    panel = QWidget()
    column = QVBoxLayout(panel)
    first, last = QLineEdit("first"), QLineEdit("last")
    for line in (first, last):
        column.addWidget(line)
    stage(panel, 200, 300)
    late = QWidget()
    inside = QVBoxLayout(late)
    for words in ("second", "third"):
        inside.addWidget(QLineEdit(words))
    column.insertWidget(1, late)
    fourth = QLineEdit("fourth")
    column.insertWidget(2, fourth)
    put_behind(first, late, fourth)
    QCoreApplication.processEvents()  # only then is seen what was added
    first.setFocus()
    reached = []
    for _ in range(4):
        qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(panel.window().focusWidget().text())
    assert reached == ["second", "third", "fourth", "last"]


def test_parts_that_are_made_late_come_in_front_of_the_widget_they_precede(qtbot, stage):
    panel = QWidget()
    column = QVBoxLayout(panel)
    first, last = QLineEdit("first"), QLineEdit("last")
    for each in (first, QWidget(), last):
        column.addWidget(each)
    stage(panel, 200, 300)
    late = QLineEdit("late")
    column.insertWidget(1, late)
    put_in_front(last, late)
    QCoreApplication.processEvents()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert panel.window().focusWidget() is late
    qtbot.keyClick(late, Qt.Key.Key_Tab)
    assert panel.window().focusWidget() is last
