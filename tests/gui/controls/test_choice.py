from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox

from gui.controls.choice import Choice
from gui.theme import DARK, LIGHT, apply_theme, contrast


@pytest.fixture
def choice(qapp, stage):
    apply_theme(qapp, LIGHT)
    choice = Choice()
    choice.add_title("Bowls")
    choice.add_entry("Round", "The same in every direction")
    choice.add_title("Valleys")
    choice.add_entry("Long")
    choice.setCurrentIndex(1)
    choice.picked = []
    choice.activated.connect(choice.picked.append)
    return stage(choice, 200, 32)


def test_keys_pass_over_the_titles(qtbot, choice):
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == "Long"
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert choice.picked == [3, 1]


def test_an_entry_explains_itself(choice):
    assert choice.itemData(1, Qt.ItemDataRole.ToolTipRole) == "The same in every direction"


def test_the_wheel_scrolls_the_panel_and_picks_nothing(choice):
    turn = QWheelEvent(QPointF(9, 9), choice.mapToGlobal(QPointF(9, 9)), QPoint(), QPoint(0, -120),
                       Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                       Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(choice, turn)
    assert not turn.isAccepted()
    assert choice.currentIndex() == 1


@pytest.mark.parametrize("theme", (LIGHT, DARK), ids=lambda theme: theme.name)
def test_titles_can_be_read_in_the_theme_of_the_moment(qapp, choice, theme):
    apply_theme(qapp, theme)
    for row in (0, 2):
        title = choice.itemData(row, Qt.ItemDataRole.ForegroundRole).color().name()
        assert contrast(title, theme.card) >= 4.5


@pytest.mark.parametrize("theme", (LIGHT, DARK), ids=lambda theme: theme.name)
@pytest.mark.parametrize("direction, middle", [
    (Qt.LayoutDirection.LeftToRight, 200 - 7 - 8), (Qt.LayoutDirection.RightToLeft, 7 + 8)])
def test_the_arrow_is_drawn_at_the_end_in_the_colour_of_the_text(qapp, choice, theme, direction, middle):
    apply_theme(qapp, theme)
    choice.setLayoutDirection(direction)
    image = choice.grab().toImage()
    column = [image.pixelColor(middle, y).name() for y in range(8, 24)]
    assert max(contrast(colour, theme.card) for colour in column) > 7


def test_an_entry_that_is_refused_says_why_and_is_passed_over(qtbot, choice):
    choice.add_entry("Longer")
    choice.show_refusal(3, "There is no valley.")
    assert choice.itemData(3, Qt.ItemDataRole.ToolTipRole) == "There is no valley."
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == "Longer"


def test_a_refusal_can_be_taken_back(qtbot, choice):
    choice.show_refusal(1, "Too round.")
    choice.show_refusal(1, "")
    assert choice.itemData(1, Qt.ItemDataRole.ToolTipRole) == "The same in every direction"
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert choice.currentText() == "Round"


def test_an_entry_can_say_another_thing(choice):
    choice.show_entry(1, "Oval", "Longer than wide")
    assert choice.itemText(1) == "Oval"
    assert choice.itemData(1, Qt.ItemDataRole.ToolTipRole) == "Longer than wide"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_refused_entry_looks_like_one_in_both_themes(qapp, choice, theme):
    choice.show_refusal(3, "There is no valley.")
    apply_theme(qapp, theme)
    colour = choice.itemData(3, Qt.ItemDataRole.ForegroundRole).color().name()
    assert colour == theme.disabled
    choice.show_refusal(3, "")
    assert choice.itemData(3, Qt.ItemDataRole.ForegroundRole) is None


def test_what_is_too_long_for_its_place_ends_in_an_ellipsis(choice):
    choice.setCurrentIndex(choice.add_entry("A valley that is far too long for its place"))
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert option.currentText.startswith("A valley") and option.currentText.endswith("…")
    choice.setCurrentIndex(1)
    choice.initStyleOption(option)
    assert option.currentText == "Round"


def test_the_open_list_shows_all_entries_without_scrolling(qapp, choice):
    choice.showPopup()
    qapp.processEvents()
    view = choice.view()
    last = view.visualRect(choice.model().index(choice.count() - 1, 0))
    assert view.viewport().rect().contains(last)
    assert not view.verticalScrollBar().isVisible() and view.verticalScrollBar().maximum() == 0
    choice.hidePopup()


def test_keys_move_in_the_open_list_and_are_no_commands_of_the_window(qtbot, qapp, choice):
    choice.showPopup()
    qapp.processEvents()
    view = choice.view()
    for key, text in ((Qt.Key.Key_End, ""), (Qt.Key.Key_Space, " "), (Qt.Key.Key_L, "l")):
        wish = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, text)
        wish.ignore()
        QApplication.sendEvent(view, wish)
        assert wish.isAccepted()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().data() == "Long"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert choice.picked == [3]
