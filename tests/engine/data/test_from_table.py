"""Columns of a table as samples: targets, classes, gaps, and a sentence for what cannot be used."""

from __future__ import annotations

import numpy as np
import pytest

from engine import InputError
from engine.data.data import CsvColumns, Data
from engine.data.from_table import data_of, read_data, suggested
from engine.tables.dialect import Dialect
from engine.tables.reading import table_of
from tests.engine.sentences import is_plain_sentence


def table(text, dialect=None):
    return table_of(text if isinstance(text, bytes) else text.encode(), dialect)


def test_chosen_columns_become_samples_in_their_order():
    data = data_of(table("a,b,c\n1,2,3\n4,5,6\n"), ["c", "a"], "b")
    assert data.x.tolist() == [[3, 1], [6, 4]] and data.y.tolist() == [2, 5]
    assert (data.features, data.target, data.classes, data.origin) == (("c", "a"), "b", (), None)


def test_a_target_of_texts_becomes_classes_in_sorted_order():
    data = data_of(table("x,kind\n1,virginica\n2,setosa\n3, virginica\n"), ["x"], "kind")
    assert data.classes == ("setosa", "virginica") and data.y.tolist() == [1, 0, 1]


def test_a_target_of_numbers_becomes_classes_on_request():
    found = table("x,k\n1,10\n2,2\n3,10\n")
    assert data_of(found, ["x"], "k").classes == ()
    data = data_of(found, ["x"], "k", as_classes=True)
    assert data.classes == ("2", "10") and data.y.tolist() == [1, 0, 1]


def test_rows_with_a_gap_are_left_out_on_request_and_count_in_chosen_columns_only():
    found = table("x,z,y\n1,,2\n,1,3\n4,1,NA\n5,6,7\n")
    with pytest.raises(InputError, match="row 3, column “x”: a number is missing"):
        data_of(found, ["x"], "y")
    data = data_of(found, ["x"], "y", drop_missing=True)
    assert data.x.tolist() == [[1], [5]] and data.y.tolist() == [2, 7]
    assert found.missing(["x", "y"]) == 2


def test_classes_that_only_left_out_rows_have_are_none():
    data = data_of(table("x,k\n1,a\n,c\n3,b\n4,\n"), ["x"], "k", drop_missing=True)
    assert data.classes == ("a", "b") and data.y.tolist() == [0, 1]


def test_a_text_in_a_row_that_is_left_out_does_no_harm():
    data = data_of(table("x,y\n1,2\nabc,\n3,4\n"), ["x"], "y", drop_missing=True)
    assert data.x.tolist() == [[1], [3]]


@pytest.mark.parametrize("content, x, y, choices, sentence", [
    ("x,y\n1,2\nabc,4\n", "x", "y", {}, "row 3, column “x”: “abc” is not a number."),
    ("x,y\n1,2\n,4\n", "x", "y", {}, "row 3, column “x”: a number is missing."),
    ("x,y\n1,2\n3,\n", "x", "y", {}, "row 3, column “y”: a number is missing."),
    ("x,k\n1,a\n2,b\n3,\n", "x", "k", {}, "row 4, column “k”: a value is missing."),
    ("x,y\n,2\n3,\n", "x", "y", {"drop_missing": True}, "No row has a value in each of the chosen columns."),
    ("x,y\n1,NA\n", "x", "y", {"drop_missing": True}, "No row has a value in each of the chosen columns."),
    ("x,k\n1,a\n2,a\n", "x", "k", {}, "Column “k” has 1 different value: classes are 2 to 20."),
    ("x,k\n" + "\n".join(f"{i},n{i}" for i in range(21)), "x", "k", {},
     "Column “k” has 21 different values: classes are 2 to 20."),
    ("x,y\n" + "\n".join(f"{i},{i / 2}" for i in range(40)) + "\n1,oh", "x", "y", {},
     "row 42, column “y”: “oh” is not a number."),
    ("x,y\n" + "\n".join(f"{i},{i / 2}" for i in range(40)), "x", "y", {"as_classes": True},
     "Column “y” has 40 different values: classes are 2 to 20."),
    ("x,y\n1,2\n", "z", "y", {}, "There is no column “z”; the columns are x, y."),
    ("x,y\n1,2\n", "x", "z", {}, "There is no column “z”; the columns are x, y."),
    ("x,y\n1,2\n", "", "y", {}, "Choose at least one column as a feature."),
    ("x,y\n1,2\n", "xx", "y", {}, "Column “x” is chosen twice as a feature."),
    ("x,y\n1,2\n", "y", "y", {}, "Column “y” cannot be a feature and the target as well."),
    ("a,b,c,d,e,f,g,h,i,j,y\n1,1,1,1,1,1,1,1,1,1,1\n", "abcdefghij", "y", {},
     "10 columns are chosen as features: at most 9 can be used."),
])  # fmt: skip
def test_columns_that_make_no_samples_are_told_in_one_sentence(content, x, y, choices, sentence):
    with pytest.raises(InputError) as caught:
        data_of(table(content), list(x), y, **choices)
    assert str(caught.value) == sentence
    assert is_plain_sentence(sentence)


