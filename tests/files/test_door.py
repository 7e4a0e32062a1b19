"""The door: what is created is new, what is replaced is what was seen, and nothing stays behind."""

from __future__ import annotations

import errno
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.files import door, no_replace
from interview.files.growing import AppendOnlyFile
from interview.files.pipes import is_stream, write_through

ABANDONED = ".interview-0123456789abcdef.tmp"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def in_the_way(folder: Path, kind: str) -> Path:
    """Put something of a kind at a name."""
    path = folder / "x"
    match kind:
        case "a file":
            path.write_text("theirs")
        case "a link":
            (folder / "target").write_text("theirs")
            path.symlink_to(folder / "target")
        case "a dangling link":
            path.symlink_to(folder / "nowhere")
        case "a folder":
            path.mkdir()
        case "a pipe":
            os.mkfifo(path)
        case "a socket":
            with socket.socket(socket.AF_UNIX) as bound:
                bound.bind(os.path.relpath(path))  # a socket's path is short
    return path


KINDS = ["a file", "a link", "a dangling link", "a folder", "a pipe", "a socket"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_created_takes_no_name_that_anything_has(folder: Path, kind: str) -> None:
    path = in_the_way(folder, kind)
    before = names(folder), path.lstat()
    with pytest.raises(FileExistsError):
        door.create(path, [b"ours"])
    assert (names(folder), path.lstat()) == before


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_moved_over_anything(folder: Path, kind: str) -> None:
    path = in_the_way(folder, kind)
    (folder / "ours").write_text("ours")
    before = names(folder), path.lstat()
    with pytest.raises(FileExistsError):
        door.move(folder / "ours", path)
    assert (names(folder), path.lstat()) == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a file"])
def test_only_a_regular_file_is_replaced(folder: Path, kind: str) -> None:
    path = in_the_way(folder, kind)
    before = path.lstat()
    with pytest.raises(OSError, match="not a regular file"):
        door.replace(path, [b"ours"], door.status(path))
    assert path.lstat() == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a file"])
def test_only_a_regular_file_grows(folder: Path, kind: str) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - each kind has a reason of its own
        AppendOnlyFile(in_the_way(folder, kind))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a folder"])
def test_a_note_takes_the_place_of_anything_and_follows_nothing(folder: Path, kind: str) -> None:
    path = in_the_way(folder, kind)
    door.renew(path, b"ours")
    assert stat.S_ISREG(path.lstat().st_mode)
    assert path.read_bytes() == b"ours"
    if kind == "a link":
        assert (folder / "target").read_text() == "theirs"


def test_what_came_meanwhile_is_not_replaced(folder: Path) -> None:
    path = folder / "x"
    seen = door.status(path)
    path.write_text("theirs")
    with pytest.raises(FileExistsError):
        door.replace(path, [b"ours"], seen)
    assert (names(folder), path.read_text()) == (["x"], "theirs")


def test_what_was_changed_meanwhile_is_not_replaced(folder: Path) -> None:
    path = folder / "x"
    path.write_text("seen")
    with pytest.raises(FileExistsError, match="changed by another program"):
        door.replace(path, [b"ours"], door.status(path), before=lambda: path.write_text("theirs"))
    assert (names(folder), path.read_text()) == (["x"], "theirs")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755, 0o444])
def test_what_is_replaced_keeps_its_permissions(folder: Path, mode: int) -> None:
    path = folder / "x"
    path.write_text("before")
    path.chmod(mode)
    door.replace(path, [b"after"], door.status(path))
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("after", mode)


def test_what_is_new_has_the_permissions_that_the_umask_leaves(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        door.replace(folder / "shared", [b""], None)
        door.create(folder / "private", [b""])
    finally:
        os.umask(before)
    modes = [(folder / name).stat().st_mode & 0o777 for name in ("shared", "private")]
    assert modes == [0o640, 0o600]


class Broken:
    """Pieces of a file of which the second cannot be had."""

    def __iter__(self) -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.EIO, "broken")


def test_a_failure_leaves_nothing_behind_and_nothing_changed(folder: Path) -> None:
    (folder / "x").write_text("before")
    with pytest.raises(OSError, match="broken"):
        door.create(folder / "new", Broken())
    with pytest.raises(OSError, match="broken"):
        door.replace(folder / "x", Broken(), door.status(folder / "x"))
    assert (names(folder), (folder / "x").read_text()) == (["x"], "before")


def test_the_drafts_of_killed_processes_are_removed_by_the_next_write(folder: Path) -> None:
    (folder / ABANDONED).write_text("half")
    (folder / f"{ABANDONED}.md").write_text("theirs")
    door.create(folder / "x", [b""])
    assert names(folder) == [f"{ABANDONED}.md", "x"]


@pytest.mark.parametrize("kind", ["a link", "a folder", "a pipe"])
def test_what_only_bears_the_name_of_a_draft_stays(folder: Path, kind: str) -> None:
    in_the_way(folder, kind).rename(folder / ABANDONED)
    door.create(folder / "y", [b""])
    assert ABANDONED in names(folder)


