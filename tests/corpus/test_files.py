"""Files and folders are written whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from runlaws.files import is_running, new_folder, try_writing, write_whole


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def names_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


class Stop(BaseException):
    """What is no Exception, as KeyboardInterrupt."""


@pytest.fixture
def _failing_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise Stop

    monkeypatch.setattr(Path, "replace", fail)
    monkeypatch.setattr(Path, "rename", fail)


def test_a_file_is_written_with_the_folders_above_it_readable_for_all(tmp_path: Path) -> None:
    umask = os.umask(0o077)
    try:
        write_whole(tmp_path / "deep" / "er" / "file", b"content")
    finally:
        os.umask(umask)
    assert (tmp_path / "deep" / "er" / "file").read_bytes() == b"content"
    assert mode_of(tmp_path / "deep" / "er" / "file") == 0o644
    assert names_in(tmp_path) == ["deep", "deep/er", "deep/er/file"]


def test_a_file_takes_the_place_of_the_old_one_which_readers_keep(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        write_whole(path, b"new")
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"
    assert names_in(tmp_path) == ["file"]


@pytest.mark.usefixtures("_failing_rename")
def test_after_an_exception_the_old_file_stands_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(Stop):
        write_whole(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert names_in(tmp_path) == ["file"]


@pytest.mark.usefixtures("_failing_rename")
def test_after_an_exception_the_folders_that_were_made_are_gone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(Stop):
        write_whole(tmp_path / "mine" / "deep" / "er" / "file", b"new")
    assert names_in(tmp_path) == ["mine"]


def test_what_a_link_names_is_replaced_and_not_the_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there" / "file")
    write_whole(tmp_path / "link", b"first")
    write_whole(tmp_path / "link", b"second")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "file").read_bytes() == b"second"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"content")
    reader.join(timeout=30)
    assert (read, pipe.is_fifo()) == ([b"content"], True)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"content")


def test_a_file_above_is_told_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError) as caught:
        write_whole(tmp_path / "file" / "below", b"content")
    assert caught.value.filename == str(tmp_path / "file")


def test_a_new_folder_appears_when_it_is_full(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    with new_folder(out) as scratch:
        (scratch / "file").touch()
        assert not out.exists()
    assert names_in(tmp_path) == ["deep", "deep/out", "deep/out/file"]
    assert mode_of(out) == 0o755


def test_an_empty_folder_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with new_folder(tmp_path / "out") as scratch:
        (scratch / "file").touch()
    assert names_in(tmp_path) == ["out", "out/file"]


def test_after_an_exception_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(Stop), new_folder(tmp_path / "deep" / "out") as scratch:  # noqa: PT012 (the body is the point)
        (scratch / "file").touch()
        raise Stop
    assert names_in(tmp_path) == []


def test_after_an_exception_an_empty_folder_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(Stop), new_folder(tmp_path / "out"):
        raise Stop
    assert names_in(tmp_path) == ["out"]


@pytest.mark.parametrize("taken", ["file", "full"])
def test_what_is_there_is_refused_before_anything_is_written(tmp_path: Path, taken: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    with (
        pytest.raises(FileExistsError, match="is there already, and is not an empty folder"),
        new_folder(tmp_path / taken),
    ):
        pytest.fail("it must not begin")
    assert names_in(tmp_path) == ["file", "full", "full/file"]


def test_the_working_folder_is_not_pulled_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileExistsError, match="working folder"), new_folder(Path()):
        pytest.fail("it must not begin")
    assert tmp_path.is_dir()


KILLED = """
import os, pathlib, sys
from runlaws.files import is_running, new_folder, try_writing, write_whole

def die(*_):
    os.kill(os.getpid(), 9)

pathlib.Path.replace = die
if sys.argv[1:] == ["folder"]:
    with new_folder(pathlib.Path("out")) as scratch:
        (scratch / "file").touch()
        die()
write_whole(pathlib.Path("out"), b"content")
"""


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_a_killed_process_leaves_is_deleted_by_the_next_and_nothing_else_is(tmp_path: Path, kind: str) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, kind], cwd=tmp_path, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(names_in(tmp_path)) == (1 if kind == "file" else 2)
    others = [f".runlaws-{os.getpid()}-abcdefgh", ".runlaws-known.toml", ".runlaws"]
    for name in others:
        (tmp_path / name).touch()
    (tmp_path / ".runlaws-abcdefgh").touch()  # by an older version
    write_whole(tmp_path / "new", b"content")
    assert names_in(tmp_path) == sorted([*others, "new"])


def test_whether_a_file_can_be_written_is_tried_without_a_trace(tmp_path: Path) -> None:
    try_writing(tmp_path / "deep" / "file")
    (tmp_path / "file").write_bytes(b"old")
    try_writing(tmp_path / "file")
    assert names_in(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == b"old"
    with pytest.raises(NotADirectoryError):
        try_writing(tmp_path / "file" / "below")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder in which nobody can write")
def test_what_cannot_be_written_is_named_as_the_user_named_it() -> None:
    path = Path("/proc/out")
    with pytest.raises(OSError, match="/proc/out") as folder, new_folder(path):
        pass
    with pytest.raises(OSError, match="/proc/out") as file:
        write_whole(path, b"content")
    with pytest.raises(OSError, match="/proc/out") as trial:
        try_writing(path)
    assert {caught.value.filename for caught in (folder, file, trial)} == {"/proc/out"}


def test_a_process_that_has_ended_does_not_run_though_nobody_has_asked_how_it_ended() -> None:
    """In a container perhaps nobody ever does, and what it was writing would be taken for good."""
    assert is_running(os.getpid())
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert is_running(child.pid)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert is_running(child.pid) is (sys.platform != "linux")
    child.communicate()
    assert not is_running(child.pid)
