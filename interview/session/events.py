"""The events of one interview: plain data, a line of JSON each in a session file (see `storage`).

A session is its events, and nothing is known that they do not say.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
)

from interview.questionnaire.roles import Progress

SCHEMA = 1
"""The version of the session format that this program writes."""

Origin = Literal["user", "default", "suggestion", "file", "flag", "import"]
Value = Any
AddressText = Annotated[str, StringConstraints(pattern=r"^[a-z]\w*(\.[a-z]\w*){1,2}$")]
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(1970, 1, 2, tzinfo=UTC), lt=datetime(9999, 12, 31, tzinfo=UTC))
]
"""A time that there is in every time zone; a session is younger than the clocks of computers."""
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{1,9}$")]
ItemText = Annotated[str, StringConstraints(pattern=r"^[a-z]\w*\.[a-z][a-z0-9]{1,9}$")]


class Event(BaseModel):
    """Something that happened, once and for all. Keys it does not know are kept.

    Attributes:
        batch: Events that share one were made by one wish and are undone together.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        serialize_by_alias=True,
        validate_by_name=True,
        validate_by_alias=True,
        defer_build=True,  # an interview needs few kinds of events before its first question
    )

    event: str
    at: Moment
    batch: str | None = Field(default=None, exclude_if=lambda batch: batch is None)

    @property
    def check(self) -> str:
        """The check of its line in a session file; empty as long as it stands in none."""
        return str(self.__dict__.get("_check", ""))

    def prove(self, check: str) -> None:
        """Take the check of its line: where an event stands says nothing about what happened."""
        self.__dict__["_check"] = check

    def naming(self, renewed: Mapping[str, str]) -> "Event":
        """Return the event for a file whose lines have other checks than they had."""
        return self


class QuestionnaireName(BaseModel):
    """Which questionnaire a session answers."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    version: int


class Started(Event):
    """The first event: what the session is.

    Attributes:
        branch, commit: What was checked out, where there is git; the commit is a short one.
    """

    event: Literal["started"] = "started"
    schema_version: int = Field(default=SCHEMA, alias="schema")
    id: str
    questionnaire: QuestionnaireName
    project: str
    branch: str = Field(default="", exclude_if=lambda branch: not branch)
    commit: str = Field(default="", exclude_if=lambda commit: not commit)


class Answered(Event):
    """An answer was accepted; the value None leaves an optional question empty.

    Attributes:
        suggested_from: The answers that a suggestion was made of, when that is what was accepted.
    """

    event: Literal["answered"] = "answered"
    address: AddressText
    value: Value
    origin: Origin
    suggested_from: tuple[AddressText, ...] = Field(default=(), exclude_if=lambda names: not names)


class Cleared(Event):
    """An answer was cleared: the question is open again."""

    event: Literal["cleared"] = "cleared"
    address: AddressText


class Drafted(Event):
    """An entry was left unfinished; it is where the question starts from next time.

    Attributes:
        source: Where it was proposed from, when nobody has typed it.
    """

    event: Literal["drafted"] = "drafted"
    address: AddressText
    value: Value
    source: str = Field(default="", exclude_if=lambda source: not source)


class Postponed(Event):
    """A question was left for later."""

    event: Literal["postponed"] = "postponed"
    address: AddressText
    note: str = ""


class ItemAdded(Event):
    """An item was added at the end of a repeating section, or one that was removed came back.

    Attributes:
        copy_of: The item whose answers it begins with.
    """

    event: Literal["item_added"] = "item_added"
    section: str
    item: Key
    copy_of: Key | None = Field(default=None, exclude_if=lambda key: key is None)


class ItemRemoved(Event):
    """An item was removed; its answers stay in the journal."""

    event: Literal["item_removed"] = "item_removed"
    section: str
    item: Key


class ItemMoved(Event):
    """An item was moved to a position, counted from 1."""

    event: Literal["item_moved"] = "item_moved"
    section: str
    item: Key
    to: int = Field(ge=1)


class SectionClosed(Event):
    """A repeating section has all its items; another item opens it again."""

    event: Literal["section_closed"] = "section_closed"
    section: str


class Approved(Event):
    """The plan was looked at and found ready to be written."""

    event: Literal["approved"] = "approved"


class Exported(Event):
    """The document was written."""

    event: Literal["exported"] = "exported"
    path: str
    sha256: str


class Status(Event):
    """The work on an item began or ended."""

    event: Literal["status"] = "status"
    section: str
    item: Key
    status: Progress


class Suppressed(Event):
    """A rule of the check does not hold in one place; without a reason it holds again.

    Attributes:
        address: An answer, an item, a section, or empty for the whole plan.
    """

    event: Literal["suppressed"] = "suppressed"
    address: Annotated[str, StringConstraints(pattern=r"^([a-z]\w*(\.[a-z]\w*){0,2})?$")]
    rule: str
    reason: str = ""


class _Turn(Event):
    """A change is taken back or brought again."""

    change: str = Field(default="", exclude_if=lambda change: not change)

    def naming(self, renewed: Mapping[str, str]) -> Event:
        """Return the event with the check that the change has now."""
        return self.model_copy(update={"change": renewed.get(self.change, self.change)})


class Undone(_Turn):
    """A change was taken back: the one whose last line has the check `change`.

    Without one it is the last change in force.
    """

    event: Literal["undone"] = "undone"


class Redone(_Turn):
    """A change that was undone is in force again, named as `undone` names it."""

    event: Literal["redone"] = "redone"


class Contradiction(BaseModel):
    """What several branches answered to one question, the branch that began first before others."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    address: AddressText
    values: tuple[Value, ...]


class Merged(Event):
    """Branches of the file came together.

    Attributes:
        heads: The checks of their last lines.
        renamed: The new keys of items whose key another branch had given as well, by the checks of
            the lines that added them.
        contradictions: What they answered differently; it is open again.
        restored: Items that one removed and another changed; they are there again.
        markers: Lines of git's own that stand in the file.
    """

    event: Literal["merged"] = "merged"
    heads: tuple[str, ...]
    renamed: dict[str, Key] = Field(default={}, exclude_if=lambda renamed: not renamed)
    contradictions: tuple[Contradiction, ...] = Field(
        default=(), exclude_if=lambda entries: not entries
    )
    restored: tuple[ItemText, ...] = Field(default=(), exclude_if=lambda items: not items)
    markers: int = Field(default=0, exclude_if=lambda count: not count)


class Unknown(Event):
    """An event of a newer version: kept as it is, reported, never dropped."""


Known = (
    Started
    | Answered
    | Cleared
    | Drafted
    | Postponed
    | ItemAdded
    | ItemRemoved
    | ItemMoved
    | SectionClosed
    | Approved
    | Exported
    | Status
    | Suppressed
    | Undone
    | Redone
    | Merged
)
_KNOWN: TypeAdapter[Event] = TypeAdapter(
    Annotated[Known, Field(discriminator="event")], config=ConfigDict(defer_build=True)
)
_NAMES = frozenset(kind.model_fields["event"].default for kind in Known.__args__)


def event_from(data: dict[str, Any]) -> Event:
    """Return the event that plain data describes; raise ValueError when it is none."""
    if data.get("event") in _NAMES:
        return _KNOWN.validate_python(data)
    return Unknown.model_validate(data)
