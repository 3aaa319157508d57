"""Tables from files: dialects, gaps, classes, progress, and a sentence for each kind of damage."""

from __future__ import annotations

import csv
import io
import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import InputError
from engine.tables import plain, records
from engine.tables.dialect import Dialect, guessed
from engine.tables.reading import preview, reading, table_of
from engine.tables.table import is_missing, number_in
from tests.engine.sentences import is_plain_sentence


def table(text, dialect=None):
    return table_of(text if isinstance(text, bytes) else text.encode(), dialect)


def numbers(found, name):
    return found.column(name).numbers.tolist()


@pytest.mark.parametrize("content, dialect", [
    ("x,y\n1,2\n3.5,4\n", Dialect(",", ".", True)),
    ("1,2\n3.5,4\n", Dialect(",", ".", False)),
    ("x;y\n1;2\n3.5;4", Dialect(";", ".", True)),
    ("x;y\n1,5;2\n3,5;-4,25\n", Dialect(";", ",", True)),
    ("1,5;2\n3,5;4\n", Dialect(";", ",", False)),
    ("x\ty\r\n1\t2\r\n", Dialect("\t", ".", True)),
    ("x\ty\n1,5\t2\n", Dialect("\t", ",", True)),
    ("x\n1\n2\n", Dialect(",", ".", True)),
    ("x\n1,5\n2,5\n", Dialect(";", ",", True)),
    ('"a, b";"c"\n1;2\n', Dialect(";", ".", True)),
    ('"1,000;5",y\n1,2\n', Dialect(",", ".", True)),
    ("name,kind\nann,tall\n", Dialect(",", ".", True)),
    ("x,,y\n1,2,3\n", Dialect(",", ".", True)),
    ("\ufeffx,y\n1,2\n", Dialect(",", ".", True)),
])  # fmt: skip
def test_how_a_file_is_written_is_guessed(content, dialect):
    assert guessed(content.encode()) == dialect


@pytest.mark.parametrize("content", [
    "x,y\n1.5,2\n-3,4e2\n", "x;y\n1,5;2\n-3;4e2\n", "x\ty\n1.5\t2\n-3\t4e2\n",
    "\ufeffx,y\r\n1.5,2\r\n-3,4e2\r\n", '"x","y"\n"1.5","2"\n"-3","4e2"\n',
    "x, y\n1.5, 2\n-3, 4e2\n", "\n\nx,y\n1.5,2\n\n-3,4e2\n\n,\n",
    "x,y,\n1.5,2,\n-3,4e2,\n", "x,y\r1.5,2\r-3,4e2\r", " x , y \n 1.5 , 2 \n -3 , +4.e+2 \n",
])  # fmt: skip
def test_the_same_table_is_read_however_it_is_written(content):
    found = table(content)
    assert found.names == ("x", "y")
    assert (numbers(found, "x"), numbers(found, "y")) == ([1.5, -3.0], [2.0, 400.0])
    assert all(column.is_numeric and column.missing == 0 for column in found.columns)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_in_the_encodings_that_spreadsheets_save(encoding):
    found = table("größe;art\n1,5;süß\n2;bitter\n".encode(encoding))
    assert found.names == ("größe", "art")
    assert numbers(found, "größe") == [1.5, 2.0]
    assert found.column("art").texts == ("süß", "bitter")


def test_columns_without_a_name_are_numbered():
    assert table("1,2\n3,4\n").names == ("column 1", "column 2")
    assert table("x,,y\n1,2,3\n").names == ("x", "column 2", "y")
    assert table("1,2\n3,4\n", Dialect(has_header=True)).names == ("1", "2")


def test_a_person_may_know_better_how_a_file_is_written():
    assert numbers(table("1,2\n3,4\n", Dialect(";", ",", False)), "column 1") == [1.2, 3.4]
    assert table("a,b\n1,2\n", Dialect(has_header=False)).column("column 1").texts == ("a", "1")


def test_gaps_are_counted_and_told_with_their_row():
    found = table("x,y,kind\n1,2,a\n,5,b\n3,NA,\n4,8,c\nnan, ,?\n")
    assert [column.missing for column in found.columns] == [2, 2, 2]
    assert np.isnan(found.column("x").numbers).tolist() == [False, True, False, False, True]
    assert found.missing(["x", "y"]) == 3 and found.missing(["x"]) == 2 and len(found) == 5
    with pytest.raises(InputError, match="row 3, column “x”: a number is missing"):
        _ = found.column("x").complete_numbers


def test_a_column_with_gaps_only_holds_no_number():
    empty = table("x,y\n1,NA\n2,NA\n").column("y")
    assert empty.missing == 2 and np.isnan(empty.numbers).all() and empty.texts == ("", "")


