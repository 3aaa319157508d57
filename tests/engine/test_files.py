"""Files are written whole or not at all, and every failure has a reason in words."""

from __future__ import annotations

import builtins
import errno
import os
import stat
import threading

import pytest

from engine import InputError, files
from engine.files import read_beginning, read_file, reading_file, write_file
from tests.engine.sentences import is_plain_sentence

OLD, NEW = b"what was there", b"what is to come\n" * 1000
REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you may not use this file or folder",
    errno.EPERM: "you may not use this file or folder",
    errno.EIO: "input/output error",
}


def refusal(action, path, *content):
    with pytest.raises(InputError) as caught:
        action(path, *content)
    sentence = str(caught.value)
    assert is_plain_sentence(sentence)
    return sentence


class Failing:
    """A file that behaves like the one it stands for until it is used in one way."""

    def __init__(self, file, method, number):
        self._file, self._method, self._number = file, method, number

    def __getattr__(self, name):
        if name == self._method:
            return self._fail
        return getattr(self._file, name)

    def _fail(self, *_):
        raise OSError(self._number, os.strerror(self._number))

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self._file.close()


def break_down(monkeypatch, at, number):
    """Let the next write fail at one of its stages."""

    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    if at in ("fsync", "replace", "chmod"):
        monkeypatch.setattr(os, at, fail)
    elif at == "open":
        monkeypatch.setattr(builtins, "open", fail)
    else:
        opened = open
        monkeypatch.setattr(builtins, "open", lambda *names: Failing(opened(*names), at, number))


@pytest.mark.parametrize("number", REASONS, ids=errno.errorcode.get)
@pytest.mark.parametrize("at", ["open", "write", "flush", "fsync", "chmod", "replace"])
def test_a_write_that_fails_leaves_the_old_content_and_nothing_else(at, number, tmp_path, monkeypatch):
    path = tmp_path / "descent.json"
    path.write_bytes(OLD)
    with monkeypatch.context() as patch:
        break_down(patch, at, number)
        assert refusal(write_file, path, NEW) == f"{path} cannot be written: {REASONS[number]}."
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["descent.json"]


