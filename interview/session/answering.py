"""Answers that are given all at once, taken in: every problem in them is found first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from interview.errors import did_you_mean
from interview.questionnaire.kinds.references import References
from interview.questionnaire.question import Question, Rejected, Value
from interview.session.address import Address, Group
from interview.session.answers_file import Answers, AnswersError, Given, parsed_json
from interview.session.events import Answered, Event, ItemAdded, SectionClosed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview.questionnaire.model import Section
    from interview.session.engine import Engine


def events_of(
    answers: Answers, engine: Engine, at: datetime, batch: str | None = None
) -> list[Event]:
    """Return the events that giving the answers amounts to; what is said already is left out.

    The items of a repeating section are those that are there, in their order, then new ones. The
    engine is moved forward by the events.

    Raises:
        AnswersError: With every problem.
    """
    taking = _Taking(engine, at, batch)
    taking.take(answers)
    if taking.problems:
        raise AnswersError(
            "the answers are not valid",
            taking.problems,
            "Fix them and try again; nothing was saved.",
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
                self.problems.append(f"{section.id}: expected a mapping of questions to answers")
        elif isinstance(content, list):
            self._items(section, content)
        else:
            self.problems.append(f"{section.id}: expected a list of {section.item}s")

    def _items(self, section: Section, items: list[Any]) -> None:
        known_items = list(self.engine.state.items.get(section.id, ()))
        for place, item in enumerate(items, 1):
            where = f"{section.id}.{place}"
            group = Group(section.id, known_items[place - 1]) if place <= len(known_items) else (
                self._added(section))  # fmt: skip
            if isinstance(item, dict):
                self._group(section, group, where, item)
            else:
                self.problems.append(f"{where}: expected a mapping of questions to answers")
        if (len(items) > len(known_items) or not known_items) and self._is_whole(section):
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
            # After a rejected answer it is unknown which questions apply.
            if not doubtful & _looked_at(plain) and not _empty(given):
                self.problems.append(f"{where}: {_why_not(plain)}")
            return False
        try:
            value = self._value(question, address, given)
        except Rejected as error:
            self.problems += [f"{where}: {reason}" for reason in error.reasons]
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
                raise Rejected("an answer is required; omit it to leave the question open")
            return None
        if isinstance(question, References) and isinstance(value, list):
            return question.accept([self._key(question, address, element) for element in value])
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
        self.engine.apply(event, judged=True)


def _untyped(question: Question, given: Given) -> Value:
    if not given.typed:
        return given.value
    if question.answer_schema().get("type") == "array" and given.value.lstrip()[:1] in ("[", "{"):
        return _listed(question, given.value)
    return question.read(given.value)


def _listed(question: Question, typed: str) -> Value:
    """Return a list that is typed as JSON, or as lines of which the first begins with a bracket."""
    try:
        value = parsed_json(typed)
    except (ValueError, RecursionError) as error:
        if _JSON_LIST.match(typed):
            raise Rejected(f"it looks like a JSON list, but is not valid JSON: {error}") from None
        return question.read(typed)
    return question.accept(value)


_JSON_LIST = re.compile(r"""\s*\[\s*(?:"|\{\s*").*[]}]\s*$""", re.DOTALL)
"""What nobody means as text: `["a", ]`; but `[x] done` and `[docs] - say it` are."""


def _empty(given: Given) -> bool:
    return given.value in ("", [], None)


def _looked_at(question: Question) -> set[str]:
    return {name for condition in question.conditions() for name, _ in condition.mentions()}


def _why_not(question: Question) -> str:
    if isinstance(question, References):
        return "does not apply: there is no earlier item"
    return f"does not apply here; it is asked when {question.when}"


def defaults(engine: Engine, at: datetime) -> Iterator[Event]:
    """Yield the answers that a questionnaire itself proposes for what is still open."""
    for ask in list(engine.open()):
        if ask.question.default is not None and ask.address not in engine.state.postponed:
            yield Answered(
                address=str(ask.address), value=ask.question.default, origin="default", at=at
            )