def test_texts_are_classes():
    kind = table("x,kind\n1,setosa\n2,virginica\n3, setosa\n4,\n").column("kind")
    assert not kind.is_numeric
    assert kind.classes == ("setosa", "virginica")
    assert kind.labels.tolist() == [0, 1, 0, -1]
    whole = table("y\n2\n0\n10\n2\n").column("y")
    assert whole.classes == ("0", "2", "10") and whole.labels.tolist() == [1, 0, 2, 1]
    assert whole.texts == ("2", "0", "10", "2")


def test_the_first_rows_are_shown_as_they_are_written():
    assert preview(b'x;"the y"\n1,50;a\n2;b\n', rows=2) == [["x", "the y"], ["1,50", "a"]]
    assert preview(b'x\n1\n"2\n3\n') == [["x"], ["1"]]
    with pytest.raises(InputError, match="never closed"):
        preview(b'"x\n1\n')


def shares_and_table(content):
    shares, work = [], reading(content)
    while True:
        try:
            shares.append(next(work))
        except StopIteration as end:
            return shares, end.value


@pytest.mark.parametrize("last", ["1,2", "1,two", ",2"])
def test_the_share_that_is_done_grows_in_small_pieces(last, monkeypatch):
    monkeypatch.setattr(plain, "BYTES_AT_ONCE", 4_000)
    monkeypatch.setattr(records, "ROWS_AT_ONCE", 500)
    content = b"x,y\n" + b"1.25,2.5\n" * 5_000 + last.encode()
    shares, found = shares_and_table(content)
    assert len(found) == 5_001
    # The slow way begins anew: the share may fall back once.
    falls = [place for place in range(1, len(shares)) if shares[place] < shares[place - 1]]
    assert len(falls) == (last != "1,2")
    assert len(shares) > 10 and min(shares) >= 0 and max(shares) <= 1
    assert max(after - before for before, after in pairwise(shares)) <= 0.25


def test_reading_can_be_cancelled():
    work = reading(b"x,y\n" + b"1.25,2.5\n" * 300_000)
    assert next(work) < 1
    work.close()
    with pytest.raises(StopIteration):
        next(work)


def both_ways(content, dialect):
    """The same content by numpy and row by row."""
    results = []
    for work in (plain.plainly_read(content, dialect), records.read_by_rows(content, dialect)):
        while True:
            try:
                next(work)
            except StopIteration as end:
                results.append(end.value)
                break
    return results


@given(
    st.lists(st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 3), min_size=1, max_size=30),
    st.sampled_from([Dialect(), Dialect(";"), Dialect("\t"), Dialect(";", ","), Dialect(has_header=False)]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_numbers_come_back_to_the_last_bit_in_the_quick_way_and_in_the_slow(rows, dialect, end):
    lines = [dialect.delimiter.join(repr(x).replace(".", dialect.decimal) for x in row) for row in rows]
    header = [dialect.delimiter.join("abc")] if dialect.has_header else []
    content = end.join([*header, *lines]).encode()
    quick, slow = both_ways(content, dialect)
    for found in (quick, slow, table(content, dialect)):
        assert len(found) == len(rows)
        for place, column in enumerate(found.columns):
            assert column.numbers.tolist() == [row[place] for row in rows]
            assert column.rows.tolist() == quick.columns[place].rows.tolist()
    assert quick.names == slow.names


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=12), st.sampled_from([",", ";", "\t"]))
def test_any_texts_come_back_as_they_were_written(rows, delimiter):
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
    kept = [row for row in rows if any(map(str.strip, row))]
    if not kept:
        return
    found = table(written.getvalue(), Dialect(delimiter))
    for place, column in enumerate(found.columns):
        expected = [row[place].strip() for row in kept]
        if column.is_numeric:
            assert all(number_in(text) is not None for text in expected)
        else:
            assert list(column.texts) == ["" if is_missing(text) else text for text in expected]


@given(st.text(st.sampled_from('0123456789.,;-e"\n\r\t xa'), max_size=60))
def test_whatever_a_small_file_holds_both_ways_agree(text):
    try:
        dialect = guessed(text.encode())
        quick, slow = both_ways(text.encode(), dialect)
    except InputError as error:
        assert is_plain_sentence(str(error))
        return
    if quick is not None:
        assert quick.names == slow.names
        for one, other in zip(quick.columns, slow.columns, strict=True):
            assert one.numbers.tolist() == other.numbers.tolist()
            assert one.rows.tolist() == other.rows.tolist()


def test_a_number_in_a_cell_is_what_it_looks_like():
    assert number_in(" 1.5e-3 ") == 0.0015 and number_in("1,5", ",") == 1.5 and number_in("-.5") == -0.5
    assert math.isnan(number_in("n/a")) and number_in("1,5") is None and number_in("1.5", ",") is None
