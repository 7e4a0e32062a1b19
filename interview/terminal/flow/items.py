"""Items that are added in a dialogue: empty ones, and those that are proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.questionnaire.kinds.choice import ChoiceQuestion
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.question import Rejected
from interview.session import item_events
from interview.session.address import Address, Group
from interview.session.events import Answered, Drafted

if TYPE_CHECKING:
    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Question, Value
    from interview.session.suggestions import Proposal
    from interview.terminal.flow.dialogue import Dialogue


def proposed(dialogue: Dialogue, section: Section) -> list[Proposal]:
    """Return the items that are proposed for a section and are not there yet."""
    engine = dialogue.engine
    source = dialogue.support.proposals.get(section.suggest)
    names = {engine.title(group) for group in engine.groups(section.id)}
    first = section.naming.id
    proposals = source(engine, section) if source else ()
    return [proposal for proposal in proposals if proposal.answers.get(first) not in names]


def add(dialogue: Dialogue, section: Section, proposal: Proposal | None = None) -> None:
    """Add an item, with the answers that were proposed for it."""
    if proposal is None:
        dialogue.happen(item_events.add(dialogue.engine, section.id, dialogue.now()))
        return
    batch = dialogue.engine.history.new_batch
    for item in (proposal, *proposal.also):
        _add(dialogue, section, item, batch)


def _add(dialogue: Dialogue, section: Section, proposal: Proposal, batch: str) -> None:
    added = item_events.add(dialogue.engine, section.id, dialogue.now())
    dialogue.happen(added.model_copy(update={"batch": batch}))
    group = Group(section.id, added.item)
    for place, (name, value) in enumerate(proposal.answers.items()):
        if question := dialogue.engine.question(group.at(name)):
            taken = proposal.settled or place == 0 or isinstance(question, ChoiceQuestion)
            source = "" if taken else proposal.source
            _propose(dialogue, group.at(name), question, value, source, batch)


def _propose(
    dialogue: Dialogue, address: Address, question: Question, value: Value, source: str, batch: str
) -> None:
    """Keep a proposed answer; with a source, let its question start from it."""
    try:
        answer = question.accept(value)
    except Rejected:
        return
    where, now = str(address), dialogue.now()
    if not source:
        dialogue.happen(
            Answered(address=where, value=answer, origin="suggestion", at=now, batch=batch)
        )
    else:
        row_by_row = isinstance(question, Records) and question.row_by_row
        draft = answer if row_by_row else question.write(answer)
        dialogue.happen(Drafted(address=where, value=draft, source=source, at=now))
