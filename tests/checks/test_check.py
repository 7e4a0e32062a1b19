"""The check is a function of its arguments: it changes nothing, and remembers nothing."""

from dataclasses import FrozenInstanceError

import pytest

from interview.checks.check import check
from interview.checks.settings import CheckSettings
from interview.checks.subject import Subject
from interview.plan.model import Plan
from interview.plan.reader.document import read_document
from tests.conftest import DATA

DOCUMENT = (DATA / "linkstash.md").read_text(encoding="utf-8")
USELESS = "<!-- interview: suppress vague-word at goal.outcome: measured below -->"

WANTS = (
    CheckSettings(),
    CheckSettings(vague=("bookmarks",)),
    CheckSettings(vague=("bookmarks",), allow=("Bookmarks",)),
    CheckSettings(select=("concreteness",), vague=("signed-in",)),
    CheckSettings(ignore=("suppressions",)),
)


def subject() -> Subject:
    text = f"{DOCUMENT}\n{USELESS}\n"
    return Subject.read_from(read_document(text), text)


def test_what_is_found_depends_on_the_arguments_alone() -> None:
    fresh = [check(subject(), wanted) for wanted in WANTS]
    again = subject()
    assert [check(again, wanted) for wanted in WANTS] == fresh
    assert [check(again, wanted) for wanted in reversed(WANTS)] == fresh[::-1]
    assert len({tuple(findings) for findings in fresh}) > 2


@pytest.mark.parametrize("name", ["plan", "project", "words", "unused"])
def test_what_is_checked_cannot_be_changed(name: str) -> None:
    checked = subject()
    with pytest.raises(FrozenInstanceError):
        setattr(checked, name, getattr(checked, name))


LEFTOVERS = CheckSettings(select=("leftovers",))


def test_what_a_team_asked_itself_is_addresses_the_place_of_its_line() -> None:
    own = {"team": {"risks": ["fine", "TODO: write it"]}, "tasks": [{"key": "t1", "owner": "TBD"}]}
    plan = Plan.model_validate({"tasks": [{"key": "t1"}], "own": own})
    addresses = [finding.address for finding in check(Subject(plan), LEFTOVERS)]
    assert addresses == ["tasks.t1.owner", "team.risks.2"]
