"""In which encoding a file is written, found piece by piece."""

from __future__ import annotations

import pytest

from engine import InputError
from engine.tables import encoding
from engine.tables.dialect import Dialect, guessed
from engine.tables.encoding import beginning, encoding_sought
from engine.tables.reading import PREVIEWED, holds_table, preview, table_of

TEXT = "größe,art\n1,süß 😀\n2,bitter\n"


def found(content):
    pieces, work = 0, encoding_sought(content)
    while True:
        try:
            next(work)
            pieces += 1
        except StopIteration as end:
            return end.value, pieces


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1_000])
@pytest.mark.parametrize("name, expected", [
    ("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"),
])  # fmt: skip
def test_a_character_may_lie_across_two_pieces(monkeypatch, size, name, expected):
    monkeypatch.setattr(encoding, "BYTES_AT_ONCE", size)
    content = TEXT.encode(name)
    assert found(content) == (expected, -(-len(content) // size))


def test_one_old_letter_at_the_end_tells_an_old_encoding(monkeypatch):
    monkeypatch.setattr(encoding, "BYTES_AT_ONCE", 8)
    assert found(b"x,art\n" + b"1,b\n" * 50 + "2,süß".encode("cp1252"))[0] == "cp1252"


@pytest.mark.parametrize("content, byte", [
    (b"x,y\n1,2\n3,\x81\n", 11), (b"x,y\n1,2\n3,\xfc\n5,\x81\n", 15),
    ("x,y\n".encode("utf-16") + b"\x00\xd8", 11),
])  # fmt: skip
def test_the_byte_that_is_no_character_is_counted_through_all_pieces(monkeypatch, content, byte):
    monkeypatch.setattr(encoding, "BYTES_AT_ONCE", 4)
    with pytest.raises(InputError, match=f"byte {byte} is no character"):
        found(content)


def test_a_beginning_may_end_in_the_middle_of_a_character():
    content = "größe".encode()
    assert beginning(content[:4], is_whole=False) == "grö"
    assert beginning(content[:3], is_whole=False) == "gr\ufffd"
    assert beginning(content[:3], is_whole=True) == "grÃ"


def test_a_dialect_and_a_preview_come_from_the_beginning_alone():
    content = b"x;y\n" + b"1,5;2\n" * PREVIEWED + b"\x81"
    assert guessed(content) == Dialect(";", ",")
    assert preview(content, rows=2) == [["x", "y"], ["1,5", "2"]]
    with pytest.raises(InputError, match="no character"):
        table_of(content)


@pytest.mark.parametrize("text, holds", [
    ("x,y\n1,2\n", True), ("1\t2\n3\t4", True), ("x;y\n1,5;2", True),
    ("x,y\n", False), ("1\n2\n", False), ("a,b\nc,d\n", False), ("", False), ("a, b and c\nd", False),
    ("{1,2\n3,4", False),
])  # fmt: skip
def test_a_text_holds_a_table_if_rows_of_numbers_stand_in_it(text, holds):
    assert holds_table(text) is holds
