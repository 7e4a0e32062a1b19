"""What a project's own files say to the questions of an interview, each with its source.

Sources of suggestions by the names that a questionnaire uses (see `sources.SOURCES`). What a source
needs of the answers so far it asks by role; what it gives has the form of the question it is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.discovery.proposals.forms import code_for, row_for, rows_for, taken
from interview.discovery.proposals.previous import number_of, previous
from interview.questionnaire.roles import Role
from interview.session.suggestions import Offer, Suggestion, verify_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from interview.discovery.iterations.iteration import Iteration
    from interview.discovery.project import Discovery
    from interview.discovery.stack.component import Component
    from interview.discovery.testing.runner import Runner
    from interview.questionnaire.question import Question, Value
    from interview.session.address import Address
    from interview.session.engine import Engine
    from interview.session.suggestions import Source

PREVIEW = 4
"""Lines of a text that are shown with its name."""

MOST = 40
"""Parts that are offered to be ticked; more would hide each other."""


@dataclass(eq=False, repr=False)
class Answers:
    """Suggestions from what was found in a project."""

    discovery: Discovery

    def sources(self) -> dict[str, Source]:
        """Return the sources by their names."""
        sources: dict[str, Source] = {
            "built": self.built,
            "current_state": self.current_state,
            "infrastructure": self.infrastructure,
            "existing_services": self.existing_services,
            "service_dependencies": self.service_dependencies,
            "rules": self.rules,
            "standards": self.standards,
            "services": self.services,
            "environment": self.environment,
            "signatures": self.signatures,
            "smoke_test": self.smoke_test,
            "verify": self.verify,
            "verify_commands": self.demo,
            "code_standards": self.gates,
            "testing_standards": self.gates,
            "completion": self.gates,
            "unproven": self.unproven,
            "excluded": self.excluded,
        }
        return {name: _fitting(source) for name, source in sources.items()}

    # Earlier iterations

    def built(self, engine: Engine, _: Address) -> Suggestion | None:
        """Propose the tasks that are done; where none is marked so, let them be ticked."""
        from interview.discovery.iterations.iteration import built

        found = previous(self.discovery, engine)
        if done := built(found):
            sources = _listed(one.source for one in found if one.done)
            return Suggestion(done, sources, number_of(engine))
        offers = [
            Offer(f"{task.name} ({one.name})", f"- {task.name} ({one.name})")
            for one in found[:1]
            for task in one.tasks
        ]
        return _ticked(offers, _listed(one.source for one in found[:1]))

    def current_state(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose what there was, and the files of what was done since."""
        from interview.discovery.iterations.iteration import current_state

        def state(latest: Iteration) -> str:
            return current_state(latest, _earlier_text(latest, engine, address))

        return self._of_latest(engine, state)

    def existing_services(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose the interfaces that there were, and those that the last iteration made."""

        def interfaces(latest: Iteration) -> str:
            made = latest.answer(Role.INTERFACES) if latest.done else ""
            there = _earlier_text(latest, engine, address)
            return "\n".join(filter(None, (there, _as_text(made))))

        return self._of_latest(engine, interfaces)

    def _of_latest(self, engine: Engine, say: Callable[[Iteration], str]) -> Suggestion | None:
        """Return what the latest iteration says, if it says anything."""
        found = previous(self.discovery, engine)
        text = say(found[0]) if found else ""
        return Suggestion(text, found[0].source, number_of(engine)) if text else None

    def gates(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose the quality gates of the last iteration that has some."""
        for one in previous(self.discovery, engine):
            if rows := one.rows_suggested_by(_source_at(engine, address)):
                value = rows_for(_asked(engine, address), rows)
                return Suggestion(value, one.source, number_of(engine))
        return None

    def unproven(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the assumptions of iterations that are not finished."""
        question, source = _asked(engine, address), _source_at(engine, address)
        return _ticked(
            [
                Offer(": ".join(filter(None, cells)), row_for(question, *cells), one.name)
                for one in previous(self.discovery, engine)
                if not one.finished
                for cells in one.rows_suggested_by(source)
            ],
            "earlier iterations that are not finished",
        )

    def excluded(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer what earlier iterations left out, except what is a task of this one."""
        question = _asked(engine, address)
        planned = {engine.title(group) for group in engine.tasks}
        return _ticked(
            [
                Offer(" - ".join(filter(None, cells)), row_for(question, *cells), one.name)
                for one in previous(self.discovery, engine)
                for cells in one.rows(Role.LEFT_OUT)
                if cells[0] not in planned
            ],
            "what earlier iterations left out",
        )

    # The stack

    def infrastructure(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose what Compose starts, or what the last iteration said."""
        from interview.discovery.stack.services import infrastructure

        services = self.discovery.services
        if services:
            return Suggestion(infrastructure(services), _listed(one.source for one in services))
        return self._of_latest(engine, lambda latest: _earlier_text(latest, engine, address))

    def service_dependencies(self, _: Engine, __: Address) -> Suggestion | None:
        """Propose which service waits for which."""
        from interview.discovery.stack.services import dependencies

        services = self.discovery.services
        text = dependencies(services)
        return Suggestion(text, _listed(one.source for one in services)) if text else None

    def rules(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer what the tools of a component hold people to."""
        component = self._component(engine, address)
        found = [
            rule
            for rule in self.discovery.rules
            if component is None
            or (
                rule.language in ("", _family(component.language))
                and _overlap(rule.folder, component.folder)
            )
        ]
        question = _asked(engine, address)
        offers = [
            Offer(f"{rule.name}: {rule.text}", row_for(question, rule.name, rule.text), rule.source)
            for rule in found
        ]
        return _ticked(offers, _listed(rule.source for rule in found), _naming(engine, address))

    def standards(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the sections of the standards, those about the component first."""
        from interview.discovery.standards.relevance import sorted_for

        question = _asked(engine, address)
        offers = [
            Offer(
                f"{one.source}: {one.heading}",
                row_for(question, one.source, one.heading, one.text, one.sha256),
                _preview(one.text),
            )
            for one in sorted_for(self.discovery.standards, _name(engine, address))
        ]
        return _ticked(offers, "the project's standards", _naming(engine, address))

    def _component(self, engine: Engine, address: Address) -> Component | None:
        name = _name(engine, address)
        return next((one for one in self.discovery.components if one.name == name), None)

    # A task

    def services(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the services and the commands that start them."""
        question, found = _asked(engine, address), self.discovery.services
        offers = [
            Offer(one.told, row_for(question, one.name, one.start), one.source) for one in found
        ]
        return _ticked(offers, _listed(one.source for one in found))

    def environment(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the variables that services are started with."""
        from interview.discovery.stack.services import variables

        question = _asked(engine, address)
        offers = [
            Offer(f"{name}: {value}", row_for(question, name, value), place)
            for name, value, place in variables(self.discovery.services)
        ]
        return _ticked(offers, _listed(one.source for one in self.discovery.services))

    def signatures(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer what the task's files declare already."""
        offers = []
        for path in _paths(engine, address):
            if found := self.discovery.signatures(path):
                code = code_for(engine.question(address), found.language, found.text)
                offers.append(Offer(path, code, _preview(found.text)))
        files = _given(engine.address_of(Role.FILES, address.item))
        return _ticked(offers, _listed(offer.label for offer in offers), files)

    def smoke_test(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose a test that the project's runner takes, named after the task."""
        from interview.discovery.testing.smoke_test import skeleton

        name, runner = _name(engine, address), self._runner(engine, address)
        if runner is None or not name:
            return None
        kind = engine.playing(Role.TYPE, address.item)
        language, text = skeleton(runner, name, str(kind))
        type_ = _given(engine.address_of(Role.TYPE, address.item))
        code = code_for(engine.question(address), language, text)
        source = f"{runner.name}, by {runner.source}"
        return Suggestion(code, source, _naming(engine, address) + type_)

    def verify(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the command that runs the smoke test, and the project's own commands."""
        from interview.discovery.testing.smoke_test import verify_command

        name, runner = _name(engine, address), self._runner(engine, address)
        offers = []
        if runner and name:
            command = verify_command(runner, name)
            offers.append(Offer(command, command, f"runs the smoke test; {runner.source}"))
        offers += self._commands()
        return _ticked(offers, "the project's commands", _naming(engine, address))

    def demo(self, engine: Engine, _: Address) -> Suggestion | None:
        """Propose what verifies the tasks; offer the project's own commands with it."""
        verify = verify_commands(engine)
        started = [Offer(one.start, one.start, one.source) for one in self.discovery.services]
        offers = [*started, *self._commands()]
        if verify is None:
            return _ticked(offers, "the project's commands")
        if not offers:
            return verify
        whole = Offer("What verifies the tasks", verify.value, _preview(str(verify.value)))
        return _ticked([whole, *offers], f"{verify.source} and its own commands", verify.based_on)

    def _commands(self) -> list[Offer]:
        return [
            Offer(one.command, one.command, " · ".join(filter(None, (one.does, one.source))))
            for one in self.discovery.commands
        ]

    def _runner(self, engine: Engine, address: Address) -> Runner | None:
        """Return the runner that stands nearest to the task's files, or is of their language."""
        runners = self.discovery.runners
        paths = list(_paths(engine, address))

        def fits(runner: Runner) -> tuple[int, int]:
            inside = [path for path in paths if _overlap(runner.folder, path) and runner.folder]
            spoken = [path for path in paths if path.endswith(_ENDINGS.get(runner.language, "\0"))]
            return len(spoken), len(inside)

        return max(runners, key=fits, default=None)


_ENDINGS: dict[str, str | tuple[str, ...]] = {
    "python": ".py", "typescript": (".ts", ".tsx", ".vue", ".svelte"),
    "javascript": (".js", ".jsx", ".mjs", ".vue", ".svelte"), "go": ".go", "rust": ".rs",
    "java": ".java", "kotlin": ".kt", "ruby": ".rb", "php": ".php",
}  # fmt: skip


def _ticked(
    offers: Sequence[Offer], source: str, based_on: tuple[Address, ...] = ()
) -> Suggestion | None:
    """Return a suggestion of what a person ticks; None without anything to tick."""
    return Suggestion(None, source, based_on, tuple(offers[:MOST])) if offers else None


def _fitting(source: Source) -> Source:
    """Return a source that proposes only what the question takes that names it."""

    def fitting(engine: Engine, address: Address) -> Suggestion | None:
        suggestion = source(engine, address)
        return suggestion and taken(suggestion, engine.question(address))

    return fitting


def _asked(engine: Engine, address: Address) -> Question | None:
    """Return the question that a suggestion is for, whether or not it applies now."""
    section = engine.questionnaire.sections[address.section]
    return engine.question(address) or section.questions.get(address.question)


def _source_at(engine: Engine, address: Address) -> str:
    question = _asked(engine, address)
    return question.suggest if question else ""


def _earlier_text(earlier: Iteration, engine: Engine, address: Address) -> str:
    """Return what an earlier iteration answered where the same is suggested."""
    return _as_text(earlier.answer_suggested_by(_source_at(engine, address)))


def _as_text(answer: Value) -> str:
    return "\n".join(answer) if isinstance(answer, list) else str(answer or "")


def _given(address: Address | None) -> tuple[Address, ...]:
    return (address,) if address else ()


def _naming(engine: Engine, address: Address) -> tuple[Address, ...]:
    """Return where the name of the item is answered, if it is one."""
    return _given(engine.naming(address.group))


def _preview(text: str) -> str:
    """Return the beginning of a text, to decide by."""
    lines = text.split("\n")
    return "\n".join(lines[:PREVIEW] + ["…"] * (len(lines) > PREVIEW))


def _listed(sources: Iterable[str]) -> str:
    """Return where something comes from, on a part of a line."""
    names = list(dict.fromkeys(sources))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _name(engine: Engine, address: Address) -> str:
    """Return the name of the item; empty while it is open, and outside of items."""
    naming = engine.naming(address.group)
    return str(engine.value(naming) or "") if naming else ""


def _paths(engine: Engine, address: Address) -> Iterable[str]:
    """Return the paths of the task's files."""
    rows = engine.playing(Role.FILES, address.item) or []
    firsts = (next(iter(row.values()), "") if isinstance(row, dict) else row for row in rows)
    return [str(path) for path in firsts if path]


def _family(language: str) -> str:
    """Return the language that rules are for: JavaScript has the tools of TypeScript."""
    return "typescript" if language == "JavaScript" else language.lower()


def _overlap(folder: str, other: str) -> bool:
    """Return whether one of two folders is in the other."""
    first, second = sorted((f"{folder}/", f"{other}/"), key=len)
    return first == "/" or second.startswith(first)