@pytest.mark.parametrize("at", ["open", "write", "flush", "fsync", "replace"])
def test_a_write_that_fails_makes_no_new_file(at, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        break_down(patch, at, errno.ENOSPC)
        refusal(write_file, tmp_path / "new.json", NEW)
    assert os.listdir(tmp_path) == []


def test_a_write_that_is_interrupted_leaves_the_old_content(tmp_path, monkeypatch):
    path = tmp_path / "descent.json"
    path.write_bytes(OLD)

    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_file(path, NEW)
    assert path.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["descent.json"]


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n\x00\x1a\xff", NEW])
def test_what_is_written_is_read_again(content, tmp_path):
    path = tmp_path / "a file.json"
    write_file(path, content)
    write_file(str(path), content)
    assert read_file(path) == read_file(str(path)) == content
    assert os.listdir(tmp_path) == ["a file.json"]


@pytest.mark.parametrize("name", ["ü" * 120 + ".json", "x" * 255, ".json", "下降" * 40])
def test_every_name_that_a_disk_takes_will_do(name, tmp_path):
    write_file(tmp_path / name, NEW)
    assert read_file(tmp_path / name) == NEW
    assert os.listdir(tmp_path) == [name]


def test_the_folder_is_told_from_a_file(tmp_path):
    assert refusal(write_file, tmp_path, NEW) == f"{tmp_path} cannot be written: it is a folder."
    assert refusal(read_file, tmp_path) == f"{tmp_path} cannot be read: it is a folder."


@pytest.mark.parametrize(
    "place, reason",
    [
        ("nowhere/descent.json", "there is no such file or folder"),
        ("file/descent.json", "a part of the path is a file, not a folder"),
        ("x" * 300, "its name is too long"),
        ("circle", "its link leads in a circle"),
        ("descent\x00.json", "its name is not valid"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused_with_its_reason(place, reason, tmp_path):
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    before = sorted(os.listdir(tmp_path))
    assert refusal(write_file, str(tmp_path / place), NEW).endswith(f" cannot be written: {reason}.")
    assert refusal(read_file, str(tmp_path / place)).endswith(f" cannot be read: {reason}.")
    assert sorted(os.listdir(tmp_path)) == before


def test_a_missing_file_is_named(tmp_path):
    path = tmp_path / "gone.json"
    assert refusal(read_file, path) == f"{path} cannot be read: there is no such file or folder."


def test_odd_characters_of_a_path_do_not_break_the_sentence(tmp_path):
    assert "a b U+0007 cannot be read" in refusal(read_file, tmp_path / "a\nb \a")


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_bytes(OLD)
    link.symlink_to("target.json")
    write_file(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert sorted(os.listdir(tmp_path)) == ["link.json", "target.json"]


def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path):
    (tmp_path / "folder").mkdir()
    link = tmp_path / "link.json"
    link.symlink_to("folder/target.json")
    write_file(link, NEW)
    assert link.is_symlink()
    assert (tmp_path / "folder" / "target.json").read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640, 0o777])
def test_permissions_are_kept(mode, tmp_path):
    path = tmp_path / "descent.json"
    path.write_bytes(OLD)
    path.chmod(mode)
    write_file(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_gets_the_usual_permissions(tmp_path):
    (tmp_path / "usual").write_bytes(OLD)
    write_file(tmp_path / "new", NEW)
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_file_that_is_write_protected_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "descent.json"
    path.write_bytes(OLD)
    # Also for the administrator, who may write everywhere.
    monkeypatch.setattr(os, "access", lambda place, mode: (os.fspath(place), mode) != (str(path), os.W_OK))
    assert refusal(write_file, path, NEW) == f"{path} cannot be written: you may not use this file or folder."
    assert path.read_bytes() == OLD


def test_a_device_is_never_replaced_by_a_file(tmp_path):
    (tmp_path / "nothing.csv").symlink_to(os.devnull)
    assert "it is a device" in refusal(write_file, tmp_path / "nothing.csv", NEW)
    assert not stat.S_ISREG(os.stat(os.devnull).st_mode)


def test_a_file_that_is_too_large_is_refused(tmp_path):
    (tmp_path / "larger.json").write_bytes(b" " * (3 * 2**20 + 1))
    refused = refusal(read_file, tmp_path / "larger.json", 3 * 2**20)
    assert "is too large to be read: more than 3 MB" in refused
    (tmp_path / "large.json").write_bytes(b" " * (3 * 2**20))
    assert len(read_file(tmp_path / "large.json", 3 * 2**20)) == 3 * 2**20


def test_writers_at_the_same_time_leave_one_whole_file(tmp_path):
    path = tmp_path / "descent.json"
    contents = [bytes([65 + k]) * 100_000 for k in range(8)]
    writers = [threading.Thread(target=write_file, args=(path, content)) for content in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_bytes() in contents
    assert os.listdir(tmp_path) == ["descent.json"]


def test_what_never_ends_is_refused_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "endless.json").symlink_to("/dev/zero")
    for name in ("pipe.json", "endless.json"):
        assert refusal(read_file, tmp_path / name).endswith("it is a device, not a file.")


def test_a_large_file_is_read_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "BYTES_AT_ONCE", 1_000)
    path = tmp_path / "large.csv"
    path.write_bytes(bytes(range(250)) * 10)
    work = reading_file(path, 2_500)
    assert [next(work) for _ in range(3)] == [0.4, 0.8, 1.0]
    with pytest.raises(StopIteration) as end:
        next(work)
    assert end.value.value == path.read_bytes()
    refused = refusal(lambda *given: list(reading_file(*given)), path, 2_499)
    assert refused.endswith("is too large to be read: more than 0 MB.")


def test_the_beginning_of_a_file_is_read_alone(tmp_path):
    path = tmp_path / "data.csv"
    path.write_bytes(b"x,y\n1,2\n")
    assert read_beginning(path, 3) == b"x,y" and read_beginning(path, 99) == b"x,y\n1,2\n"
    assert refusal(read_beginning, tmp_path, 3).endswith("cannot be read: it is a folder.")
