"""Whether a file is a text, and in which encoding."""

from __future__ import annotations

import codecs
from typing import Final

from engine.errors import InputError
from engine.work import Work, finished

# Some 5 ms of work.
BYTES_AT_ONCE: Final = 2_000_000
# White space before this many bytes may hide what kind of file it is.
SIGNED: Final = 4_096

# How other kinds of files begin, and what they are.
SIGNATURES: Final = (
    (b"PK\x03\x04", "a workbook or an archive: save its sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old workbook: save its sheet as CSV"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file: unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"PAR1", "a Parquet file: save it as CSV"),
    (b"<", "a web page or XML"),
    (b"{", "JSON"),
)
WIDE_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def encoding_sought(content: bytes, is_whole: bool = True) -> Work[str]:
    """The encoding of a text file, piece by piece; InputError if it is none.

    UTF-8, UTF-16 as spreadsheets save it, or else the Western European one of older ones. What is not whole
    may end in the middle of a character.
    """
    for mark, encoding in WIDE_MARKS:
        if content.startswith(mark):
            yield from _checked(content, encoding, is_whole)
            return encoding
    start = content[:SIGNED].removeprefix(BYTE_ORDER_MARK).lstrip()
    for signature, kind in SIGNATURES:
        if start.startswith(signature):
            raise InputError(f"This is not a table: it is {kind}.")
    try:
        yield from _checked(content, "utf-8-sig", is_whole)
    except UnicodeDecodeError:
        yield from _checked(content, "cp1252", is_whole)
        return "cp1252"
    return "utf-8-sig"


def beginning(content: bytes, is_whole: bool) -> str:
    """The text of a file, or of its beginning if that is not whole; InputError if it is none."""
    return content.decode(finished(encoding_sought(content, is_whole)), errors="replace")


def _checked(content: bytes, encoding: str, is_whole: bool) -> Work[None]:
    """Decode all of it; UnicodeDecodeError where it is not UTF-8, InputError where it is nothing else."""
    decoder = codecs.getincrementaldecoder(encoding)()
    is_wide = encoding == "utf-16"
    is_empty = True
    for start in range(0, len(content) or 1, BYTES_AT_ONCE):
        piece = content[start : start + BYTES_AT_ONCE]
        if not is_wide and (place := piece.find(b"\0")) >= 0:
            raise InputError(f"This is not a text file: byte {start + place + 1:,} is a zero.")
        waiting = len(decoder.getstate()[0]) if is_wide else 0
        try:
            text = decoder.decode(piece, final=is_whole and start + BYTES_AT_ONCE >= len(content))
        except UnicodeDecodeError as error:
            if encoding == "utf-8-sig":
                raise
            place = start - waiting + error.start + 1
            raise InputError(f"This is not a text file: byte {place:,} is no character.") from None
        is_empty = is_empty and not text.strip()
        yield 0.0
    if is_empty:
        raise InputError("The file is empty.")
