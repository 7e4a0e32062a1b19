"""What an interview amounts to so far: its plan, and the gaps that a draft shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.session.phrases import differing
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from interview.plan.model import Plan
    from interview.session.engine import Engine
    from interview.session.steps import Ask


def plan_of(engine: Engine) -> Plan:
    """Return the plan of a session, with the commit that it was begun at."""
    from interview.plan.model import Plan, split

    answers, own = split(engine.answers())
    started = engine.state.started
    base = {"branch": started.branch, "commit": started.commit} if started else {}
    return Plan.model_validate(
        {
            **answers,
            "own": own,
            "base": base if base.get("commit") else None,
            "suppressions": suppressions_of(engine),
        }
    )


def suppressions_of(engine: Engine) -> list[dict[str, str]]:
    """Return where rules of the check do not hold, without what is about items that are gone."""
    return [
        {"address": address, "rule": rule, "reason": reason}
        for (address, rule), reason in engine.state.suppressed.items()
        if _is_there(engine, address)
    ]


def _is_there(engine: Engine, address: str) -> bool:
    section, _, rest = address.partition(".")
    item = rest.partition(".")[0]
    repeats = section in engine.questionnaire.sections and (
        engine.questionnaire.sections[section].repeats
    )
    return not repeats or not item or item in engine.state.items.get(section, ())


def gaps_of(engine: Engine) -> dict[str, str]:
    """Return the questions that leave a gap, with what there is to say about each."""
    missing = {ask.address for ask in engine.missing()}
    gaps = {
        str(ask.address): ask.question.ask + _remark(engine, ask)
        for ask in engine.open()
        if ask.address in missing
        or ask.address in engine.state.postponed
        or ask.address in engine.state.contradictions
    }
    for section in engine.questionnaire.section:
        if section.at_least and not engine.state.items.get(section.id):
            gaps[section.id] = f"There is no {section.item} yet."
    return gaps


def _remark(engine: Engine, ask: Ask) -> str:
    """Return the note of whoever left a question open, or the old answer to be confirmed."""
    if note := engine.state.postponed.get(ask.address):
        return f" ({note})"
    if values := engine.state.contradictions.get(ask.address):
        return f" ({differing(engine, ask.question, values)})"
    if ask.address in engine.stale_in(ask.address.group):
        old = one_line(ask.question.write(engine.state.answers[ask.address].value))
        return f" (to be confirmed: {old})"
    return ""
