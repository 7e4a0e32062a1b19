from __future__ import annotations

from pathlib import Path

import pytest

from interview.errors import InterviewError
from interview.plan.document.file import ChangedByHandError, write_document


def test_a_document_is_written_as_it_is(tmp_path: Path) -> None:
    written = write_document(tmp_path / "x.md", "a\nb é\n")
    assert written.path.read_bytes() == "a\nb é\n".encode()
    assert [path.name for path in tmp_path.glob("*x.md*")] == ["x.md"]


def test_what_was_written_before_is_overwritten(tmp_path: Path) -> None:
    first = write_document(tmp_path / "x.md", "one\n")
    write_document(tmp_path / "x.md", "two\n", [first.sha256])
    assert (tmp_path / "x.md").read_text() == "two\n"


def test_what_was_changed_by_hand_is_kept_and_the_difference_shown(tmp_path: Path) -> None:
    first = write_document(tmp_path / "x.md", "one\n")
    first.path.write_text("one, by hand\n")
    with pytest.raises(ChangedByHandError) as error:
        write_document(first.path, "two\n", [first.sha256])
    assert first.path.read_text() == "one, by hand\n"
    assert "-one, by hand\n+two" in error.value.message
    assert "--force" in error.value.hint
    write_document(first.path, "two\n", force=True)
    assert first.path.read_text() == "two\n"


def test_a_long_difference_is_cut(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("\n".join(map(str, range(200))))
    with pytest.raises(ChangedByHandError, match="… and 164 more lines"):
        write_document(tmp_path / "x.md", "new\n")


def test_a_document_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("same\n")
    write_document(tmp_path / "x.md", "same\n")
    assert (tmp_path / "x.md").read_text() == "same\n"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        InterviewError, match=r"^cannot write the document .*: No such file or directory"
    ):
        write_document(tmp_path / "no" / "x.md", "x")


def test_a_document_that_cannot_be_written_whole_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_document(tmp_path / "x.md", "one\n")
    before = first.path.stat().st_ino

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(InterviewError, match="No space left"):
            write_document(first.path, "two\n", [first.sha256])
    assert first.path.read_text() == "one\n"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["x.md"]
    write_document(first.path, "two\n", [first.sha256])
    assert first.path.stat().st_ino != before, "it is another file, put into the place of the first"
