"""What earlier iterations say to the questions of an interview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.discovery.proposals.asking import asked, source_at
from interview.discovery.proposals.forms import listed, row_for, rows_for, ticked
from interview.discovery.proposals.previous import number_of, previous
from interview.questionnaire.roles import Role
from interview.session.suggestions import Offer, Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview.discovery.iterations.iteration import EarlierIteration
    from interview.discovery.project import Discovery
    from interview.questionnaire.question import Value
    from interview.session.address import Address
    from interview.session.engine import Engine


@dataclass(eq=False, repr=False)
class EarlierAnswers:
    """Suggestions from the iterations before."""

    discovery: Discovery

    def built(self, engine: Engine, _: Address) -> Suggestion | None:
        """Propose the tasks that are done; where none is marked so, let them be ticked."""
        from interview.discovery.iterations.iteration import built

        iterations = previous(self.discovery, engine)
        if done := built(iterations):
            sources = listed(iteration.source for iteration in iterations if iteration.done)
            return Suggestion(done, sources, number_of(engine))
        offers = [
            Offer(f"{task.name} ({iteration.name})", f"- {task.name} ({iteration.name})")
            for iteration in iterations[:1]
            for task in iteration.tasks
        ]
        return ticked(offers, listed(iteration.source for iteration in iterations[:1]))

    def current_state(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose what there was, and the files of what was done since."""
        from interview.discovery.iterations.iteration import current_state

        def state(latest: EarlierIteration) -> str:
            return current_state(latest, earlier_text(latest, engine, address))

        return of_latest(self.discovery, engine, state)

    def existing_services(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose the interfaces that there were, and those that the last iteration made."""

        def interfaces(latest: EarlierIteration) -> str:
            made = latest.answer(Role.INTERFACES) if latest.done else ""
            earlier = earlier_text(latest, engine, address)
            return "\n".join(filter(None, (earlier, _as_text(made))))

        return of_latest(self.discovery, engine, interfaces)

    def gates(self, engine: Engine, address: Address) -> Suggestion | None:
        """Propose the quality gates of the last iteration that has some."""
        for iteration in previous(self.discovery, engine):
            if rows := iteration.rows_suggested_by(source_at(engine, address)):
                value = rows_for(asked(engine, address), rows)
                return Suggestion(value, iteration.source, number_of(engine))
        return None

    def unproven(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer the assumptions of iterations that are not finished."""
        question, source = asked(engine, address), source_at(engine, address)
        return ticked(
            [
                Offer(": ".join(filter(None, cells)), row_for(question, *cells), iteration.name)
                for iteration in previous(self.discovery, engine)
                if not iteration.finished
                for cells in iteration.rows_suggested_by(source)
            ],
            "earlier iterations that are not finished",
        )

    def excluded(self, engine: Engine, address: Address) -> Suggestion | None:
        """Offer what earlier iterations left out, except what is a task of this one."""
        question = asked(engine, address)
        planned = {engine.title(group) for group in engine.tasks}
        return ticked(
            [
                Offer(" - ".join(filter(None, cells)), row_for(question, *cells), iteration.name)
                for iteration in previous(self.discovery, engine)
                for cells in iteration.rows(Role.LEFT_OUT)
                if cells[0] not in planned
            ],
            "what earlier iterations left out",
        )


def of_latest(
    discovery: Discovery, engine: Engine, say: Callable[[EarlierIteration], str]
) -> Suggestion | None:
    """Return what the latest iteration says, if it says anything."""
    iterations = previous(discovery, engine)
    text = say(iterations[0]) if iterations else ""
    return Suggestion(text, iterations[0].source, number_of(engine)) if text else None


def earlier_text(earlier: EarlierIteration, engine: Engine, address: Address) -> str:
    """Return what an earlier iteration answered where the same is suggested."""
    return _as_text(earlier.answer_suggested_by(source_at(engine, address)))


def _as_text(answer: Value) -> str:
    return "\n".join(answer) if isinstance(answer, list) else str(answer or "")
