"""What passes between the wizard and whoever asks: a prompt there, a reply back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.questionnaire.kinds.records import Records
from interview.questionnaire.kinds.references import References
from interview.questionnaire.parts import Asking
from interview.questionnaire.question import Question, Rejected, Value

if TYPE_CHECKING:
    from interview.session.suggestions import Suggestion


NEEDED = "an answer is required; Ctrl-O, or :later, leaves it for later"
"""What is wrong with leaving a needed answer empty."""


class Command(StrEnum):
    """What a person can do instead of answering, at every prompt."""

    BACK = "back"
    LATER = "later"
    REVIEW = "review"
    HELP = "help"
    PREVIEW = "preview"
    PAUSE = "pause"


class Option(NamedTuple):
    """Something that can be ticked: an earlier item, or a part of an answer.

    Attributes:
        detail: What helps to decide.
    """

    key: str
    title: str
    detail: str = ""


class Around:
    """What stands around a prompt; nothing, unless a question of an interview is asked."""

    def remark(self, typed: str) -> str:
        """Say something about what is typed, as it is typed."""
        return ""

    def keep_draft(self, entry: Value) -> None:
        """Keep an unfinished entry on the disk."""

    def where(self) -> str:
        """Say in which section and item the question stands, and how many are left."""
        return ""


@dataclass(frozen=True)
class Prompt:
    """One question to be put to a person.

    Attributes:
        question: What is asked.
        initial: The answer to start from.
        draft: An unfinished entry that goes before it: what was typed or, for rows that are asked
            one by one and for ticks, a list.
        options: What references choose from.
        suggestion: What is proposed, if anything is.
        around: What stands around it.
        new: Whether the person has hardly met this kind of question yet.
    """

    question: Question
    initial: Value = None
    draft: Value = None
    options: tuple[Option, ...] = ()
    suggestion: Suggestion | None = None
    around: Around = field(default_factory=Around)
    new: bool = False

    @property
    def typed(self) -> str:
        """The text that the entry starts with."""
        if isinstance(self.draft, str):
            return self.draft
        return "" if self.initial is None else self.question.write(self.initial)

    @property
    def is_proposed(self) -> bool:
        """Whether the entry starts with what the program proposes, not with what was said."""
        proposed = self.suggestion.value if self.suggestion else self.question.default
        return self.draft is None and self.initial is not None and self.initial == proposed

    @property
    def begun(self) -> list[Any]:
        """The rows or ticks that the entry starts with."""
        begun = self.draft if isinstance(self.draft, list) else self.initial
        return list(begun or [])

    @property
    def asking(self) -> Asking:
        """How it is put: rows that do not fit on lines are asked part by part."""
        question = self.question
        if isinstance(question, Records) and self.initial and not question.fits_lines(self.initial):
            return Asking.ROWS
        return question.asking

    @property
    def choices(self) -> tuple[Option, ...]:
        """What there is to tick: what the questionnaire offers, else the items of the session."""
        offered = self.question.offered
        return (
            tuple(Option(choice.value, choice.title, choice.help) for choice in offered)
            or self.options
        )

    def begins_with(self, entry: Value) -> bool:
        """Whether an unfinished entry is what it started from."""
        return bool(entry == (self.begun if isinstance(entry, list) else self.typed))

    def read(self, typed: str) -> Value:
        """Return the answer that typed text stands for; raise Rejected when it is none."""
        value = self.question.read(self._keys(typed))
        if value is None and self.question.required:
            raise Rejected(NEEDED)
        return value

    def _keys(self, typed: str) -> str:
        """Let references be typed as the numbers that people see."""
        if not isinstance(self.question, References):
            return typed
        keys = {str(number): option.key for number, option in enumerate(self.options, 1)}
        words = [word.strip() for word in typed.split(",") if word.strip()]
        known = {*keys.values()}
        for word in words:
            if keys.get(word, word) not in known:
                raise Rejected(f"'{word}' is not one of the choices")
        return ", ".join(keys.get(word, word) for word in words)


class Entry:
    """What is typed at a prompt: it is judged once, and its value is handed on.

    Attributes:
        value: The answer that the text stands for which was judged last.
    """

    def __init__(self, prompt: Prompt) -> None:
        self._prompt = prompt
        self.value: Value = None

    def objection(self, typed: str) -> str:
        """Say in one line what is wrong with typed text; empty when nothing is."""
        try:
            self.value = self._prompt.read(typed)
        except Rejected as error:
            more = f" (and {len(error.reasons) - 1} more)" if len(error.reasons) > 1 else ""
            return error.reasons[0] + more
        return ""


class Reply(NamedTuple):
    """An answer; None leaves the question empty."""

    value: Value


class Leave(NamedTuple):
    """No answer but a command, with what had been entered until then."""

    command: Command
    draft: Value = None
