"""Which questions apply, and in which words: the state of a session seen through a questionnaire.

What is found out about a group of questions is remembered until an event touches that group, so
that a question costs the same in a short interview and in a long one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from interview.questionnaire.kinds.references import References
from interview.session.address import Address, Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.questionnaire.question import Question, Value
    from interview.session.blueprint import Blueprint
    from interview.session.state import State


@dataclass
class Applicability:
    """Says of every question whether it applies.

    Attributes:
        blueprint: What may be asked.
        state: What was said.
    """

    blueprint: Blueprint
    state: State
    _asked: dict[Group, dict[str, bool]] = field(default_factory=dict)
    _asks: dict[Group, dict[str, Question]] = field(default_factory=dict)

    def copy(self, state: State) -> Self:
        """Return what knows the same of another state that is still alike."""
        return replace(self, state=state, _asked=dict(self._asked), _asks=dict(self._asks))

    def forget(self, group: Group) -> None:
        """Look at a group anew: an event touched it."""
        self._asked.pop(group, None)
        self._asks.pop(group, None)

    def forget_all(self) -> None:
        """Look at everything anew."""
        self._asked.clear()
        self._asks.clear()

    def groups(self, section: str | None = None) -> Iterator[Group]:
        """Yield every group of questions in the order of the interview."""
        for part in self.blueprint.questionnaire.section:
            if section is not None and part.id != section:
                continue
            if part.repeats:
                yield from (Group(part.id, item) for item in self.state.items.get(part.id, ()))
            else:
                yield Group(part.id)

    def value(self, address: Address) -> Value:
        """Return the answer in force: None when open, left empty, or not applicable."""
        applies = self.has(address.group) and address.question in self.questions(address.group)
        return self.findings(address) if applies else None

    def findings(self, address: Address) -> Value:
        """Return an answer wherever it stands; one that was left open for later says nothing."""
        answer = self.state.answers.get(address)
        return answer.value if answer and address not in self.state.postponed else None

    def has(self, group: Group) -> bool:
        """Say whether an item is there; a section without items always is."""
        return not group.item or group.item in self.state.items.get(group.section, ())

    def questions(self, group: Group) -> dict[str, Question]:
        """Return what applies; it does not depend on what is stale, which is told by it."""
        if group not in self._asks:
            words = self.blueprint.words
            self._asks[group] = {
                name: words[group.section, name].choose(lambda name: self.given(group, name))
                for name, applies in self._applicable(group).items()
                if applies
            }
        return self._asks[group]

    def _applicable(self, group: Group) -> dict[str, bool]:
        """Return of every question whether it applies.

        Each is looked at once, and after those that its condition can look at: however many
        conditions build on one another, none of them leads through all the others.
        """
        if group not in self._asked:
            for section in self.blueprint.looked_at:
                if section == group.section:
                    break
                self.questions(Group(section))
            asked = self._asked[group] = {}
            questions = self.blueprint.questionnaire.sections[group.section].questions
            try:
                for name, question in questions.items():
                    asked[name] = self._applies(group, question)
            except BaseException:
                del self._asked[group]  # a part would pass for the whole value
                raise
        return self._asked[group]

    def _applies(self, group: Group, question: Question) -> bool:
        if isinstance(question, References) and not self._earlier(question, group):
            return False
        return question.when is None or question.when.holds(lambda name: self.given(group, name))

    def given(self, group: Group, name: str) -> Value:
        """Return the answer that a condition in a group means by a name: here, or absolute."""
        if name not in self.blueprint.questionnaire.sections[group.section].questions:
            return self.value(Address.parse(name))
        return self.findings(group.at(name)) if self._applicable(group).get(name) else None

    def _earlier(self, question: References, group: Group) -> bool:
        items = self.state.items.get(question.section, [])
        return bool(items) and (question.section != group.section or items[0] != group.item)
