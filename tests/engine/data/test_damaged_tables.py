"""Two dozen kinds of files that make no data, and the sentence for each."""

from __future__ import annotations

import os

import pytest

from engine import InputError
from engine.data.data import CsvColumns
from engine.data.from_table import read_data
from engine.tables.dialect import Dialect
from tests.engine.sentences import is_plain_sentence

LINES = "\n".join(f"{k},{k / 2}" for k in range(40))

# What the file holds, and what is said of it.
DAMAGES = (
    (b"", "The file is empty."),
    (b"\xef\xbb\xbf", "The file is empty."),
    (b"\xff\xfe", "The file is empty."),
    (b" \n\t\n\r\n", "The file is empty."),
    (b"x,y\n", "There is a header and no rows."),
    (b"x,y\n1,2\n3\n", "row 3: there is 1 value, but the header has 2."),
    (b"x,y\n1,2\n3,4,5\n", "row 3: there are 3 values, but the header has 2."),
    (b"x,y\n1,2\n3;4\n", "row 3: there is 1 value, but the header has 2."),
    (b"x,x,y\n1,2,3\n", "2 columns are called “x”: give each a name of its own."),
    (b"a,b\n1,2\n", "There is no column “x”; the columns are a, b."),
    (b'x,y\n"1,2\n3,4\n', "A quotation mark is opened and never closed."),
    (b'x,y\n"1"5,2\n', "line 2: after a closing quotation mark only a delimiter may follow."),
    (b'x,y\n"' + b"1" * 200_000 + b'",2\n',
     "line 2: a value is far too long; is a quotation mark never closed?"),
    (b"x,y\n1,2\n3,inf\n", "row 3, column “y”: “inf” is not a finite number."),
    (b"x,y\n1,-Infinity\n3,inf\n", "row 2, column “y”: “-Infinity” is not a finite number."),
    (b"x,y\n1,\x002\n", "This is not a text file: byte 7 is a zero."),
    (b"x,y\n1,\x81\n", "This is not a text file: byte 7 is no character."),
    ("x,y\n1,2\n".encode("utf-16-le"), "This is not a text file: byte 2 is a zero."),
    (b"\xff\xfex\x00,\x00y", "This is not a text file: byte 7 is no character."),
    (b"PK\x03\x04\x14", "This is not a table: it is a workbook or an archive: save its sheet as CSV."),
    (b"%PDF-1.7", "This is not a table: it is a PDF document."),
    (b"\x1f\x8b\x08", "This is not a table: it is a compressed file: unpack it first."),
    (b"\x89PNG\r\n", "This is not a table: it is a picture."),
    (b"<!DOCTYPE html>", "This is not a table: it is a web page or XML."),
    (b'{"fall_line": 1}', "This is not a table: it is JSON."),
    (b",".join(b"c%d" % k for k in range(1001)), "The table has 1,001 columns: at most 1,000 are read."),
    (b"x,y\n1,2\nabc,4\n", "row 3, column “x”: “abc” is not a number."),
    (b"x,y\n1,2\n1 000,4\n", "row 3, column “x”: “1 000” is not a number."),
    (b"x,y\n1,2\ninf,4\n", "row 3, column “x”: “inf” is not a finite number."),
    (b"x,y\n1,2\n1e999,4\n", "row 3, column “x”: “1e999” is too large for a number."),
    (b"x,y\n1,2\n,4\n", "row 3, column “x”: a number is missing."),
    (b"x,y\n1,2\n3,n/a\n", "row 3, column “y”: a number is missing."),
    (b"x,y\n1,a\n2,b\n3,?\n", "row 4, column “y”: a value is missing."),
    (f"x,y\n{LINES}\n7,oh".encode(), "row 42, column “y”: “oh” is not a number."),
    (f"x,y\n{LINES.replace(',', ',n')}".encode(), "Column “y” has 40 different values: classes are 2 to 20."),
    (b"x,y\n1,a\n2,a\n", "Column “y” has 1 different value: classes are 2 to 20."),
)  # fmt: skip


def refusal(path, **choices):
    with pytest.raises(InputError) as caught:
        read_data(CsvColumns(path, ("x",), "y", **choices))
    assert is_plain_sentence(str(caught.value))
    return str(caught.value)


@pytest.mark.parametrize("content, sentence", DAMAGES)
def test_a_damaged_file_makes_no_data_but_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "data.csv"
    path.write_bytes(content)
    assert refusal(path) == f"{path}: {sentence}"


def test_a_file_read_in_a_dialect_that_is_not_its_own_is_told(tmp_path):
    path = tmp_path / "data.csv"
    path.write_bytes(b"x;y\n1,5;2\n2,5;3\n")
    assert refusal(path, dialect=Dialect()) == f"{path}: row 2: there are 2 values, but the header has 1."
    assert refusal(path, dialect=Dialect(";")) == f"{path}: row 2, column “x”: “1,5” is not a number."


def test_a_folder_and_a_file_that_is_gone_are_told(tmp_path):
    assert refusal(tmp_path) == f"{tmp_path} cannot be read: it is a folder."
    gone = tmp_path / "gone.csv"
    assert refusal(gone) == f"{gone} cannot be read: there is no such file or folder."


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_keeps_nobody_waiting(tmp_path):
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    assert refusal(path) == f"{path} cannot be read: it is a device, not a file."


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("engine.files.open", refuse, raising=False)
    path = tmp_path / "data.csv"
    path.write_bytes(b"x,y\n1,2\n")
    assert refusal(path) == f"{path} cannot be read: you may not use this file or folder."


def test_a_file_that_is_too_large_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.tables.reading.LARGEST_TABLE", 2**20)
    path = tmp_path / "data.csv"
    path.write_bytes(b"x,y\n" + b"1,2\n" * 2**19)
    assert refusal(path) == f"{path} is too large to be read: more than 1 MB."
