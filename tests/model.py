"""A simple model of an interview, to hold the program against.

It is made of dicts and lists. It reads the questionnaire as the data that it is and knows nothing
of the program: where the program folds events, the model changes what it holds; where the program
folds others to undo, the model takes the copy that it put away.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from interview.questionnaire.library import built_in

Data = dict[str, Any]

QUESTIONNAIRE = tomllib.loads((built_in() / "questionnaires" / "iteration.toml").read_text("utf-8"))
SECTIONS: dict[str, Data] = {section["id"]: section for section in QUESTIONNAIRE["section"]}
QUESTIONS: dict[tuple[str, str], Data] = {
    (section, entry["id"]): entry for section in SECTIONS for entry in SECTIONS[section]["question"]
}
REPEATING = [name for name, section in SECTIONS.items() if "item" in section]
TYPES = ["implementation", "spike", "integration", "wiring"]
DEMO = "demo.commands"


class Said(NamedTuple):
    """An answer, with what it was an answer to: the words, and the commands it was made of."""

    value: Any
    words: int
    sources: Data


@cache
def _asked(section: str, kind: str | None, first: bool) -> dict[str, Data]:
    """Return the questions that apply in a group: of a type, and first in its section or not."""
    return {
        entry["id"]: entry
        for entry in SECTIONS[section]["question"]
        if not (first and entry["kind"] == "references")
        if "when" not in entry or kind in entry["when"]["type"]
    }


@cache
def _words(section: str, name: str, kind: str | None) -> int:
    """Return which words of a question are for a type: the place of a variant, or -1."""
    wanted = [entry["when"]["type"] for entry in QUESTIONS[section, name].get("variant", ())]
    return next((place for place, types in enumerate(wanted) if kind in types), -1)


def no_items() -> dict[str, list[str]]:
    return {section: [] for section in REPEATING}


@dataclass
class Facts:
    """What an interview comes to. Groups and addresses are texts: `tasks.t1`, `tasks.t1.type`."""

    answers: dict[str, Said] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[str]] = field(default_factory=no_items)
    removed: dict[str, list[str]] = field(default_factory=no_items)
    preceding: dict[str, list[str]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    approved: bool = False

    def copy(self) -> Facts:
        """Return other facts; answers themselves are never changed."""
        return Facts(
            dict(self.answers),
            dict(self.notes),
            dict(self.drafts),
            {section: list(keys) for section, keys in self.items.items()},
            {section: list(keys) for section, keys in self.removed.items()},
            dict(self.preceding),
            set(self.closed),
            self.approved,
        )

    # What a person does

    def answer(self, address: str, value: Any, sources: Data) -> None:
        self.answers[address] = Said(value, self.words(address), sources)
        self.drafts.pop(address, None)
        self.notes.pop(address, None)

    def clear(self, address: str) -> None:
        self.answers.pop(address, None)
        self.notes.pop(address, None)

    def add(self, section: str, key: str) -> None:
        """Add an item at the end."""
        self.items[section].append(key)
        self.removed[section] = [entry for entry in self.removed[section] if entry != key]
        self.closed.discard(section)

    def duplicate(self, group: str, key: str) -> None:
        section, _, original = group.partition(".")
        self.items[section].insert(self.items[section].index(original) + 1, key)
        self.closed.discard(section)
        self.answers |= {
            f"{section}.{key}.{split(address)[1]}": answer
            for address, answer in self.answers.items()
            if split(address)[0] == group
        }
        self.notes |= {
            f"{section}.{key}.{split(address)[1]}": note
            for address, note in self.notes.items()
            if split(address)[0] == group
        }

    def move(self, group: str, place: int) -> None:
        section, _, key = group.partition(".")
        self.items[section].remove(key)
        self.items[section].insert(place - 1, key)

    def restore(self, section: str, key: str) -> None:
        """Bring an item back, behind the last one that it stood behind when it was removed."""
        self.add(section, key)
        earlier = [entry for entry in self.items[section] if entry in self.preceding[key]]
        self.items[section].remove(key)
        place = self.items[section].index(earlier[-1]) + 1 if earlier else 0
        self.items[section].insert(place, key)

    def remove(self, group: str) -> None:
        section, _, key = group.partition(".")
        self.preceding[key] = self.items[section][: self.items[section].index(key)]
        self.items[section].remove(key)
        self.removed[section].append(key)

    # What applies

    def groups(self, section: str = "") -> list[str]:
        return [
            f"{name}.{key}" if key else name
            for name in ([section] if section else SECTIONS)
            for key in self.items.get(name, [""])
        ]

    def asked(self, group: str) -> dict[str, Data]:
        """Return the questions of a group that apply, by their ids."""
        section, _, key = group.partition(".")
        return _asked(section, self.kind(group), self.items.get(section, [""])[0] == key)

    def kind(self, group: str) -> str | None:
        """Return the type of a task; one that was left open for later is none."""
        answer = self.answers.get(f"{group}.type")
        return answer.value if answer and f"{group}.type" not in self.notes else None

    def addresses(self, section: str = "") -> list[str]:
        return [f"{group}.{name}" for group in self.groups(section) for name in self.asked(group)]

    def applies(self, address: str) -> bool:
        group, name = split(address)
        section, _, key = group.partition(".")
        return key in self.items.get(section, [""]) and name in self.asked(group)

    def words(self, address: str) -> int:
        """Return which words of a question apply: the place of a variant, or -1."""
        section, *_, name = address.split(".")
        return _words(section, name, self.kind(split(address)[0]))

    def worded(self, address: str) -> Data:
        """Return a question in the words that apply."""
        entry, words = question(address), self.words(address)
        return entry if words < 0 else {**entry, **entry["variant"][words]}

    # What counts

    def given(self, address: str) -> Any:
        """Return what an answer is to other questions."""
        answer = self.answers.get(address)
        return (
            answer.value if answer and address not in self.notes and self.applies(address) else None
        )

    def is_stale(self, address: str) -> bool:
        answer = self.answers.get(address)
        if answer is None or answer.value is None or not self.applies(address):
            return False
        return answer.words != self.words(address) or any(
            self.given(source) != value for source, value in answer.sources.items()
        )

    def is_open(self, address: str) -> bool:
        if address not in self.answers or address in self.notes or self.is_stale(address):
            return True
        return self.answers[address].value is None and self._is_required(address)

    def _is_required(self, address: str) -> bool:
        return bool(self.worded(address).get("required"))

    def is_missing(self, address: str) -> bool:
        return self.is_open(address) and (self._is_required(address) or self.is_stale(address))

    def in_force(self, address: str) -> Any:
        """Return an answer as a plan has it, or None."""
        if not self.applies(address) or self.is_open(address):
            return None
        entry, value = question(address), self.answers[address].value
        if entry["kind"] == "code" and isinstance(value, str):
            return {"language": entry["language"], "text": value}
        if entry["kind"] == "references" and value:
            return [key for key in value if key in self.items["tasks"]]
        return value

    def suggestion(self) -> dict[str, str]:
        """Return the commands that verify the tasks, by address."""
        given = {f"{task}.verify": self.given(f"{task}.verify") for task in self.groups("tasks")}
        return {address: text_of(value) for address, value in given.items() if value is not None}

    def behind(self, address: str, value: Any) -> Data:
        """Return the answers that an answer was made of, when it has a line of the suggestion."""
        suggested = self.suggestion() if address == DEMO else {}
        lines = {line for text in suggested.values() for line in text.splitlines()}
        if value is None or not lines & set(text_of(value).splitlines()):
            return {}
        return {source: self.given(source) for source in suggested}

    def affected(self, after: Facts) -> set[str]:
        """Return the answers that a change sets aside, brings back or makes stale."""
        here = self.groups()
        return {
            answer
            for answer in self.answers
            if split(answer)[0] in here
            if self.applies(answer) != after.applies(answer)
            or (after.is_stale(answer) and not self.is_stale(answer))
        }

    # What comes next

    def next(self) -> str:
        """Return what is asked next: an address, `+tasks` for an item, or nothing."""
        for section in SECTIONS:
            for address in self.addresses(section):
                if self.is_open(address) and address not in self.notes:
                    return address
            if section in REPEATING and (section not in self.closed or self.needs_item(section)):
                return f"+{section}"
        return ""

    def needs_item(self, section: str) -> bool:
        return len(self.items[section]) < int(SECTIONS[section]["at_least"])

    def before(self, step: str) -> str:
        """Return the question before a step; before the first there is none but itself."""
        addresses = self.addresses()
        if step in addresses:
            return addresses[max(addresses.index(step) - 1, 0)]
        until = list(SECTIONS)[: list(SECTIONS).index(step[1:]) + 1]
        return [address for address in addresses if address.partition(".")[0] in until][-1]

    # How it is written on a command line, and in the document

    def by_number(self, place: str) -> str:
        """Return `tasks.t7.what` as `tasks.2.what`."""
        section, *rest = place.split(".")
        if section in REPEATING:
            rest[0] = str(self.items[section].index(rest[0]) + 1)
        return ".".join([section, *rest])

    def as_file(self, address: str, given: object) -> Data:
        """Return one answer in the form of an answers file."""
        section, *item, name = address.split(".")
        if not item:
            return {section: {name: given}}
        return {section: [{name: given} if key in item else {} for key in self.items[section]]}

    def shown_at(self, address: str) -> set[str]:
        """Return the marks that stand in the document for a question."""
        value = self.in_force(address)
        if value is None:
            value = self.notes.get(address)
        if value in (None, "") and self.is_stale(address):
            value = self.answers[address].value
        return marks(json.dumps(value))

    def shown_in(self, *groups: str) -> set[str]:
        return {
            mark
            for group in groups
            for name in self.asked(group)
            for mark in self.shown_at(f"{group}.{name}")
        }

    def waits_for(self, task: str) -> str:
        """Return what stands in the document behind `Depends on`."""
        address, tasks = f"{task}.depends_on", self.items["tasks"]
        if self.applies(address) and address in self.notes:
            note = self.notes[address]
            return f"⚠️ **Open**: {question(address)['ask']}{f' ({note})' if note else ''}"
        keys = self.in_force(address) or []
        return ", ".join(f"Task {tasks.index(key) + 1}" for key in keys) or "None"

    # All of it

    def observed(self) -> Data:
        addresses = self.addresses()
        return {
            "answers": {
                section: [self._item(group) for group in self.groups(section)]
                if section in REPEATING
                else self._group(section)
                for section in SECTIONS
            },
            "open": [address for address in addresses if self.is_open(address)],
            "missing": [address for address in addresses if self.is_missing(address)],
            "stale": [address for address in addresses if self.is_stale(address)],
            "set aside": sorted(set(self.answers) - set(addresses)),
            "notes": self.notes,
            "drafts": self.drafts,
            "items": self.items,
            "removed": self.removed,
            "closed": self.closed,
            "approved": self.approved,
            "next": self.next(),
        }

    def _item(self, group: str) -> Data:
        return {"key": group.partition(".")[2], **self._group(group)}

    def _group(self, group: str) -> Data:
        values = {name: self.in_force(f"{group}.{name}") for name in self.asked(group)}
        return {name: value for name, value in values.items() if value is not None}


Change = Callable[[Facts], object]


def changed(facts: Facts, change: Change) -> Facts:
    """Return what facts come to after a change."""
    after = facts.copy()
    change(after)
    return after


def answering(address: str, value: Any) -> Change:
    return lambda facts: facts.answer(address, value, {})


class Model:
    """The facts, those before each change that can be undone, and those after each undone one."""

    def __init__(self) -> None:
        self.now = Facts()
        self.before: list[Facts] = []
        self.after: list[Facts] = []
        self.keys = dict.fromkeys(REPEATING, 0)

    def new_key(self, section: str) -> str:
        """Return a key that no item ever had, be it removed or undone."""
        self.keys[section] += 1
        return f"{SECTIONS[section]['item'][0]}{self.keys[section]}"

    def change(self, facts: Facts) -> None:
        self.before.append(self.now)
        self.after.clear()
        self.now = facts
        self.now.approved = False

    def undo(self) -> None:
        self.now.approved = False  # what was approved was the plan with the change
        self.after.append(self.now)
        self.now = self.before.pop()

    def redo(self) -> None:
        self.before.append(self.now)
        self.now = self.after.pop()

    def approve(self) -> None:
        self.now.approved = True

    def keep_draft(self, address: str, draft: str) -> None:
        """Keep a half-typed entry: it is no change, so neither undo nor redo takes it away."""
        for facts in (self.now, *self.before, *self.after):
            facts.drafts[address] = draft


def split(address: str) -> tuple[str, str]:
    """Return the group and the id of a question."""
    group, _, name = address.rpartition(".")
    return group, name


def question(address: str) -> Data:
    """Return a question as it stands in the questionnaire."""
    section, *_, name = address.split(".")
    return QUESTIONS[section, name]


def text_of(value: Any) -> str:
    return str(value["text"] if isinstance(value, dict) else value)


def marks(text: str) -> set[str]:
    """Return the marks in a text; see `InterviewMachine.mark`, and `_number` for numbers."""
    return set(re.findall(r"m\d{4}z|[13]\.\d{4}1|9\d{4}", text))
