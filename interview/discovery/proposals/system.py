"""What the project's files say of the system: its services, tools and standards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.discovery.paths import overlap
from interview.discovery.proposals.asking import asked, name_at, naming
from interview.discovery.proposals.earlier import earlier_text, of_latest
from interview.discovery.proposals.forms import listed, preview, row_for, ticked
from interview.session.suggestions import Offer, Suggestion

if TYPE_CHECKING:
    from interview.discovery.project import Discovery
    from interview.discovery.stack.component import DetectedComponent
    from interview.session.address import Address
    from interview.session.engine import Engine


@dataclass(eq=False, repr=False)
class SystemAnswers:
    """Suggestions from what the system is made of."""

    discovery: Discovery

    def infrastructure(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose what Compose starts, or what the last iteration said."""
        from interview.discovery.stack.services import infrastructure

        services = self.discovery.services
        if services:
            return Suggestion(
                infrastructure(services), listed(service.source for service in services)
            )
        return of_latest(
            self.discovery, engine, lambda latest: earlier_text(latest, engine, address)
        )

    def service_dependencies(self, _: Engine, __: Address) -> Suggestion | None:
        """Propose which service waits for which."""
        from interview.discovery.stack.services import dependencies

        services = self.discovery.services
        text = dependencies(services)
        return Suggestion(text, listed(service.source for service in services)) if text else None

    def rules(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer what the tools of a component hold people to."""
        component = self._component(engine, address)
        rules = [
            rule
            for rule in self.discovery.rules
            if component is None
            or (
                rule.language in ("", _family(component.language))
                and overlap(rule.folder, component.folder)
            )
        ]
        question = asked(engine, address)
        offers = [
            Offer(f"{rule.name}: {rule.text}", row_for(question, rule.name, rule.text), rule.source)
            for rule in rules
        ]
        return ticked(offers, listed(rule.source for rule in rules), naming(engine, address))

    def standards(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the sections of the standards, those about the component first."""
        from interview.discovery.standards.relevance import sorted_for

        question = asked(engine, address)
        offers = [
            Offer(
                f"{section.source}: {section.heading}",
                row_for(question, section.source, section.heading, section.text, section.sha256),
                preview(section.text),
            )
            for section in sorted_for(self.discovery.standards, name_at(engine, address))
        ]
        return ticked(offers, "the project's standards", naming(engine, address))

    def _component(self, engine: Engine, address: Address) -> DetectedComponent | None:
        name = name_at(engine, address)
        return next(
            (component for component in self.discovery.components if component.name == name), None
        )


def _family(language: str) -> str:
    """Return the language that rules are for: JavaScript has the tools of TypeScript."""
    return "typescript" if language == "JavaScript" else language.lower()
