"""Whatever a person does, in whatever order, and whatever happens to the process or the disk:
the program is what a simple model of it says.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from interview.errors import NotKeptError
from interview.project.documents import document_of
from interview.project.workplace import Workplace
from interview.questionnaire.kinds.choice import ChoiceQuestion
from interview.questionnaire.model import Questionnaire
from interview.session.address import Address
from interview.session.answering import events_of
from interview.session.answers_file import Given
from interview.session.edits import Changes
from interview.session.engine import Engine
from interview.session.events import Event, Redone, Undone
from interview.session.steps import Ask, OfferItem
from interview.session.suggestions import verify_commands
from interview.storage.journal import Journal
from interview.storage.lines import write_line
from interview.storage.session_file import append_to, read
from interview.storage.store import Store
from interview.terminal.flow.dialogue import Dialogue, Support
from interview.terminal.flow.interfaces import Paused
from interview.terminal.flow.ports import Command, Leave, Prompt, Reply
from interview.terminal.flow.review import Review
from interview.terminal.flow.wizard import Wizard
from tests.conftest import NOW
from tests.events import applied, started
from tests.model import (
    DEMO,
    REPEATING,
    SECTIONS,
    TYPES,
    Change,
    Data,
    Facts,
    Model,
    answering,
    changed,
    marks,
    no_items,
    question,
    split,
)
from tests.scripted import Screen

pytestmark = pytest.mark.slow

# --- the person -------------------------------------------------------------------------------


class Act(NamedTuple):
    """What a person does at a prompt.

    Attributes:
        what: "answer", or a command.
        pick: Which answer.
        typed: Whether an entry is left half typed.
        sure: Whether a change is still made when its consequences are shown.
    """

    what: str
    pick: int = 0
    typed: bool = False
    sure: bool = True


class Died(Exception):  # noqa: N818 - it is what happens to a process
    """The process is no more."""


class Person:
    """Does one act after the other and then leaves; holds what is asked against the model.

    What a person does has happened when the program asks the next thing, or is done: until then
    it is `pending`, and the model does not have it.

    Attributes:
        at: What is asked.
        wizard: Whether more is asked after that.
        menus: What is chosen in menus.
        asides: The answers to questions that are not of the questionnaire.
        change: What menus and asides amount to.
        tireless: Answers everything.
    """

    going_back = "Shift-Tab"
    line_by_line = False

    def __init__(
        self,
        machine: InterviewMachine,
        *script: Act,
        at: str = "",
        wizard: bool = False,
        menus: Iterable[str] = (),
        asides: Data | None = None,
        change: Change | None = None,
        tireless: bool = False,
    ) -> None:
        self.machine, self.script, self.at, self.wizard = machine, list(script), at, wizard
        self.menus, self.asides, self.change = list(menus), asides or {}, change
        self.tireless = tireless
        self.screen = Screen()
        self.pending: Callable[[], object] | None = None
        self.needs_yes = self.sure = False
        self.note: str | None = None
        self.given: Any = None
        self.unkept = False
        if wizard:
            self._go_on()

    @property
    def facts(self) -> Facts:
        return self.machine.model.now

    def ask(self, prompt: Prompt) -> Reply | Leave:
        name = prompt.question.id
        if name == "change":
            return self._reconsider()
        self.settle()
        if name == "menu":
            return self._choose(prompt)
        if name == "note":
            return self._note()
        if name in self.asides:
            return self._aside(name)
        return self._offer() if self.at.startswith("+") else self._question(prompt)

    def settle(self) -> None:
        """Let the model have what happened."""
        assert not self.needs_yes, "consequences are shown before they happen"
        if self.pending is not None:
            pending, self.pending = self.pending, None
            pending()

    def failed(self) -> None:
        """Be told that the answer could not be kept: it will be asked for again."""
        self.pending = None
        self.unkept = True

    def _will(self, change: Change) -> Facts:
        """Have the model changed when it happened; return what it comes to."""
        after = changed(self.facts, change)

        def happen() -> None:
            self.machine.model.change(after)
            if self.wizard:
                self._go_on()

        self.pending = happen
        return after

    def _go_on(self) -> None:
        """Be where the wizard is next; an item that a plan needs is there without asking."""
        self.at = self.facts.next()
        if self.at.startswith("+") and self.facts.needs_item(self.at[1:]):
            adding = self.machine.adding(self.at[1:])
            self.machine.model.change(changed(self.facts, adding))
            self._go_on()

    # Prompts

    def _reconsider(self) -> Reply:
        assert self.needs_yes, "nothing is asked about a change that changes one answer"
        self.needs_yes = False
        if not self.sure:
            self.pending = None
        return Reply(self.sure)

    def _choose(self, prompt: Prompt) -> Reply:
        wanted = self.menus.pop(0) if self.menus else "/done"
        assert isinstance(prompt.question, ChoiceQuestion)
        offered = [choice.value for choice in prompt.question.choices]
        if "goal" in offered:
            model = self.machine.model
            assert [entry for entry in ("/undo", "/redo") if entry in offered] == (
                ["/undo"] * bool(model.before) + ["/redo"] * bool(model.after)
            )
        assert wanted in offered
        if wanted in ("/undo", "/redo"):
            self.pending = getattr(self.machine.model, wanted[1:])
        elif self.change and not self.menus:
            self._will(self.change)
            self.change = None
        return Reply(wanted)

    def _note(self) -> Reply | Leave:
        address, note = self.at, self.note
        if note is None:
            return Leave(Command.BACK)
        self._will(lambda facts: facts.notes.update({address: note}))
        return Reply(note or None)

    def _aside(self, name: str) -> Reply:
        if name == "ready" and self.asides[name]:
            self.pending = self.machine.model.approve
        return Reply(self.asides[name])

    def _offer(self) -> Reply | Leave:
        act, section = self._next_act(), self.at[1:]
        if act.what != "answer":
            return self._leave(act)
        if more := bool(act.pick % 2):
            self._will(self.machine.adding(section))
        else:
            self._will(lambda facts: facts.closed.add(section))
        return Reply(more)

    def _question(self, prompt: Prompt) -> Reply | Leave:
        if not self.at:  # at the end, what was left open is asked again
            self.at = f"{self._place()}.{prompt.question.id}"
            assert self.at in self.facts.notes
        self._check(prompt)
        act = self._next_act()
        return self._answer(act, prompt) if act.what == "answer" else self._leave(act)

    def _place(self) -> str:
        return str([entry[1] for entry in self.screen.shown if entry[0] == "place"][-1])

    def _check(self, prompt: Prompt) -> None:
        """See that it is the right question, in the right words, with what was said there."""
        group, name = split(self.at)
        assert not self.wizard or self._place() == group
        assert prompt.question.id == name
        assert prompt.question.ask == self.facts.worded(self.at)["ask"]
        if self.unkept:
            assert (_typed(prompt.initial), prompt.draft) == (self.given, None)
            self.unkept = False
        else:
            answer = self.facts.answers.get(self.at)
            assert answer is None or _typed(prompt.initial) == answer.value
            assert prompt.draft == self.facts.drafts.get(self.at)

    def _next_act(self) -> Act:
        if self.script:
            return self.script.pop(0)
        return Act("answer", 2 * self.machine.count) if self.tireless else Act("pause")

    def _answer(self, act: Act, prompt: Prompt) -> Reply:
        address, before = self.at, self.facts
        self.given = value = self.machine.value(before, address, act.pick)
        assert value is None or prompt.question.accept(value) == value
        after = self._will(
            lambda facts: facts.answer(address, value, before.behind(address, value))
        )
        self.needs_yes = address in before.answers and len(before.affected(after) - {address}) > 1
        self.sure = act.sure or self.tireless
        return Reply(value)

    def _leave(self, act: Act) -> Leave:
        address, draft = self.at, None
        if act.typed and not address.startswith("+"):
            draft = half = f"{self.machine.mark()} half"
            self.pending = lambda: self.machine.model.keep_draft(address, half)
        if act.what == "later":
            self.note = self.machine.mark() if act.pick % 2 else "" if act.sure else None
        elif self.wizard and act.what == "back":
            self.at = self.facts.before(address)
        return Leave(Command(act.what), draft)


# --- the machine ------------------------------------------------------------------------------


def observed(engine: Engine) -> Data:
    """Return what the program says of an interview, in the words of the model."""
    state, step = engine.state, engine.next()
    return {
        "answers": _typed(engine.answers()),
        "open": [str(ask.address) for ask in engine.open()],
        "missing": [str(ask.address) for ask in engine.missing()],
        "stale": [str(address) for address in engine.stale()],
        "set aside": sorted(str(address) for address in engine.set_aside()),
        "notes": {str(address): note for address, note in state.postponed.items()},
        "drafts": {str(address): draft for address, draft in state.drafts.items()},
        "items": no_items() | state.items,
        "removed": no_items() | state.removed,
        "closed": state.closed,
        "approved": state.approved,
        "next": f"+{step.section.id}" if isinstance(step, OfferItem) else _address(step),
    }


def _typed(value: Any) -> Any:
    """Leave out what the program notes beside an answer: whether a path exists."""
    if isinstance(value, dict):
        return {name: _typed(element) for name, element in value.items() if name != "state"}
    return [_typed(element) for element in value] if isinstance(value, list) else value


def _address(step: Ask | None) -> str:
    return str(step.address) if step else ""


WHATS = ["answer", "back", "later", "help", "review", "pause"]
PICKS = st.integers(0, 15)
ACTS = st.builds(Act, st.sampled_from(WHATS), PICKS, st.booleans(), st.booleans())
SECTION = st.sampled_from(["tasks", "tasks", "tasks", "stack"])

alive = precondition(lambda self: self.journal is not None)
dead = precondition(lambda self: self.journal is None)


class InterviewMachine(RuleBasedStateMachine):
    """An interview with its file, and the model of it."""

    engine: Engine

    def __init__(self, questionnaire: Questionnaire, folder: Path) -> None:
        super().__init__()
        self.questionnaire = questionnaire
        self.store = Store(Path(tempfile.mkdtemp(dir=folder)) / "sessions")
        self.path = self.store.folder / "linkstash-3.jsonl"
        self.workplace = Workplace.here(str(self.store.folder))
        self.model = Model()
        self.count = 0
        self.journal: Journal | None = None
        self.fault = ""
        self.torn = b""
        self.left = False

    @property
    def now(self) -> Facts:
        return self.model.now

    # Answers: each bears a mark that no other has, so that one sees where it turns up

    def mark(self) -> str:
        self.count += 1
        return f"m{self.count:04}z"

    def value(self, facts: Facts, address: str, pick: int) -> Any:
        """Return an answer that a question takes."""
        entry = facts.worded(address)
        if not entry.get("required") and pick % 4 == 3:
            return None
        if "default" in entry and pick % 4 == 1:
            return entry["default"]
        match entry["kind"]:
            case "number":
                return self._number(entry, pick)
            case "choice":
                return TYPES[pick // 2 % 4]
            case "references":
                return _earlier(facts, address, pick)
            case "lines":
                return [self.mark(), self.mark()]
            case "records":
                return [self._row(entry) for _ in range(pick % 2 + 1)]
            case "code":
                return self._code(facts, address, pick)
            case _:
                return self.mark()

    def _number(self, entry: Data, pick: int) -> float:
        self.count += 1
        if entry.get("whole"):
            return 90_000 + self.count
        hours = 1 if pick % 2 or entry["maximum"] < 3 else 3
        return round(hours + (self.count * 10 + 1) / 100_000, 5)

    def _row(self, entry: Data) -> dict[str, str]:
        columns = [column for column in entry["columns"] if column.get("required", True)]
        return {
            column["id"]: "python" if column.get("kind") == "language" else self.mark()
            for column in columns
        }

    def _code(self, facts: Facts, address: str, pick: int) -> Any:
        suggested = list(facts.suggestion().values()) if address == DEMO else []
        if suggested and pick % 3:
            return "\n".join([*suggested, self.mark()][: len(suggested) + pick % 3 - 1])
        return {"language": "go", "text": self.mark()} if pick % 5 == 4 else self.mark()

    def adding(self, section: str) -> Change:
        """Return the change that adds an item."""
        key = self.model.new_key(section)
        return lambda facts: facts.add(section, key)

    # The program

    def talk(self, what: Callable[[Dialogue], object], person: Person) -> None:
        """Let the program talk with a person, as its commands do."""

        def keep(*events: Event) -> None:
            self.keep(person, *events)

        sources = {"verify_commands": verify_commands}
        with suppress(Paused):
            what(Dialogue(self.engine, person, person.screen, keep, lambda: NOW, Support(sources)))
        person.settle()

    def keep(self, person: Person, *events: Event) -> None:
        """Put events on the disk, unless something happens to the disk or the process."""
        assert self.journal is not None
        fault, self.fault = self.fault, ""
        if fault == "torn":
            self.torn = write_line(events[0], "")[0][: 20 + self.count % 80].rstrip(b"\n")
            with self.path.open("ab") as file:
                file.write(self.torn)
        if fault in ("before", "torn"):
            raise Died
        try:
            with full_disk() if fault == "full" else nullcontext():
                self.journal.append(*events)
        except NotKeptError:
            person.failed()
            raise
        if fault == "after":
            raise Died

    def die(self) -> None:
        """Drop everything: the system closes the files, and the card of the holder stays."""
        assert self.journal is not None
        os.close(self.journal._file._descriptor)
        self.journal.held.lock.release()
        self.left = True
        self.journal = None
        del self.engine

    def from_disk(self) -> Engine:
        """Return the interview as another process sees it now."""
        return Engine(self.questionnaire, read(self.path).events)

    def ask(self, address: str, *script: Act) -> None:
        """Have one question asked anew, as from the review."""
        person = Person(self, *script, at=address)
        self.talk(lambda dialogue: Review(dialogue).change(Address.parse(address)), person)

    def review(self, *menus: str, change: Change | None = None, **asides: Any) -> None:
        """Go through the menus of the review, which comes to a change."""
        person = Person(self, menus=menus, asides=asides, change=change)
        self.talk(lambda dialogue: Review(dialogue).run(), person)

    def one_of(self, data: st.DataObject, addresses: Iterable[str]) -> str:
        return str(data.draw(st.sampled_from(list(addresses)), "of"))

    # Rules: to begin

    @initialize(far=st.booleans(), kinds=st.lists(st.sampled_from(TYPES), max_size=3))
    def start(self, far: bool, kinds: list[str]) -> None:
        """Start with an answers file: most of what there is to see happens among tasks."""
        before = list(SECTIONS)[: list(SECTIONS).index("tasks")] if far else []
        answers = {section: self._section(section, [""]) for section in before}
        if kinds:
            answers["tasks"] = self._section("tasks", kinds)
        self.engine = Engine(self.questionnaire)
        events = events_of(answers, self.engine, NOW)
        self.journal = self.store.create("linkstash-3", started())
        self.journal.append(*events)

    def _section(self, section: str, kinds: list[str]) -> Any:
        """Return the answers of a section as a file holds them, and let the model have them."""
        if section not in REPEATING:
            return self._group(section, "")
        items = []
        for kind in kinds:
            self.model.change(changed(self.now, self.adding(section)))
            items.append(self._group(self.now.groups(section)[-1], kind))
        if not any(map(self.now.is_missing, self.now.addresses(section))):
            self.model.change(changed(self.now, lambda facts: facts.closed.add(section)))
        return items

    def _group(self, group: str, kind: str) -> dict[str, Given]:
        lines = {}
        wanted = ["name", "type", "depends_on"] if kind else list(self.now.asked(group))
        for address in [f"{group}.{name}" for name in wanted]:
            if self.now.applies(address):
                value = kind if address.endswith(".type") else self.value(self.now, address, 0)
                self.model.change(changed(self.now, answering(address, value)))
                lines[split(address)[1]] = Given(self._numbers(address, value), "file")
        return lines

    def _numbers(self, address: str, value: Any) -> Any:
        """Let references be the numbers that files name them by."""
        if question(address)["kind"] != "references":
            return value
        return [self.now.items["tasks"].index(key) + 1 for key in value]

    # Rules: answers

    @alive
    @rule(data=st.data(), pick=PICKS, sure=st.booleans())
    def answer(self, data: st.DataObject, pick: int, sure: bool) -> None:
        """Answer any question, be it open or not."""
        self.ask(self.one_of(data, self.now.addresses()), Act("answer", pick, sure=sure))

    @precondition(lambda self: self.journal and self.now.items["tasks"])
    @rule(data=st.data(), pick=PICKS, sure=st.booleans())
    def change_type(self, data: st.DataObject, pick: int, sure: bool) -> None:
        """Change what is asked in a task; nothing of it may be lost, nor get into the plan."""
        task = self.one_of(data, self.now.groups("tasks"))
        self.ask(f"{task}.type", Act("answer", pick, sure=sure))

    @precondition(lambda self: self.journal and len(self.now.items["tasks"]) > 1)
    @rule(data=st.data(), pick=PICKS)
    def depend(self, data: st.DataObject, pick: int) -> None:
        """Let a task wait for others: references are what moving and removing could break."""
        task = self.one_of(data, self.now.groups("tasks")[1:])
        self.ask(f"{task}.depends_on", Act("answer", pick))

    @alive
    @rule(data=st.data(), act=ACTS)
    def postpone(self, data: st.DataObject, act: Act) -> None:
        """Leave any question open for later, also one that has an answer."""
        self.ask(self.one_of(data, self.now.addresses()), act._replace(what="later"))

    @alive
    @rule(data=st.data(), what=st.sampled_from(["back", "help", "review", "pause"]))
    def half_type(self, data: st.DataObject, what: str) -> None:
        """Leave an entry half typed: it is there again, and it is nowhere else."""
        address = self.one_of(data, self.now.addresses())
        self.ask(address, Act(what, typed=True))
        self.ask(address)

    @alive
    @rule(script=st.lists(ACTS, max_size=8))
    def go_on(self, script: list[Act]) -> None:
        """Go on where the wizard asks, in any way."""
        person = Person(self, *script, wizard=True)
        self.talk(lambda dialogue: Wizard(dialogue).ask_what_is_open(), person)

    @alive
    @rule(typed=st.lists(st.booleans(), min_size=1, max_size=5))
    def back(self, typed: list[bool]) -> None:
        """Go back from question to question: it deletes nothing and keeps what is half typed."""
        script = [Act("back", typed=entry) for entry in typed]
        answers = dict(self.now.answers)
        person = Person(self, *script, wizard=True)
        self.talk(lambda dialogue: Wizard(dialogue).ask_what_is_open(), person)
        assert self.now.answers == answers

    @alive
    @rule(yes=st.booleans())
    def finish(self, yes: bool) -> None:
        """Answer everything and come to the closing question: a full plan has most to lose."""
        asides = {"now": True, "ready": yes}
        person = Person(self, wizard=True, tireless=True, asides=asides)
        self.talk(lambda dialogue: Wizard(dialogue).run(), person)
        assert self.engine.finished

    # Rules: items

    @precondition(lambda self: self.journal and len(self.now.groups()) < 16)
    @rule(section=SECTION)
    def add(self, section: str) -> None:
        """Add an item at the end."""
        self.review(f"/add {section}", change=self.adding(section))

    @precondition(lambda self: self.journal and self.now.items["tasks"])
    @rule(data=st.data())
    def duplicate(self, data: st.DataObject) -> None:
        """Copy a task: from then on the two have nothing to do with each other."""
        task = self.one_of(data, self.now.groups("tasks"))
        key = self.model.new_key("tasks")
        self.review(task, "/duplicate", change=lambda facts: facts.duplicate(task, key))

    @precondition(lambda self: self.journal and self.now.items["tasks"])
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        """Move a task: numbers change, references do not."""
        tasks = self.now.groups("tasks")
        task, place = self.one_of(data, tasks), data.draw(st.integers(1, len(tasks)), "to")
        self.review(task, "/move", place=place, change=lambda facts: facts.move(task, place))

    @precondition(lambda self: self.journal and any(self.now.items.values()))
    @rule(data=st.data(), sure=st.booleans())
    def remove(self, data: st.DataObject, sure: bool) -> None:
        """Remove an item, be it named by others or not."""
        groups = [group for section in REPEATING for group in self.now.groups(section)]
        group = self.one_of(data, groups)
        change = (lambda facts: facts.remove(group)) if sure else None
        self.review(group, "/remove", remove=sure, change=change)

    @precondition(lambda self: self.journal and any(self.now.removed.values()))
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        """Bring a removed item back, with everything that was said there."""
        section = self.one_of(data, [entry for entry in REPEATING if self.now.removed[entry]])
        key = self.one_of(data, self.now.removed[section])
        self.review(f"/restore {section}", key, change=lambda facts: facts.restore(section, key))

    # Rules: several changes as one, and none at all

    @alive
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        """Change several things with one command: they are undone as one."""
        changes, after = Changes(self.from_disk(), NOW), self.now.copy()
        for _ in range(data.draw(st.integers(1, 3), "wishes")):
            self._wish(data, changes, after)
        if changes.events:
            assert self.journal is not None
            self.journal.append(*changes.events)
            applied(self.engine, changes.events)
            self.model.change(after)

    def _wish(self, data: st.DataObject, changes: Changes, facts: Facts) -> None:
        tasks = facts.groups("tasks")
        wishes = ["answer", "answer", "clear", "later"]
        wishes += ["duplicate", "move", "remove"] if tasks else []
        wishes += ["restore"] if facts.removed["tasks"] else []
        wish = data.draw(st.sampled_from(wishes), "wish")
        if wish == "restore":
            key = self.one_of(data, facts.removed["tasks"])
            changes.restore(f"tasks.{key}")
            facts.restore("tasks", key)
        elif wish in ("answer", "clear", "later"):
            self._wish_at(data, wish, changes, facts)
        else:
            self._wish_of_task(wish, self.one_of(data, tasks), changes, facts)

    def _wish_at(self, data: st.DataObject, wish: str, changes: Changes, facts: Facts) -> None:
        address = self.one_of(data, facts.addresses())
        if wish == "clear":
            changes.clear(facts.by_number(address))
            facts.clear(address)
        elif wish == "later":
            note = self.mark()
            changes.postpone(f"{facts.by_number(address)}={note}")
            facts.notes[address] = note
        else:
            value = self.value(facts, address, data.draw(PICKS, "pick"))
            known = facts.answers.get(address)
            changes.answer(facts.as_file(address, Given(value, "flag")))
            if known is None or known.value != value or facts.is_open(address):
                facts.answer(address, value, {})

    def _wish_of_task(self, wish: str, task: str, changes: Changes, facts: Facts) -> None:
        named = facts.by_number(task)
        if wish == "duplicate":
            changes.duplicate(named)
            facts.duplicate(task, self.model.new_key("tasks"))
        elif wish == "move":
            changes.move(f"{named}=1")
            facts.move(task, 1)
        else:
            changes.remove(named, force=True)
            facts.remove(task)

    @precondition(lambda self: self.journal and self.model.before)
    @rule(times=st.integers(1, 6), again=st.integers(0, 3))
    def undo(self, times: int, again: int) -> None:
        """Take the last changes back, one by one, and bring some of them again."""
        times = min(times, len(self.model.before))
        self.review(*["/undo"] * times, *["/redo"] * min(times, again))

    @precondition(lambda self: self.journal and self.model.after)
    @rule(times=st.integers(1, 3))
    def redo(self, times: int) -> None:
        """Bring back what was undone, whatever happened since that is no change."""
        self.review(*["/redo"] * min(times, len(self.model.after)))

    @precondition(lambda self: self.journal and self.model.after)
    @rule(most=st.integers(4, 99))
    def redo_all(self, most: int) -> None:
        """Bring back everything that was undone."""
        self.review(*["/redo"] * min(most, len(self.model.after)))

    # Rules: the end of a process, and the next one

    @alive
    @rule(
        piece=st.sampled_from([b"", b'{"event":"answered","addr', b'{"event":"undone"}', b"\xff"])
    )
    def kill(self, piece: bytes) -> None:
        """Kill the process; perhaps a piece of a line was just being written."""
        self.torn = piece
        with self.path.open("ab") as file:
            file.write(piece)
        self.die()

    @alive
    @rule(data=st.data(), fault=st.sampled_from(["before", "torn", "after"]), pick=PICKS)
    def kill_while_answering(self, data: st.DataObject, fault: str, pick: int) -> None:
        """Kill the process while it keeps an answer: it is kept whole or not at all."""
        self.fault, address = fault, self.one_of(data, self.now.addresses())
        person = Person(self, Act("answer", pick), at=address)
        with suppress(Died):
            self.talk(lambda dialogue: Review(dialogue).change(Address.parse(address)), person)
        if fault == "after":
            person.settle()
        self.die()

    @alive
    @rule(data=st.data(), pick=PICKS)
    def answer_on_a_full_disk(self, data: st.DataObject, pick: int) -> None:
        """Answer when there is no room, and again when there is."""
        self.fault = "full"
        answer = Act("answer", pick)
        self.ask(self.one_of(data, self.now.addresses()), answer, answer)

    @alive
    @rule(again=st.booleans())
    def pause(self, again: bool) -> None:
        """Let the session go, as a process does that ends by itself."""
        assert self.journal is not None
        self.journal.close()
        self.journal = None
        if again:
            self._open()

    @dead
    @rule()
    def resume(self) -> None:
        """Go on with what is on the disk, after whatever happened."""
        self._open()

    def _open(self) -> None:
        reading, self.journal = append_to(self.path, NOW)
        assert reading.torn == self.torn
        assert bool(self.journal.held.left_by) == self.left
        if self.torn:
            beside = self.path.parent.glob(f"{self.path.name}.torn*")
            assert self.torn + b"\n" in [path.read_bytes() for path in beside]
        self.torn, self.left = b"", False
        self.engine = Engine(self.questionnaire, reading.events)

    # What holds after every step

    @invariant()
    def is_what_the_model_says(self) -> None:
        """The program in its process, what another one reads from the disk, and the document."""
        reading = read(self.path)
        assert reading.torn == self.torn
        from_disk, expected = Engine(self.questionnaire, reading.events), self.now.observed()
        for engine in [self.engine, from_disk] if self.journal else [from_disk]:
            assert observed(engine) == expected
            assert bool(engine.history.last_change) == bool(self.model.before)
            assert len(engine.history.undone) == len(self.model.after)
        self._check_document(document_of(self.workplace, from_disk))

    def _check_document(self, text: str) -> None:
        """See every mark where it belongs and nowhere else, and the right numbers of tasks."""
        before, rest = text.split("\n## Tasks\n")
        tasks, after = rest.split("\n## Task Type Definitions\n")
        groups, names = self.now.groups(), [f"{group}.name" for group in self.now.groups("tasks")]
        until, since = groups.index("architecture") + 1, groups.index("gates")
        assert marks(before) == self.now.shown_in(*groups[:until])
        progress = {mark for name in names for mark in self.now.shown_at(name)}
        assert marks(after) == self.now.shown_in(*groups[since:]) | progress
        blocks = re.split(r"(?m)^### (?=\d+\. )", tasks)[1:]
        assert len(blocks) == len(names)
        for number, (task, block) in enumerate(
            zip(self.now.groups("tasks"), blocks, strict=True), 1
        ):
            assert block.startswith(f"{number}. ")
            assert marks(block) == self.now.shown_in(task)
            (waits_for,) = re.findall(r"\*\*Depends on\*\*: (.*) \*\*Estimated time\*\*", block)
            assert waits_for == self.now.waits_for(task)

    def teardown(self) -> None:
        if self.journal is not None:
            self.journal.close()
        if sys.exc_info()[0] is None:  # else there is a failure already, and one is enough
            self._look_back()

    def _look_back(self) -> None:
        """Undo everything there is, as far back as it goes, and bring all of it again."""
        events, before = read(self.path).events, self.model.before
        undo, redo = Undone(at=NOW), Redone(at=NOW)
        for place in _spread(len(before)):
            undone = Engine(self.questionnaire, [*events, *[undo] * (len(before) - place)])
            assert observed(undone) == before[place].observed()
        everything = [*before, self.now, *reversed(self.model.after)]
        for place in _spread(len(everything)):
            again = [*[undo] * (len(before) + 1), *[redo] * place]  # one more than can be undone
            redone = Engine(self.questionnaire, [*events, *again])
            everything[place].approved = False  # redoing a change approves nothing
            assert observed(redone) == everything[place].observed()


def _spread(length: int) -> list[int]:
    """Return some places of a list, more of them near its end."""
    return [place for place in range(length) if place % 8 == 0 or place > length - 6]


def _earlier(facts: Facts, address: str, pick: int) -> list[str] | None:
    items = facts.items["tasks"]
    earlier = items[: items.index(address.split(".")[1])]
    return [key for place, key in enumerate(earlier) if (pick + 1) >> place & 1] or None


@contextmanager
def full_disk() -> Iterator[None]:
    """Let half of what is written get to the disk, and no more."""
    write = os.write

    def half(file: int, data: bytes) -> int:
        write(file, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with mock.patch("os.write", half):
        yield


@pytest.mark.timeout(600)  # a failure is made small before it is told
def test_the_program_is_what_a_simple_model_of_it_says_in_any_order(
    questionnaire: Questionnaire, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whether a disk keeps what it was told to keep is nothing that a test could see.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    run_state_machine_as_test(
        lambda: InterviewMachine(questionnaire, project),  # type: ignore[arg-type]
        settings=settings(
            max_examples=30,
            stateful_step_count=40,
            report_multiple_bugs=False,
            phases=(Phase.reuse, Phase.generate, Phase.shrink),
        ),
    )
