"""The components and the tasks that a project proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.discovery.proposals.previous import previous
from interview.questionnaire.roles import Role
from interview.session.suggestions import Proposal
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from interview.discovery.iterations.iteration import EarlierIteration, PlannedTask
    from interview.discovery.project import Discovery
    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Question
    from interview.session.engine import Engine
    from interview.session.suggestions import ItemSource

LONGEST_NAME = 120
"""Characters of a name; the questionnaire takes no more."""

NOT_TAKEN_OVER = (Role.DEPENDS_ON, Role.STATUS)
"""What is said of an earlier task alone; the tasks it needed may not be there any more."""


def item_sources(discovery: Discovery, today: Callable[[], date]) -> dict[str, ItemSource]:
    """Return the sources of proposed items by the names that a questionnaire uses."""
    return {
        "components": lambda engine, section: list(components(discovery, engine, section)),
        "tasks": lambda engine, section: list(tasks(discovery, engine, section, today())),
    }


def components(discovery: Discovery, engine: Engine, section: Section) -> Iterator[Proposal]:
    """Yield the stack of the last iteration as a whole, then what the manifests say.

    Args:
        discovery: What was found in the project.
        engine: The interview that they are proposed in.
        section: The section whose items they would be.
    """
    name = section.naming.id
    for iteration in previous(discovery, engine):
        stack = [_component(item, iteration, section) for item in iteration.items(Role.COMPONENTS)]
        stack = [component for component in stack if component.answers.get(name)]
        if stack:
            names = ", ".join(component.label for component in stack)
            label = f"The stack of {iteration.name}: {names}"
            yield stack[0]._replace(label=label, detail=iteration.source, also=tuple(stack[1:]))
            break
    for component in discovery.components:
        versions = ", ".join(f"{of} {version}" for of, version in component.versions if version)
        detail = f"{component.source}: {versions}" if versions else component.source
        yield Proposal(component.name, {name: component.name}, component.source, detail)


def _component(item: dict[str, Any], iteration: EarlierIteration, section: Section) -> Proposal:
    answers = _taken_over(item, iteration, Role.COMPONENTS, section)
    label = str(answers.get(section.naming.id, ""))
    return Proposal(label, answers, iteration.source, settled=True)


def tasks(
    discovery: Discovery, engine: Engine, section: Section, today: date
) -> Iterator[Proposal]:
    """Yield what earlier iterations left open or out, and what was written down for later.

    Args:
        discovery: What was found in the project.
        engine: The interview that they are proposed in.
        section: The section whose items they would be.
        today: The day by which the age of an idea is told.
    """
    earlier = previous(discovery, engine)
    for iteration in earlier[:1]:
        yield from (_unfinished(task, iteration, section) for task in iteration.open)
    for idea in discovery.ideas:
        about = " · ".join(filter(None, (idea.source, idea.age(today))))
        yield _named(section, idea.text, idea.source, about)
    for iteration in earlier:
        for feature, *reason in iteration.rows(Role.LEFT_OUT):
            about = ": ".join(filter(None, (f"left out of {iteration.name}", *reason)))
            yield _named(section, feature, iteration.source, about)


def _unfinished(task: PlannedTask, iteration: EarlierIteration, section: Section) -> Proposal:
    answers = _taken_over(task.answers, iteration, Role.TASKS, section)
    place = iteration.source if task.line is None else f"{iteration.source}:{task.line}"
    return Proposal(task.name, answers, place, f"not done in {iteration.name}; {place}")


def _named(section: Section, text: str, source: str, detail: str) -> Proposal:
    """Propose a task by its name; what is too long for one also says what to build."""
    line, name = one_line(text), section.naming.id
    if len(line) <= LONGEST_NAME:
        return Proposal(line, {name: line}, source, detail)
    summary = section.by_role.get(Role.SUMMARY)
    more = {summary.id: line} if summary else {}
    return Proposal(line, {name: f"{line[: LONGEST_NAME - 1]}…", **more}, source, detail)


def _taken_over(
    answers: dict[str, Any], iteration: EarlierIteration, role: Role, section: Section
) -> dict[str, Any]:
    """Return what was said of an item of an earlier iteration, by the questions of today."""
    part = iteration.asked.playing(role)
    if part is None:
        return {}
    pairs = ((_same(question, section, part.section), question.id) for question in section.question)
    return {name: answers[then.id] for then, name in pairs if then and then.id in answers}


def _same(question: Question, section: Section, earlier: Section) -> Question | None:
    """Return what an earlier section asked in the place of a question, if it did."""
    if question.role in NOT_TAKEN_OVER:
        return None
    if question is section.naming:
        return earlier.naming
    return earlier.by_role.get(question.role) or earlier.questions.get(question.id)
