"""The dialog between a file and its samples, used by mouse and keys."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from engine.data.data import CsvColumns
from engine.data.from_table import read_data
from engine.tables.dialect import Dialect
from gui.dialogs.table_preview import TablePreview
from tests.gui.dialogs.data_dialog import (
    LEFT,
    cells,
    checkbox,
    choose,
    fault,
    features,
    headings,
    part,
    settle,
    tick,
    told,
    use,
    use_button,
)

FLOWERS = "length,width,kind\n1.5,0.2,rose\n4.7,1.4,lily\n5.1,1.9,rose\n"


def test_columns_are_suggested_and_can_be_taken_at_once(look_into, qtbot, tmp_path):
    dialog = look_into(FLOWERS)
    assert cells(dialog, 0) == ["length", "width", "kind"] and cells(dialog, 1) == ["1.5", "0.2", "rose"]
    assert headings(dialog) == ["feature", "feature", "target"]
    assert told(dialog) == "3 rows · 3 columns · 2 classes: lily, rose"
    data = use(qtbot, dialog)
    assert data.x.tolist() == [[1.5, 0.2], [4.7, 1.4], [5.1, 1.9]] and data.y.tolist() == [1, 0, 1]
    assert data.features == ("length", "width") and data.classes == ("lily", "rose")
    path = tmp_path / "blumen größe.csv"
    assert data.origin == CsvColumns(path, ("length", "width"), "kind", Dialect())
    assert read_data(data.origin) == data


def test_pasted_samples_have_no_origin(look_into, qtbot):
    data = use(qtbot, look_into(b"x\ty\n1,5\t2\n2,5\t3\n"))
    assert data.x.tolist() == [[1.5], [2.5]] and data.origin is None


@pytest.mark.parametrize("content, delimiter, decimal, has_header", [
    ("x,y\n1.5,2\n", "Comma", "Point", True),
    ("x;y\n1,5;2\n", "Semicolon", "Comma", True),
    ("1.5\t2\r\n3\t4\r\n", "Tab", "Point", False),
])  # fmt: skip
def test_how_the_file_is_written_is_guessed_and_shown(look_into, content, delimiter, decimal, has_header):
    dialog = look_into(content)
    assert part(dialog, "Separated by").currentText().startswith(delimiter)
    assert part(dialog, "Decimal sign").currentText().startswith(decimal)
    assert checkbox(dialog, "names").isChecked() is has_header
    font = dialog.findChild(TablePreview).model().index(0, 0).data(Qt.ItemDataRole.FontRole)
    assert (font is not None and font.bold()) is has_header


@pytest.mark.parametrize("content", [
    "x,y\n1.5,2\n-3,4\n", "\ufeffx,y\r\n1.5,2\r\n-3,4\r\n", "x;y\n1,5;2\n-3;4\n",
    '"x","y"\n"1.5","2"\n"-3",4', "x,y,\n1.5,2,\n-3,4,\n",
])  # fmt: skip
def test_the_same_samples_are_read_however_they_are_written(look_into, qtbot, content):
    data = use(qtbot, look_into(content))
    assert data.x.tolist() == [[1.5], [-3]] and data.y.tolist() == [2, 4]


def test_latin_1_is_read(look_into, qtbot, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("größe;art\n1;süß\n2;herb\n".encode("latin-1"))
    data = use(qtbot, look_into(path))
    assert data.features == ("größe",) and data.classes == ("herb", "süß")


def test_another_delimiter_is_tried_at_once(look_into, qtbot):
    dialog = look_into("a;b\n1,5;2\n3,5;4\n")
    choose(qtbot, dialog, "Separated by", "Comma")
    assert cells(dialog, 1) == ["1", "5;2"]
    assert fault(dialog) == "row 2: there are 2 values, but the header has 1."
    assert not use_button(dialog).isEnabled()
    choose(qtbot, dialog, "Separated by", "Semicolon")
    assert fault(dialog) == ""
    assert use(qtbot, dialog).x.tolist() == [[1.5], [3.5]]


def test_another_decimal_sign_makes_other_numbers(look_into, qtbot):
    dialog = look_into("a;b\n1,5;2\n3,5;4\n")
    choose(qtbot, dialog, "Decimal sign", "Point")
    assert features(dialog) == ["a · text"]
    choose(qtbot, dialog, "Decimal sign", "Comma")
    data = use(qtbot, dialog)
    assert data.x.tolist() == [[1.5], [3.5]] and data.origin.dialect == Dialect(";", ",")


def test_without_names_the_first_row_is_a_sample_too(look_into, qtbot):
    dialog = look_into("1,2\n3,4\n5,6\n")
    assert told(dialog).startswith("3 rows")
    qtbot.mouseClick(checkbox(dialog, "names"), LEFT)
    settle(qtbot, dialog)
    assert told(dialog).startswith("2 rows") and features(dialog) == ["[1]"]
    qtbot.mouseClick(checkbox(dialog, "names"), LEFT)
    settle(qtbot, dialog)
    assert use(qtbot, dialog).features == ("column 1",)


def test_features_are_ticked_and_the_target_is_not_among_them(look_into, qtbot):
    dialog = look_into("a,b,c,d\n1,2,3,4\n5,6,7,8\n")
    assert features(dialog) == ["[a]", "[b]", "c"]
    tick(qtbot, dialog, "c")
    tick(qtbot, dialog, "a")
    assert features(dialog) == ["a", "[b]", "[c]"]
    assert headings(dialog) == ["", "feature", "feature", "target"]
    assert use(qtbot, dialog).x.tolist() == [[2, 3], [6, 7]]


def test_a_feature_that_becomes_the_target_changes_places_with_it(look_into, qtbot):
    dialog = look_into("a,b\n1,2\n5,6\n")
    choose(qtbot, dialog, "Target", "a")
    assert features(dialog) == ["[b]"]
    data = use(qtbot, dialog)
    assert (data.features, data.target, data.y.tolist()) == (("b",), "a", [1, 5])


def test_a_choice_stays_when_the_file_is_read_in_another_way(look_into, qtbot):
    dialog = look_into("a;b;c\n1;2;3\n5;6;7\n")
    tick(qtbot, dialog, "a")
    choose(qtbot, dialog, "Decimal sign", "Comma")
    assert features(dialog) == ["a", "[b]"]


def test_numbers_can_be_classes(look_into, qtbot):
    dialog = look_into("x,k\n1,1\n2,0\n3,1\n")
    assert part(dialog, "Kind of the target").currentText() == "Number"
    choose(qtbot, dialog, "Kind of the target", "Classes")
    assert told(dialog).endswith("2 classes: 0, 1")
    data = use(qtbot, dialog)
    assert data.classes == ("0", "1") and data.origin.as_classes and read_data(data.origin) == data


def test_texts_are_classes_and_nothing_else(look_into):
    kind = part(look_into(FLOWERS), "Kind of the target")
    assert kind.currentText() == "Classes" and not kind.isEnabled()


def test_rows_with_a_gap_are_told_and_left_out_when_somebody_says_so(look_into, qtbot):
    dialog = look_into("x,z,y\n1,,2\n,1,3\n4,1,NA\n5,6,7\n")
    tick(qtbot, dialog, "z")
    assert fault(dialog) == "row 3, column “x”: a number is missing."
    assert not use_button(dialog).isEnabled()
    qtbot.mouseClick(checkbox(dialog, "Leave out 2 rows with missing values"), LEFT)
    settle(qtbot, dialog)
    assert fault(dialog) == "" and told(dialog) == "4 rows, 2 left out · 3 columns"
    data = use(qtbot, dialog)
    assert data.x.tolist() == [[1], [5]] and data.origin.drop_missing and read_data(data.origin) == data


def test_nothing_is_offered_to_be_left_out_where_nothing_is_missing(look_into, qtbot):
    dialog = look_into("x,z,y\n1,,2\n3,1,3\n")
    assert checkbox(dialog, "Leave out the one row with a missing value").isVisible()
    tick(qtbot, dialog, "z")
    assert not checkbox(dialog, "Leave out").isVisible()
    assert not use(qtbot, dialog).origin.drop_missing


def test_a_text_among_numbers_is_told_with_its_row_and_column(look_into, qtbot):
    dialog = look_into("x,z,y\n1,2,3\n4,<b>5</b>,6\n")
    assert features(dialog) == ["[x]", "z · text"]
    tick(qtbot, dialog, "z")
    assert fault(dialog) == "row 3, column “z”: “<b>5</b>” is not a number."
    tick(qtbot, dialog, "z")
    assert fault(dialog) == "" and use_button(dialog).isEnabled()


def test_a_typing_error_in_the_only_feature_is_told_at_once(look_into):
    dialog = look_into("x,y\n1,2\n3.4.5,4\n5,6\n")
    assert fault(dialog) == "row 3, column “x”: “3.4.5” is not a number."


def test_without_a_feature_there_are_no_samples(look_into, qtbot):
    dialog = look_into("x,y\n1,2\n")
    tick(qtbot, dialog, "x")
    assert fault(dialog) == "Choose at least one column as a feature."
    assert not use_button(dialog).isEnabled()


def test_every_control_can_be_reached_by_tab_and_has_a_name(look_into, qtbot):
    dialog = look_into(FLOWERS)
    reached = set()
    for _ in range(20):
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.add(dialog.focusWidget().accessibleName() or dialog.focusWidget().text().replace("&", ""))
    assert {"Separated by", "Decimal sign", "First row has the names", "First rows", "Features", "Target",
            "Use these data"} <= reached


def test_it_fits_on_a_small_screen(look_into):
    dialog = look_into(FLOWERS)
    assert dialog.minimumSizeHint().height() <= 560 and dialog.width() <= 1024
