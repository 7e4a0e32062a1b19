"""What a project's own files say to the questions of an interview, each with its source.

Sources of suggestions by the names that a questionnaire uses (see `suggestions.SOURCES`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interview.discovery.proposals.previous import NUMBER, previous
from interview.questionnaire.kinds import Code
from interview.session.suggestions import Offer, Suggestion, verify_commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview.discovery.iterations.iteration import Iteration
    from interview.discovery.project import Discovery
    from interview.discovery.stack.component import Component
    from interview.discovery.testing.runner import Runner
    from interview.questionnaire.question import Value
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
        return {
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

    # Earlier iterations

    def built(self, engine: Engine, _: Address) -> Suggestion | None:
        """Propose the tasks that are done; where none is marked so, let them be ticked."""
        from interview.discovery.iterations.iteration import built

        found = previous(self.discovery, engine)
        if done := built(found):
            return Suggestion(done, _listed(one.source for one in found if one.done), (NUMBER,))
        offers = [
            Offer(f"{task['name']} ({one.name})", f"- {task['name']} ({one.name})")
            for one in found[:1]
            for task in one.tasks
        ]
        return _ticked(offers, _listed(one.source for one in found[:1]))

    def current_state(self, engine: Engine, _: Address) -> Suggestion | None:
        """Propose what there was, and the files of what was done since."""
        from interview.discovery.iterations.iteration import current_state

        return _of_latest(previous(self.discovery, engine), current_state)

    def existing_services(self, engine: Engine, _: Address) -> Suggestion | None:
        """Propose the interfaces that there were, and those that the last iteration made."""
        return _of_latest(previous(self.discovery, engine), _interfaces)

    def gates(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose the quality gates of the last iteration that has some."""
        for one in previous(self.discovery, engine):
            if rows := one.answers.get("gates", {}).get(address.question):
                return Suggestion(rows, one.source, (NUMBER,))
        return None

    def unproven(self, engine: Engine, _: Address) -> Suggestion | None:
        """Offer the assumptions of iterations that are not finished."""
        return _ticked(
            [
                Offer(f"{row['name']}: {row['text']}", [row], one.name)
                for one in previous(self.discovery, engine)
                if not one.finished
                for row in one.answers.get("assumptions", {}).get("validates", [])
            ],
            "earlier iterations that are not finished",
        )

    def excluded(self, engine: Engine, _: Address) -> Suggestion | None:
        """Offer what earlier iterations left out, except what is a task of this one."""
        planned = {engine.value(group.at("name")) for group in engine.groups("tasks")}
        return _ticked(
            [
                Offer(f"{row['feature']} - {row['reason']}", [row], one.name)
                for one in previous(self.discovery, engine)
                for row in one.answers.get("scope", {}).get("excluded", [])
                if row["feature"] not in planned
            ],
            "what earlier iterations left out",
        )

    # The stack

    def infrastructure(self, engine: Engine, _: Address) -> Suggestion | None:
        """Propose what Compose starts, or what the last iteration said."""
        from interview.discovery.stack.services import infrastructure

        services = self.discovery.services
        if services:
            return Suggestion(infrastructure(services), _listed(one.source for one in services))
        return _of_latest(previous(self.discovery, engine), _infrastructure)

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
        offers = [
            Offer(
                f"{rule.name}: {rule.text}", [{"name": rule.name, "text": rule.text}], rule.source
            )
            for rule in found
        ]
        return _ticked(offers, _listed(rule.source for rule in found), (address.group.at("name"),))

    def standards(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the sections of the standards, those about the component first."""
        from interview.discovery.standards.relevance import sorted_for

        name = engine.value(address.group.at("name"))
        offers = [
            Offer(
                f"{one.source}: {one.heading}",
                [{"source": one.source, "heading": one.heading, "text": one.text,
                  "sha256": one.sha256}],
                _preview(one.text),
            )
            for one in sorted_for(self.discovery.standards, str(name or ""))
        ]  # fmt: skip
        return _ticked(offers, "the project's standards", (address.group.at("name"),))

    def _component(self, engine: Engine, address: Address) -> Component | None:
        name = engine.value(address.group.at("name"))
        return next((one for one in self.discovery.components if one.name == name), None)

    # A task

    def services(self, _: Engine, __: Address) -> Suggestion | None:
        """Offer the services and the commands that start them."""
        found = self.discovery.services
        offers = [
            Offer(one.told, [{"name": one.name, "start": one.start}], one.source) for one in found
        ]
        return _ticked(offers, _listed(one.source for one in found))

    def environment(self, _: Engine, __: Address) -> Suggestion | None:
        """Offer the variables that services are started with."""
        from interview.discovery.stack.services import variables

        offers = [
            Offer(f"{name}: {value}", [{"name": name, "value": value}], place)
            for name, value, place in variables(self.discovery.services)
        ]
        return _ticked(offers, _listed(one.source for one in self.discovery.services))

    def signatures(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer what the task's files declare already."""
        files = address.group.at("key_files")
        offers = []
        for path in _paths(engine, files):
            if found := self.discovery.signatures(path):
                code = _code(engine, address, found.language, found.text)
                offers.append(Offer(path, code, _preview(found.text)))
        return _ticked(offers, _listed(offer.label for offer in offers), (files,))

    def smoke_test(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose a test that the project's runner takes, named after the task."""
        from interview.discovery.testing.smoke_test import skeleton

        name, runner = _name(engine, address), self._runner(engine, address)
        if runner is None or not name:
            return None
        kind = engine.value(address.group.at("type"))
        language, text = skeleton(runner, name, str(kind))
        based_on = (address.group.at("name"), address.group.at("type"))
        code = _code(engine, address, language, text)
        return Suggestion(code, f"{runner.name}, by {runner.source}", based_on)

    def verify(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the command that runs the smoke test, and the project's own commands."""
        from interview.discovery.testing.smoke_test import verify_command

        name, runner = _name(engine, address), self._runner(engine, address)
        offers = []
        if runner and name:
            command = verify_command(runner, name)
            offers.append(Offer(command, command, f"runs the smoke test; {runner.source}"))
        offers += self._commands()
        return _ticked(offers, "the project's commands", (address.group.at("name"),))

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
        paths = list(_paths(engine, address.group.at("key_files")))

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


def _of_latest(found: list[Iteration], say: Any) -> Suggestion | None:
    """Return what the latest iteration says, if it says anything."""
    text = say(found[0]) if found else ""
    return Suggestion(text, found[0].source, (NUMBER,)) if text else None


def _infrastructure(latest: Iteration) -> str:
    return str(latest.answers.get("context", {}).get("infrastructure", ""))


def _interfaces(latest: Iteration) -> str:
    said = latest.answers.get("architecture", {})
    names = ("existing_services", "integration_points") if latest.done else ("existing_services",)
    return "\n".join(str(said[name]) for name in names if said.get(name))


def _code(engine: Engine, address: Address, language: str, text: str) -> Value:
    """Return code as its question takes it: alone where it is in the language that is meant."""
    question = engine.question(address)
    meant = question.language if isinstance(question, Code) else ""
    return text if language == meant else {"language": language, "text": text}


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
    return str(engine.value(address.group.at("name")) or "")


def _paths(engine: Engine, address: Address) -> Iterable[str]:
    rows: Value = engine.value(address) or []
    return [row["path"] for row in rows if row.get("path")]


def _family(language: str) -> str:
    """Return the language that rules are for: JavaScript has the tools of TypeScript."""
    return "typescript" if language == "JavaScript" else language.lower()


def _overlap(folder: str, other: str) -> bool:
    """Return whether one of two folders is in the other."""
    first, second = sorted((f"{folder}/", f"{other}/"), key=len)
    return first == "/" or second.startswith(first)
