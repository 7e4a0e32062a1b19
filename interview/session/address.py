"""Addresses: the names of answers, `goal.outcome` or `tasks.t2.smoke_test`."""

from __future__ import annotations

from typing import NamedTuple


class Group(NamedTuple):
    """The questions that are answered together: a section, or one item of a repeating one."""

    section: str
    item: str = ""

    def __str__(self) -> str:
        return f"{self.section}.{self.item}" if self.item else self.section

    def at(self, question: str) -> Address:
        """Return the address of one of its questions."""
        return Address(self.section, self.item, question)


class Address(NamedTuple):
    """Where an answer belongs; `item` is empty outside of repeating sections."""

    section: str
    item: str
    question: str

    def __str__(self) -> str:
        return ".".join(part for part in self if part)

    @property
    def group(self) -> Group:
        """The questions it is answered with."""
        return Group(self.section, self.item)

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `section.question` or `section.item.question`; raise ValueError for others."""
        parts = text.split(".")
        if not all(parts) or len(parts) not in (2, 3):
            raise ValueError(f"'{text}' is not of the form section.question or "
                             "section.item.question")  # fmt: skip
        return cls(parts[0], parts[1] if len(parts) == 3 else "", parts[-1])
