"""Columns of a file, saved in an experiment and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import InputError
from engine.data.csv_fields import csv_fields, read_csv_fields
from engine.data.data import CsvColumns
from engine.tables.dialect import Dialect
from tests.engine.sentences import is_plain_sentence

FOLDER = Path("/home/ann/course")
PLAIN = {"csv": "data.csv", "x": ["age"], "y": "height"}


@pytest.mark.parametrize("origin", [
    CsvColumns(FOLDER / "data.csv", ("age",), "height"),
    CsvColumns(FOLDER / "two rooms" / "größe.csv", ("a", "b"), "c", Dialect()),
    CsvColumns(Path("/home/ann/data.csv"), ("a",), "b", Dialect(";", ",", False), True, True),
    CsvColumns(FOLDER / "data.tsv", ("a",), "b", Dialect("\t"), drop_missing=True),
    CsvColumns(FOLDER / "data.csv", ("a",), "b", Dialect(has_header=False), as_classes=True),
])  # fmt: skip
@pytest.mark.parametrize("folder", [FOLDER, None])
def test_columns_come_back_from_their_fields(origin, folder):
    fields = json.loads(json.dumps(csv_fields(origin, folder)))
    assert read_csv_fields(fields, folder) == origin


def test_fields_with_their_default_are_left_out():
    origin = CsvColumns(FOLDER / "data.csv", ("age",), "height")
    assert csv_fields(origin, FOLDER) == PLAIN
    assert csv_fields(origin) == {**PLAIN, "csv": "/home/ann/course/data.csv"}
    confirmed = CsvColumns(FOLDER / "data.csv", ("age",), "height", Dialect())
    assert csv_fields(confirmed, FOLDER) == {**PLAIN, "delimiter": ","}


def test_a_path_is_written_from_the_folder_of_the_experiment():
    above = CsvColumns(Path("/home/ann/sets/data.csv"), ("a",), "b")
    assert csv_fields(above, FOLDER)["csv"] == "../sets/data.csv"
    assert read_csv_fields({**PLAIN, "csv": "../sets/data.csv"}, FOLDER).path == above.path
    assert read_csv_fields({**PLAIN, "csv": "/tmp/data.csv"}, FOLDER).path == Path("/tmp/data.csv")


@pytest.mark.parametrize("fields, sentence", [
    ({"sheet": 1}, "“sheet” is not a field here; "
                   "known are csv, x, y, delimiter, decimal, header, drop_missing, classes."),
    ({"csv": None}, "csv must be a text."),
    ({"csv": ""}, "csv is not the path of a file."),
    ({"csv": "a\0b"}, "csv is not the path of a file."),
    ({"y": 3}, "y must be a text."),
    ({"x": "age"}, "x must be a list of columns in [ ]."),
    ({"x": []}, "x: Choose at least one column as a feature."),
    ({"x": ["age", 1]}, "x[1] must be a text."),
    ({"x": ["age", "age"]}, "x: Column “age” is chosen twice as a feature."),
    ({"x": ["height"]}, "x: Column “height” cannot be a feature and the target as well."),
    ({"x": list("abcdefghij")},
     "x: 10 columns are chosen as features: at most 9 can be used."),
    ({"delimiter": "|"}, "delimiter must be a comma, a semicolon or a tab."),
    ({"delimiter": []}, "delimiter must be a comma, a semicolon or a tab."),
    ({"decimal": ""}, "decimal must be a point or a comma."),
    ({"header": 1}, "header must be true or false."),
    ({"drop_missing": "yes"}, "drop_missing must be true or false."),
    ({"classes": 2}, "classes must be true or false."),
])  # fmt: skip
def test_a_field_that_cannot_be_used_is_told_by_its_name(fields, sentence):
    with pytest.raises(InputError) as caught:
        read_csv_fields({**PLAIN, **fields})
    assert str(caught.value) == sentence
    assert is_plain_sentence(sentence)


@pytest.mark.parametrize("name", ["csv", "x", "y"])
def test_a_field_that_is_needed_and_missing_is_told(name):
    fields = {key: value for key, value in PLAIN.items() if key != name}
    with pytest.raises(InputError, match=f"^{name} is missing"):
        read_csv_fields(fields)
