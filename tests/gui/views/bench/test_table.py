"""The table of samples: typed into, with rows that come and go, pasted into and copied from."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem

import engine
from engine.bench import MOST_SAMPLES, SEED_BENCH, Bench
from gui.views.bench.model import ERROR, NUMBER, PIECE, PREDICTION, PULL, SHARE, SLOPE, TRUTH

PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def test_the_table_says_what_each_sample_costs(bench):
    row = [bench.cell(4, column) for column in (TRUTH, PREDICTION, ERROR, PIECE, SHARE, SLOPE, PULL)]
    assert row == ["4", "5", "1", "1", "40.0%", "0.4", "33.3%"]
    assert bench.cell(1, TRUTH) == "−0.5"


def test_a_number_that_is_typed_takes_the_place_of_the_old_one(bench):
    bench.type_cell(2, PREDICTION, "2.5")
    assert bench.bench == SEED_BENCH.with_prediction(2, 2.5)
    bench.type_cell(0, TRUTH, "-3,5")
    assert bench.bench == SEED_BENCH.with_prediction(2, 2.5).with_truth(0, -3.5)
    assert bench.words == ["Change prediction", "Change true value"]


@pytest.mark.parametrize("text", ["1..2", "-", "1e999", "1e"])
def test_what_is_no_number_is_said_and_the_old_one_stays(bench, text):
    bench.click_cell(1, PREDICTION)
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    bench.qtbot.keyClicks(editor, text)
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert bench.bench == SEED_BENCH and not bench.words
    assert bench.sentence == "Only a number such as 0.5 is allowed here."
    assert bench.cell(1, PREDICTION) == "0"
    bench.type_cell(1, PREDICTION, "1")
    assert bench.sentence == ""


def test_escape_takes_typing_back(bench):
    bench.type_cell(1, PREDICTION, "77", key=Qt.Key.Key_Escape)
    assert bench.bench == SEED_BENCH and bench.cell(1, PREDICTION) == "0"


def test_enter_goes_to_the_number_below_and_tab_to_the_next_one(bench):
    bench.type_cell(0, PREDICTION, "1")
    assert (bench.table.currentIndex().row(), bench.table.currentIndex().column()) == (1, PREDICTION)
    bench.type_cell(0, TRUTH, "2", key=Qt.Key.Key_Tab)
    assert (bench.table.currentIndex().row(), bench.table.currentIndex().column()) == (0, PREDICTION)
    for text in ("3", "4"):
        editor = QApplication.focusWidget()
        editor.selectAll()
        bench.qtbot.keyClicks(editor, text)
        bench.qtbot.keyClick(editor, Qt.Key.Key_Tab)
        QApplication.processEvents()
    assert bench.bench.truths[:2] == (2, 4) and bench.bench.predictions[0] == 3


def test_what_follows_from_the_samples_cannot_be_typed(bench):
    bench.click_cell(0, PIECE)
    bench.qtbot.keyClick(bench.table, "5")
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert bench.bench == SEED_BENCH


def test_the_arrows_of_the_table_select_in_the_plot(bench):
    bench.click_cell(0, TRUTH)
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_Down)
    assert bench.sample == 1


def test_rows_come_and_go(bench):
    bench.click_cell(1, TRUTH)
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_Insert)
    assert bench.bench == SEED_BENCH.with_sample(2, -0.5, 0)
    assert bench.sample == 2 and bench.table.currentIndex().row() == 2
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_Delete)
    assert bench.bench == SEED_BENCH
    assert bench.words == ["Add sample", "Remove sample"]


def test_several_rows_are_removed_at_once_but_never_all(bench):
    bench.click_cell(1, TRUTH)
    for _ in range(2):
        bench.qtbot.keyClick(bench.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_Delete)
    assert bench.bench.truths == (3, 4)
    bench.table.selectAll()
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_Delete)
    assert bench.bench.truths == (3, 4)
    assert bench.sentence == "At least one sample has to stay."


def test_a_full_table_says_so(bench):
    full = Bench((1,) * MOST_SAMPLES, (2,) * MOST_SAMPLES, SEED_BENCH.criteria)
    bench.view.show_bench(full)
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_Insert)
    assert bench.bench == full and bench.sentence == "The table is full: it takes 1,000 samples."


@pytest.mark.parametrize("where", ["table", "sample_plot"])
def test_samples_are_pasted_from_a_spreadsheet(bench, where):
    QApplication.clipboard().setText("true\tpredicted\n1,5\t2\n3\t4,25\n")
    part = getattr(bench.view, where)
    part.setFocus()
    bench.qtbot.keyClick(part, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (bench.bench.truths, bench.bench.predictions) == ((1.5, 3), (2, 4.25))
    assert bench.bench.criteria == SEED_BENCH.criteria
    assert bench.words == ["Paste samples"]


def test_what_cannot_be_pasted_is_said_and_nothing_changes(bench):
    QApplication.clipboard().setText("1,2\n3,x\n")
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bench.bench == SEED_BENCH
    assert bench.sentence == "Nothing was pasted. Row 2, column “column 2”: “x” is not a number."


def test_what_is_copied_can_be_pasted_again(bench):
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[:3] == ["y_true\ty_pred", "3\t2.5", "-0.5\t0"]
    bench.view.show_bench(SEED_BENCH.with_samples((1,), (1,)))
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bench.bench == SEED_BENCH


def test_selected_rows_alone_are_copied(bench):
    bench.click_cell(3, TRUTH)
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    bench.qtbot.keyClick(bench.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines() == ["y_true\ty_pred", "7\t8", "4\t5"]


def test_a_criterion_without_a_slope_leaves_its_columns_empty(bench):
    bench.view.show_bench(Bench((1, 0), (0.9, 0.8), (engine.criterion("zero_one"),)))
    assert [bench.cell(1, column) for column in (PIECE, SHARE, SLOPE, PULL)] == ["1", "100.0%", "–", "–"]


def test_a_narrow_table_spares_what_matters_least(bench):
    assert not bench.table.isColumnHidden(PIECE)
    bench.view._split.setSizes([160, 400])
    QApplication.processEvents()
    assert bench.table.isColumnHidden(PULL) and bench.table.isColumnHidden(SLOPE)
    assert not bench.table.isColumnHidden(PREDICTION) and not bench.table.isColumnHidden(ERROR)


@pytest.mark.parametrize("number", [123_456.0, 1_234_567.0, -1e120, 1.234e-9])
def test_a_number_has_as_many_digits_as_its_cell_has_room_for(bench, number):
    bench.view.show_bench(bench.bench.with_prediction(2, number))
    for column in (PREDICTION, ERROR, PIECE, SLOPE):
        index, option = bench.table.model().index(2, column), QStyleOptionViewItem()
        bench.table.initViewItemOption(option)
        option.rect = bench.table.visualRect(index)
        bench.table.itemDelegate().initStyleOption(option, index)
        assert option.fontMetrics.horizontalAdvance(option.text) < option.rect.width() - 2
        told = float(option.text.replace("−", "-").replace(",", "").replace("×10", "e").translate(PLAIN))
        assert told == pytest.approx(index.data(NUMBER), rel=0.5)
