"""The components and the tasks that a project proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.discovery.proposals.previous import previous
from interview.session.suggestions import Proposal
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from interview.discovery.iterations.iteration import Iteration
    from interview.discovery.project import Discovery
    from interview.session.engine import Engine
    from interview.session.suggestions import ItemSource

LONGEST_NAME = 120
"""Characters of a name; the questionnaire takes no more."""

NOT_ANSWERS = frozenset({"key", "status", "line", "depends_on"})
"""What a plan says of a task besides its answers; the tasks it needed may not be there any more."""


def item_sources(discovery: Discovery, today: Callable[[], date]) -> dict[str, ItemSource]:
    """Return the sources of proposed items by the names that a questionnaire uses."""
    return {
        "components": lambda engine: list(components(discovery, engine)),
        "tasks": lambda engine: list(tasks(discovery, engine, today())),
    }


def components(discovery: Discovery, engine: Engine) -> Iterator[Proposal]:
    """Yield the stack of the last iteration as a whole, then what the manifests say."""
    for one in previous(discovery, engine):
        stack = [_component(component, one) for component in one.answers.get("stack", [])]
        stack = [component for component in stack if component.answers.get("name")]
        if stack:
            names = ", ".join(component.label for component in stack)
            label = f"The stack of {one.name}: {names}"
            yield stack[0]._replace(label=label, detail=one.source, also=tuple(stack[1:]))
            break
    for component in discovery.components:
        versions = ", ".join(f"{name} {version}" for name, version in component.versions if version)
        detail = f"{component.source}: {versions}" if versions else component.source
        yield Proposal(component.name, {"name": component.name}, component.source, detail)


def _component(component: dict[str, Any], one: Iteration) -> Proposal:
    answers = {name: value for name, value in component.items() if name not in NOT_ANSWERS}
    return Proposal(str(component.get("name", "")), answers, one.source, settled=True)


def tasks(discovery: Discovery, engine: Engine, today: date) -> Iterator[Proposal]:
    """Yield what earlier iterations left open or out, and what was written down for later."""
    earlier = previous(discovery, engine)
    for one in earlier[:1]:
        yield from (_unfinished(task, one) for task in one.open)
    for idea in discovery.ideas:
        about = " · ".join(filter(None, (idea.source, idea.age(today))))
        yield _named(idea.text, idea.source, about)
    for one in earlier:
        for row in one.answers.get("scope", {}).get("excluded", []):
            about = f"left out of {one.name}: {row['reason']}"
            yield _named(row["feature"], one.source, about)


def _unfinished(task: dict[str, Any], one: Iteration) -> Proposal:
    answers = {name: value for name, value in task.items() if name not in NOT_ANSWERS}
    place = f"{one.source}:{task['line']}" if "line" in task else one.source
    return Proposal(str(task["name"]), answers, place, f"not done in {one.name}; {place}")


def _named(text: str, source: str, detail: str) -> Proposal:
    """Propose a task by its name; what is too long for one also says what to build."""
    line = one_line(text)
    if len(line) <= LONGEST_NAME:
        return Proposal(line, {"name": line}, source, detail)
    return Proposal(line, {"name": f"{line[: LONGEST_NAME - 1]}…", "what": line}, source, detail)