@pytest.mark.parametrize("content, x, y", [
    ("a,b,c\n1,2,3\n", ("a", "b"), "c"),
    ("a,b,c,d\n1,2,3,4\n", ("a", "b"), "d"),
    ("x,y\n1,2\n", ("x",), "y"),
    ("name,x,kind\nann,1,p\nbob,2,q\n", ("x",), "kind"),
    ("kind,x\np,1\nq,2\n", (), "x"),
    ("x,note\n" + "\n".join(f"{i},note {i}" for i in range(30)), (), "x"),
    ("x,y,empty\n1,2,\n3,4,\n", ("x",), "y"),
    ("x\n1\n2\n", (), "x"),
    ("x,y\n1,2\noh,4\n5,6\n", ("x",), "y"),
    ("x,z,y\n1,2,2\noh,3,4\n5,4,6\n", ("z",), "y"),
    ("note\nhello\nhello\n", (), "note"),
])  # fmt: skip
def test_features_and_a_target_are_suggested(content, x, y):
    assert suggested(table(content)) == (x, y)


def test_a_file_is_read_again_from_its_origin(tmp_path):
    path = tmp_path / "größe.csv"
    path.write_text("größe;art\n1,5;b\n;a\n3;a\n", encoding="utf-8")
    origin = CsvColumns(path, ("größe",), "art", Dialect(";", ","), drop_missing=True)
    data = read_data(origin)
    assert data.x.tolist() == [[1.5], [3.0]] and data.y.tolist() == [1, 0]
    assert data.origin == origin and read_data(origin) == data
    guessed = read_data(CsvColumns(path, ("größe",), "art", drop_missing=True))
    assert guessed.x.tolist() == data.x.tolist() and guessed != data


def test_what_is_wrong_with_a_file_that_is_read_again_is_told_with_its_name(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("x,y\n1,2\nabc,4\n")
    with pytest.raises(InputError, match=r"data\.csv: row 3, column “x”: “abc” is not a number\.$"):
        read_data(CsvColumns(path, ("x",), "y"))
    path.unlink()
    with pytest.raises(InputError, match=r"data\.csv cannot be read: there is no such file or folder\.$"):
        read_data(CsvColumns(path, ("x",), "y"))


def test_each_of_many_rows_gets_the_number_of_its_class():
    rows = np.random.default_rng(1).integers(0, 3, 5_000)
    content = "x,k\n" + "\n".join(f"{row},{'pqr'[row]}" for row in rows)
    data = data_of(table(content), ["x"], "k")
    assert data.y.tolist() == rows.tolist() and data.classes == ("p", "q", "r")


def test_samples_that_were_made_of_a_table_cannot_be_changed():
    found = table("x,y\n1,2\n3,4\n")
    data = data_of(found, ["x"], "y")
    for values in (data.x, data.y):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 7
    found.column("y").numbers[0] = 7
    assert data.y.tolist() == [2, 4]


def test_data_keeps_a_copy_of_what_others_can_change():
    x, y = np.array([[1.0], [2.0]]), np.array([3.0, 4.0])
    seen = y.view()
    seen.flags.writeable = False
    data = Data(x, seen, ("x",))
    x[0, 0] = y[0] = 7
    assert data.x.tolist() == [[1], [2]] and data.y.tolist() == [3, 4]
    assert Data(data.x, data.y, ("x",)).x is data.x
