"""Completes paths from the files of the project."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from prompt_toolkit.completion import Completer, Completion

from interview.questionnaire.kinds.records import SEPARATOR, Records
from interview.text.cleaning import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from interview.questionnaire.question import Question


def completer_of(question: Question, files: Callable[[], Sequence[str]]) -> Completer | None:
    """Return what completes the entries of a question; nothing unless they begin with paths."""
    if isinstance(question, Records) and question.asked_columns[0].kind == "path":
        return PathCompleter(files)
    return None


class PathCompleter(Completer):
    """Completes the path that a line begins with, folder by folder, from the project's files."""

    def __init__(self, files: Callable[[], Sequence[str]]) -> None:
        self._files = files

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Yield the names that go on from what stands before the cursor on this line."""
        line = document.current_line_before_cursor.lstrip()
        if not line or SEPARATOR in line:
            return
        folder, slash, begun = line.rpartition("/")
        before = folder + slash
        files = self._files()
        seen = ""
        for place in range(bisect_left(files, line), len(files)):
            if not files[place].startswith(line):
                break
            name, inner, _ = files[place][len(before) :].partition("/")
            if name + inner != seen:
                seen = name + inner
                yield Completion(seen, -len(begun), display=visible(seen))
