"""What a project's own files say to the questions of an interview, each with its source.

Sources of suggestions by the names that a questionnaire uses (see `sources.SOURCES`). What a source
needs of the answers so far it asks by role; what it gives has the form of the question it is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.discovery.paths import overlap
from interview.discovery.proposals.asking import asked, name_at, naming, paths_at, where
from interview.discovery.proposals.earlier import EarlierAnswers
from interview.discovery.proposals.forms import (
    code_for,
    listed,
    preview,
    row_for,
    taken,
    ticked,
)
from interview.discovery.proposals.system import SystemAnswers
from interview.questionnaire.roles import Role
from interview.session.suggestions import Offer, Suggestion, verify_commands

if TYPE_CHECKING:
    from interview.discovery.ecosystems.runner import Runner
    from interview.discovery.project import Discovery
    from interview.session.address import Address
    from interview.session.engine import Engine
    from interview.session.suggestions import Source


@dataclass(eq=False, repr=False)
class Answers:
    """Suggestions from what was found in a project."""

    discovery: Discovery

    def sources(self) -> dict[str, Source]:
        """Return the sources by their names."""
        earlier, system = EarlierAnswers(self.discovery), SystemAnswers(self.discovery)
        sources: dict[str, Source] = {
            "built": earlier.built,
            "current_state": earlier.current_state,
            "infrastructure": system.infrastructure,
            "existing_services": earlier.existing_services,
            "service_dependencies": system.service_dependencies,
            "rules": system.rules,
            "standards": system.standards,
            "services": self.services,
            "environment": self.environment,
            "signatures": self.signatures,
            "smoke_test": self.smoke_test,
            "verify": self.verify,
            "verify_commands": self.demo,
            "code_standards": earlier.gates,
            "testing_standards": earlier.gates,
            "completion": earlier.gates,
            "unproven": earlier.unproven,
            "excluded": earlier.excluded,
        }
        return {name: _fitting(source) for name, source in sources.items()}

    def services(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the services and the commands that start them."""
        question, services = asked(engine, address), self.discovery.services
        offers = [
            Offer(service.summary, row_for(question, service.name, service.start), service.source)
            for service in services
        ]
        return ticked(offers, listed(service.source for service in services))

    def environment(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the variables that services are started with."""
        from interview.discovery.stack.services import variables

        question = asked(engine, address)
        offers = [
            Offer(f"{name}: {value}", row_for(question, name, value), place)
            for name, value, place in variables(self.discovery.services)
        ]
        return ticked(offers, listed(service.source for service in self.discovery.services))

    def signatures(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer what the task's files declare already."""
        offers = []
        for path in paths_at(engine, address):
            if signatures := self.discovery.signatures(path):
                code = code_for(engine.question(address), signatures.language, signatures.text)
                offers.append(Offer(path, code, preview(signatures.text)))
        files = where(engine.address_of(Role.FILES, address.item))
        return ticked(offers, listed(offer.label for offer in offers), files)

    def smoke_test(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose a test that the project's runner takes, named after the task."""
        from interview.discovery.testing.smoke_test import skeleton

        name, runner = name_at(engine, address), self._runner(engine, address)
        if runner is None or not name:
            return None
        kind = engine.playing(Role.TYPE, address.item)
        language, text = skeleton(runner, name, str(kind))
        type_ = where(engine.address_of(Role.TYPE, address.item))
        code = code_for(engine.question(address), language, text)
        source = f"{runner.name}, by {runner.source}"
        return Suggestion(code, source, naming(engine, address) + type_)

    def verify(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the command that runs the smoke test, and the project's own commands."""
        from interview.discovery.testing.smoke_test import verify_command

        name, runner = name_at(engine, address), self._runner(engine, address)
        offers = []
        if runner and name:
            command = verify_command(runner, name)
            offers.append(Offer(command, command, f"runs the smoke test; {runner.source}"))
        offers += self._commands()
        return ticked(offers, "the project's commands", naming(engine, address))

    def demo(self, engine: Engine, _: Address) -> Suggestion | None:
        """Propose what verifies the tasks; offer the project's own commands with it."""
        verify = verify_commands(engine)
        started = [
            Offer(service.start, service.start, service.source)
            for service in self.discovery.services
        ]
        offers = [*started, *self._commands()]
        if verify is None:
            return ticked(offers, "the project's commands")
        if not offers:
            return verify
        whole = Offer("What verifies the tasks", verify.value, preview(str(verify.value)))
        return ticked([whole, *offers], f"{verify.source} and its own commands", verify.based_on)

    def _commands(self) -> list[Offer]:
        return [
            Offer(
                command.command,
                command.command,
                " · ".join(filter(None, (command.does, command.source))),
            )
            for command in self.discovery.commands
        ]

    def _runner(self, engine: Engine, address: Address) -> Runner | None:
        """Return the runner that stands nearest to the task's files, or is of their language."""
        from interview.discovery.ecosystems.all import language_named

        runners = self.discovery.runners
        paths = list(paths_at(engine, address))

        def fits(runner: Runner) -> tuple[int, int]:
            inside = [path for path in paths if overlap(runner.folder, path) and runner.folder]
            language = language_named(runner.language)
            spoken = [path for path in paths if language and path.endswith(language.endings)]
            return len(spoken), len(inside)

        return max(runners, key=fits, default=None)


def _fitting(source: Source) -> Source:
    """Return a source that proposes only what the question takes that names it."""

    def fitting(engine: Engine, address: Address) -> Suggestion | None:
        suggestion = source(engine, address)
        return suggestion and taken(suggestion, engine.question(address))

    return fitting