def test_the_draft_of_a_living_process_stays(folder: Path) -> None:
    def chunks() -> Iterator[bytes]:
        mine = names(folder)
        door.create(folder / "other", [b""])
        assert set(mine) < set(names(folder))
        yield b"whole"

    door.create(folder / "x", chunks())
    assert (names(folder), (folder / "x").read_text()) == (["other", "x"], "whole")


@pytest.mark.parametrize("refusal", [errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP])
def test_where_the_system_cannot_rename_so_a_second_name_does_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, refusal: int
) -> None:
    monkeypatch.setattr(no_replace, "_renaming", lambda: lambda *_: refusal)
    (folder / "a").write_text("a")
    no_replace.rename_new(folder / "a", folder / "b")
    (folder / "c").write_text("c")
    with pytest.raises(FileExistsError):
        no_replace.rename_new(folder / "c", folder / "b")
    assert (names(folder), (folder / "b").read_text()) == (["b", "c"], "a")


def test_where_there_are_no_second_names_either_a_taken_name_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no")

    monkeypatch.setattr(no_replace, "_renaming", lambda: lambda *_: errno.ENOSYS)
    monkeypatch.setattr(os, "link", refuse)
    (folder / "a").write_text("a")
    no_replace.rename_new(folder / "a", folder / "b")
    (folder / "c").write_text("c")
    with pytest.raises(FileExistsError):
        no_replace.rename_new(folder / "c", folder / "b")
    assert (names(folder), (folder / "b").read_text()) == (["b", "c"], "a")


def test_folders_are_made_and_no_link_is_followed_below_the_project(folder: Path) -> None:
    outside = folder / "outside"
    outside.mkdir()
    root = folder / "root"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "linked").symlink_to(outside)
    (root / "file").write_text("")
    door.make_folder(root / "docs" / "new" / "deep", within=root)
    assert (root / "docs" / "new" / "deep").is_dir()
    for name in ("docs/linked/deep", "docs/linked"):
        with pytest.raises(NotADirectoryError, match="is a symbolic link"):
            door.make_folder(root / name, within=root)
    with pytest.raises(NotADirectoryError):
        door.make_folder(root / "file" / "deep", within=root)
    assert names(outside) == []


def test_all_but_notes_is_synced_with_its_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        synced.append(kind)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)

    def syncs(action: object) -> list[str]:
        synced.clear()
        assert callable(action)
        action()
        return list(synced)

    a, b = folder / "a", folder / "b"
    assert syncs(lambda: door.create(a, [b"x"])) == ["file", "folder"]
    assert syncs(lambda: door.replace(a, [b"y"], door.status(a))) == ["file", "folder"]
    assert syncs(lambda: door.move(a, b)) == ["folder"]
    with AppendOnlyFile(b) as file:
        assert syncs(lambda: file.append(b"z")) == ["file"]
        assert syncs(lambda: file.cut(1)) == ["file"]
    (folder / "c").mkdir()
    assert syncs(lambda: door.move(b, folder / "c" / "b")) == ["folder", "folder"]
    assert syncs(lambda: door.remove(folder / "c" / "b")) == ["folder"]
    assert syncs(lambda: door.make_folder(folder / "d")) == ["folder"]
    assert syncs(lambda: door.renew(a, b"note")) == []


# Pipes and devices


def test_pipes_devices_and_descriptors_are_streams_and_files_are_none(folder: Path) -> None:
    pipe = in_the_way(folder, "a pipe")
    (folder / "to-pipe").symlink_to(pipe)
    (folder / "to-stdout").symlink_to("/dev/stdout")
    file = folder / "file"
    file.write_text("")
    (folder / "to-file").symlink_to(file)
    streams = [pipe, folder / "to-pipe", Path("/dev/null"), folder / "to-stdout",
               Path("/dev/stdout"), Path("/dev/../dev/stdout"), Path("/dev/fd/1")]  # fmt: skip
    assert [path for path in streams if not is_stream(path)] == []
    others = [file, folder, folder / "to-file", folder / "nowhere", Path("/dev/nowhere")]
    assert [path for path in others if is_stream(path)] == []


def test_a_stream_is_written_through(folder: Path) -> None:
    pipe = in_the_way(folder, "a pipe")
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    write_through(pipe, b"x" * 100_000)
    assert reader.communicate()[0] == b"x" * 100_000
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


def test_a_redirected_stream_keeps_what_stands_in_its_file(folder: Path) -> None:
    code = """
from interview.files.pipes import write_through; from pathlib import Path
print("before", flush=True); write_through(Path("/dev/stdout"), b"after")
"""
    with (folder / "file").open("wb") as file:
        subprocess.run([sys.executable, "-c", code], stdout=file, check=True)
    assert (folder / "file").read_text() == "before\nafter"


def test_a_new_file_s_name_is_on_the_disk_before_anybody_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    fsync = os.fsync

    def listening(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", listening)
    door.create(tmp_path / "a", [b"x"])
    assert synced[0] is False
    assert synced[-1] is True, "the folder comes last: its entry is the name"
