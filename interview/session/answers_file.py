"""Answers that are given all at once: answers files, and `--set` on the command line.

Every problem in them is found before anything is kept; each names its address.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.errors import InterviewError, ProblemsError, did_you_mean
from interview.files.reading import TooLargeError, read_named
from interview.files.toml import parse_toml
from interview.questionnaire.kinds import References
from interview.questionnaire.question import Question, Rejected, Value
from interview.session.address import Address, Group
from interview.session.events import Answered, Event, ItemAdded, Origin, SectionClosed
from interview.session.lookup import check_form, find_section, place_of
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from interview.questionnaire.model import Section
    from interview.session.engine import Engine

LARGEST = 16_000_000
"""Bytes in an answers file."""


MOST_ITEMS = 2_000
"""Sections of an answers file, questions of a section, and items of one that repeats."""


class Given(NamedTuple):
    """A value that somebody gave, and by which way; `typed` text is read as at a prompt."""

    value: Value
    origin: Origin
    typed: bool = False


Answers = dict[str, Any]
"""By section: a mapping from question to Given, or a list of them, one per item."""


class AnswersError(ProblemsError):
    """Answers that cannot be taken, with every reason."""


def read_answers(path: Path) -> Answers:
    """Read an answers file, JSON when its name ends so and TOML otherwise.

    Raise InterviewError when it cannot be read at all.
    """
    try:
        data = read_named(path, LARGEST)
        read = _json if path.suffix.lower() == ".json" else parse_toml
        return _given(read(data.decode("utf-8-sig")))
    except TooLargeError:
        raise InterviewError(
            f"{path} is larger than {LARGEST:,} bytes", "Give less at once."
        ) from None
    except OSError as failed:
        raise InterviewError(
            f"the answers file {path} cannot be read: {failed.strerror}", "Check its name."
        ) from None
    except (ValueError, RecursionError) as wrong:
        raise InterviewError(
            f"{path} is not {'JSON' if path.suffix.lower() == '.json' else 'TOML'}: "
            f"{one_line(str(wrong))}",
            "Mend the file; nothing was kept.",
        ) from None


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_no_twins)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        twin = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"the key '{twin}' stands twice in one mapping")
    return table


def _given(data: Any) -> Answers:
    """Mark every answer of a file; what is not of the right form is left for the report."""

    def mark(table: Any) -> Any:
        if not isinstance(table, dict):
            return table
        return {name: Given(value, "file") for name, value in table.items()}

    if not isinstance(data, dict):
        raise ValueError("a mapping of sections is expected")
    for name, content in [("the file", data), *data.items()]:
        if isinstance(content, dict | list) and len(content) > MOST_ITEMS:
            raise ValueError(f"{name[:100]} has more than {MOST_ITEMS:,} parts")
    return {
        name: [mark(item) for item in content] if isinstance(content, list) else mark(content)
        for name, content in data.items()
    }


def set_answers(answers: Answers, settings: Sequence[str], engine: Engine) -> Answers:
    """Put settings of the form ADDRESS=VALUE over the answers.

    Items are named by key or by position; the position after the last adds one. Raise AnswersError
    with every setting that has no such form.
    """
    given = []
    problems = []
    for setting in settings:
        name, equals, value = setting.partition("=")
        if equals:
            given.append((name.strip(), Given(value, "flag", True)))
        else:
            problems.append(f"--set {name}: '{setting}' is not of the form ADDRESS=VALUE")
    answers, more = put_answers(answers, given, engine)
    if problems or more:
        raise AnswersError("--set cannot be followed", [*problems, *more], "Nothing was kept.")
    return answers


def put_answers(
    answers: Answers, given: Iterable[tuple[str, Given]], engine: Engine
) -> tuple[Answers, list[str]]:
    """Put single answers over others, and return them with what is wrong with their addresses."""
    answers = {name: list(one) if isinstance(one, list) else one for name, one in answers.items()}
    problems = []
    for name, one in given:
        try:
            _put(answers, Address.parse(name), one, engine)
        except ValueError as wrong:
            problems.append(f"{name}: {wrong}")
    return answers, problems


def _put(answers: Answers, address: Address, given: Given, engine: Engine) -> None:
    section = find_section(engine, address.section)
    check_form(section, address)
    if not section.repeats:
        answers[section.id] = {**answers.get(section.id, {}), address.question: given}
        return
    there = engine.state.items.get(section.id, [])
    items = answers.setdefault(section.id, [])
    count = max(len(items), len(there))
    place = place_of(there, address.item)
    if place is None or place > count + 1:
        raise ValueError(f"there is no {section.item} {address.item}; there are {count}")
    items += [{} for _ in range(place - len(items))]
    items[place - 1] = {**items[place - 1], address.question: given}


def events_of(
    answers: Answers, engine: Engine, at: datetime, batch: str | None = None
) -> list[Event]:
    """Return the events that giving the answers amounts to; what is said already is left out.

    The items of a repeating section are those that are there, in their order, then new ones. The
    engine is moved forward by the events. Raise AnswersError with every problem.
    """
    taking = _Taking(engine, at, batch)
    taking.take(answers)
    if taking.problems:
        raise AnswersError(
            "the answers cannot be taken", taking.problems, "Mend them all; nothing was kept."
        )
    return taking.events


@dataclass(eq=False, repr=False)
class _Taking:
    engine: Engine
    at: datetime
    batch: str | None = None
    events: list[Event] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def take(self, answers: Answers) -> None:
        sections = self.engine.questionnaire.sections
        for name in answers:
            if name not in sections:
                self.problems.append(f"{name}: there is no such section"
                                     f"{did_you_mean(name, sections)}")  # fmt: skip
        for section in sections.values():
            if section.id in answers:
                self._section(section, answers[section.id])

    def _section(self, section: Section, content: Any) -> None:
        if not section.repeats:
            if isinstance(content, dict):
                self._group(section, Group(section.id), section.id, content)
            else:
                self.problems.append(f"{section.id}: a mapping of questions to answers is expected")
        elif isinstance(content, list):
            self._items(section, content)
        else:
            self.problems.append(f"{section.id}: a list of {section.item}s is expected")

    def _items(self, section: Section, items: list[Any]) -> None:
        there = list(self.engine.state.items.get(section.id, ()))
        for place, item in enumerate(items, 1):
            where = f"{section.id}.{place}"
            group = Group(section.id, there[place - 1]) if place <= len(there) else (
                self._added(section))  # fmt: skip
            if isinstance(item, dict):
                self._group(section, group, where, item)
            else:
                self.problems.append(f"{where}: a mapping of questions to answers is expected")
        if (len(items) > len(there) or not there) and self._is_whole(section):
            self._happen(SectionClosed(section=section.id, at=self.at, batch=self.batch))

    def _is_whole(self, section: Section) -> bool:
        """Whether nothing is missing in the items, so that no further one is to be expected."""
        return not self.engine.progress(section.id).missing

    def _added(self, section: Section) -> Group:
        key = self.engine.new_key(section.id)
        self._happen(ItemAdded(section=section.id, item=key, at=self.at, batch=self.batch))
        return Group(section.id, key)

    def _group(self, section: Section, group: Group, where: str, answers: dict[str, Given]) -> None:
        for name in answers:
            if name not in section.questions:
                self.problems.append(f"{where}.{name}: there is no such question"
                                     f"{did_you_mean(name, section.questions)}")  # fmt: skip
        doubtful: set[str] = set()
        for name, question in section.questions.items():
            if name in answers and not self._answer(
                question, group.at(name), f"{where}.{name}", answers[name], doubtful
            ):
                doubtful.add(name)

    def _answer(
        self, plain: Question, address: Address, where: str, given: Given, doubtful: set[str]
    ) -> bool:
        question = self.engine.question(address)
        if question is None:
            # Behind an answer that was refused nobody knows what applies.
            if not doubtful & _looked_at(plain) and not _empty(given):
                self.problems.append(f"{where}: {_why_not(plain)}")
            return False
        try:
            value = self._value(question, address, given)
        except Rejected as no:
            self.problems += [f"{where}: {reason}" for reason in no.reasons]
            return False
        if self._is_news(address, value):
            event = Answered(address=str(address), value=value, origin=given.origin, at=self.at,
                             batch=self.batch)  # fmt: skip
            self._happen(event)
        return True

    def _is_news(self, address: Address, value: Value) -> bool:
        """Whether the question is open, or has another answer."""
        known = self.engine.state.answers.get(address)
        return known is None or known.value != value or not self.engine.is_answered(address)

    def _value(self, question: Question, address: Address, given: Given) -> Value:
        value = _untyped(question, given)
        if value in ("", [], None):
            if question.required:
                raise Rejected("an answer is required; leave it out to leave the question open")
            return None
        if isinstance(question, References) and isinstance(value, list):
            return question.accept([self._key(question, address, one) for one in value])
        return value if given.typed else question.accept(value)

    def _key(self, question: References, address: Address, named: Value) -> Value:
        """Return the key of an earlier item that is named by its number or its key."""
        items = self.engine.state.items.get(question.section, [])
        what = self.engine.questionnaire.sections[question.section].item
        if address.section == question.section:
            items = items[: items.index(address.item)]
        if isinstance(named, str) and named.isdecimal():
            named = int(named)
        if isinstance(named, int) and not isinstance(named, bool):
            if not 1 <= named <= len(items):
                raise Rejected(f"{what} {named} is not an earlier {what}")
            return items[named - 1]
        if isinstance(named, str) and named not in items:
            raise Rejected(f"'{named}' is not an earlier {what}")
        return named

    def _happen(self, event: Event) -> None:
        self.events.append(event)
        self.engine.apply(event)


def _untyped(question: Question, given: Given) -> Value:
    if not given.typed:
        return given.value
    if given.value.lstrip()[:1] in ("[", "{"):
        try:
            return question.accept(_json(given.value))
        except (ValueError, RecursionError):
            pass  # then it is text that begins with a bracket
    return question.read(given.value)


def _empty(given: Given) -> bool:
    return given.value in ("", [], None)


def _looked_at(question: Question) -> set[str]:
    return {name for one in question.conditions() for name, _ in one.mentions()}


def _why_not(question: Question) -> str:
    if isinstance(question, References):
        return "does not apply: there is no earlier one to name"
    return f"does not apply here; it is asked when {question.when}"


def defaults(engine: Engine, at: datetime) -> Iterator[Event]:
    """Yield the answers that a questionnaire itself proposes for what is still open."""
    for ask in list(engine.open()):
        if ask.question.default is not None and ask.address not in engine.state.postponed:
            yield Answered(
                address=str(ask.address), value=ask.question.default, origin="default", at=at
            )
