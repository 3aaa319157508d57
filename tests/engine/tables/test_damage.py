"""A sentence for each kind of damage, with the row and column where there is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import InputError
from engine.tables.dialect import Dialect
from engine.tables.reading import read_table, table_of
from tests.engine.sentences import is_plain_sentence


def table(text, dialect=None):
    return table_of(text if isinstance(text, bytes) else text.encode(), dialect)


def refusal(content, dialect=None):
    with pytest.raises(InputError) as caught:
        table(content, dialect)
    assert is_plain_sentence(str(caught.value))
    return str(caught.value)


@pytest.mark.parametrize("content, words", [
    ("", ["empty"]),
    ("\ufeff", ["empty"]),
    ("\n \n\n", ["empty"]),
    ("x,y\n", ["header and no rows"]),
    ("x,y\n1,2\n3\n", ["row 3: there is 1 value, but the header has 2"]),
    ("x,y\n1,2\n3,4,5\n", ["row 3", "3 values", "header has 2"]),
    ("x,y,\n1,2\n3,4,5\n", ["row 3", "3 values", "header has 2"]),
    ("1,2\n3,4,5\n", ["row 2", "first row has 2"]),
    ("x,x\n1,2\n", ["2 columns are called “x”"]),
    ('x,y\n"1,2\n3,4\n', ["quotation mark", "never closed"]),
    ('x,y\n"1"5,2\n3,4\n', ["line 2", "closing quotation mark"]),
    ("x,y\n" + '"' + "1" * 200_000 + '",2\n', ["line 2", "too long"]),
    (b"x,y\n1,\x002\n", ["zero", "byte 7"]),
    (b"x,y\n1,\x81\n", ["byte 7", "no character"]),
    (b"\xff\xfex\x00,\x00y", ["byte 7", "no character"]),
    (b"\xff\xfe", ["empty"]),
    (b"PK\x03\x04\x14\x00", ["workbook"]),
    (b"\xd0\xcf\x11\xe0\xa1", ["old workbook"]),
    (b"%PDF-1.7", ["PDF"]),
    (b"\x1f\x8b\x08", ["compressed"]),
    (b"\x89PNG\r\n", ["picture"]),
    ("<!DOCTYPE html>\n<html>", ["web page"]),
    ('{"fall_line": 1}', ["JSON"]),
    (",".join(f"c{k}" for k in range(1001)) + "\n" + ",".join("1" * 1001), ["1,001 columns", "1,000"]),
    (",".join("12" for _ in range(1001)), ["1,001 columns", "1,000"]),
])  # fmt: skip
def test_a_damaged_file_is_told_in_one_sentence(content, words):
    sentence = refusal(content)
    for word in words:
        assert word in sentence


@pytest.mark.parametrize("cell, fault", [
    ("abc", "is not a number"), ("1.2.3", "is not a number"), ("1,5", "is not a number"),
    ("1_000", "is not a number"), ("inf", "is not a finite number"), ("-Infinity", "is not a finite number"),
    ("1e999", "is too large for a number"), ("0x10", "is not a number"), ("\u0661", "is not a number"),
    ("1 000", "is not a number"), ("--1", "is not a number"), ("1e", "is not a number"),
    ("+", "is not a number"),
])  # fmt: skip
def test_a_cell_that_is_no_number_is_told_with_its_row_and_column(cell, fault):
    text = "\n".join(["age;height", "1;2", "", *["3;4"] * 3, f'5;"{cell}"', "6;x"])
    found = table(text, Dialect(";"))
    with pytest.raises(InputError) as caught:
        _ = found.column("height").numbers
    assert str(caught.value) == f"row 7, column “height”: “{cell}” {fault}."
    assert found.column("age").numbers.tolist() == [1, 3, 3, 3, 5, 6]


def test_a_point_among_decimal_commas_is_not_guessed_at():
    found = table("x;y\n1,5;1.234,5\n2,5;1.234\n")
    assert found.column("x").numbers.tolist() == [1.5, 2.5]
    with pytest.raises(InputError, match=r"row 2, column “y”: “1\.234,5” is not a number"):
        _ = found.column("y").numbers


@pytest.mark.parametrize("content, words", [
    ("k\n" + "\n".join(f"n{i}" for i in range(21)), ["“k”", "21 different values", "2 to 20"]),
    ("k,x\na,1\na,2\n", ["“k”", "1 different value:"]),
])  # fmt: skip
def test_columns_that_are_no_classes_are_told_in_one_sentence(content, words):
    with pytest.raises(InputError) as caught:
        _ = table(content).column("k").classes
    assert is_plain_sentence(str(caught.value))
    for word in words:
        assert word in str(caught.value)


def test_a_column_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(InputError, match="no column “z”; the columns are x, y"):
        table("x,y\n1,2\n").column("z")


def test_a_file_is_named_in_what_is_said_of_it(tmp_path):
    path = tmp_path / "data.csv"
    path.write_bytes(b"x,y\n1,2\n3\n")
    with pytest.raises(InputError, match=r"data\.csv: row 3"):
        read_table(path)
    with pytest.raises(InputError, match=r"nowhere\.csv cannot be read: there is no such file"):
        read_table(tmp_path / "nowhere.csv")
    path.write_bytes(b"x,y\n1,2\n3,4\n")
    assert read_table(str(path)).column("y").numbers.tolist() == [2.0, 4.0]


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_a_table_or_one_sentence(content):
    try:
        found = table(content)
    except InputError as error:
        assert is_plain_sentence(str(error))
    else:
        assert len(found) > 0 and len(set(found.names)) == len(found.names)
