"""Files, written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import secrets
import stat
from pathlib import Path
from typing import BinaryIO, Final

from engine.errors import InputError, shown
from engine.work import Work, finished

LARGEST_FILE: Final = 64 * 2**20
LONGEST_PATH: Final = 300
# Some 5 ms of work.
BYTES_AT_ONCE: Final = 4 * 2**20


def read_file(path: str | os.PathLike[str], largest: int = LARGEST_FILE) -> bytes:
    """The bytes of a file; InputError says in one sentence why it cannot be read."""
    return finished(reading_file(path, largest))


def reading_file(path: str | os.PathLike[str], largest: int) -> Work[bytes]:
    """The same piece by piece."""
    content = io.BytesIO()
    try:
        with _opened(path) as file:
            size = max(1, os.fstat(file.fileno()).st_size)
            while piece := file.read(min(BYTES_AT_ONCE, largest + 1 - content.tell())):
                content.write(piece)
                yield min(1.0, content.tell() / size)
    except (OSError, ValueError) as error:
        raise InputError(f"{shown_path(path)} cannot be read: {_reason(error)}.") from None
    if content.tell() > largest:
        raise InputError(f"{shown_path(path)} is too large to be read: more than {largest // 2**20} MB.")
    return content.getvalue()


def read_beginning(path: str | os.PathLike[str], length: int) -> bytes:
    """The first bytes of a file; InputError says in one sentence why it cannot be read."""
    try:
        with _opened(path) as file:
            return file.read(length)
    except (OSError, ValueError) as error:
        raise InputError(f"{shown_path(path)} cannot be read: {_reason(error)}.") from None


def shown_path(path: str | os.PathLike[str]) -> str:
    """A path, fit to stand in a sentence."""
    return shown(os.fspath(path), LONGEST_PATH)


def _opened(path: str | os.PathLike[str]) -> BinaryIO:
    # A pipe or a terminal would keep its reader waiting for somebody to write.
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.ENODEV, "")
    return open(path, "rb")


def write_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Put content into a file, replacing it at once; InputError says why it cannot be written.

    The old file stays as it was until the new one is complete on disk.
    """
    try:
        _replace(path, content)
    except (OSError, ValueError) as error:
        raise InputError(f"{shown_path(path)} cannot be written: {_reason(error)}.") from None


def _replace(path: str | os.PathLike[str], content: bytes) -> None:
    mode = _mode(path)
    target = Path(os.path.realpath(path))
    # A name of its own beside the target, so that the last step is a rename within one disk.
    partial = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with open(partial, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(partial, mode)
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


def _mode(path: str | os.PathLike[str]) -> int | None:
    """The permissions of the file that is to be replaced, None if there is none yet."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENODEV, "")
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "")
    return stat.S_IMODE(mode)


def _reason(error: Exception) -> str:
    reasons = {
        errno.ENOENT: "there is no such file or folder",
        errno.EACCES: "you may not use this file or folder",
        errno.EPERM: "you may not use this file or folder",
        errno.EROFS: "the disk is read-only",
        errno.EISDIR: "it is a folder",
        errno.ENODEV: "it is a device, not a file",
        errno.ENOTDIR: "a part of the path is a file, not a folder",
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk is full",
        errno.ENAMETOOLONG: "its name is too long",
        errno.ELOOP: "its link leads in a circle",
    }
    number = getattr(error, "errno", None)
    return reasons.get(number or 0) or (os.strerror(number).lower() if number else "its name is not valid")
