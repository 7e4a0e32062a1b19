"""A short interview: what is said, by whom, and what must be kept of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Value
from interview.terminal.flow.ports import Command
from tests import played
from tests.played import Act, Keep, Leave, Pick, Say
from tests.terminal.emulator import Terminal
from tests.terminal.test_interview import answers_of, session_file

TITLE = "漢字の列 👩‍👩‍👧 é שלום"
OUTCOME = "漢字漢字漢字漢字漢字漢字\nمرحبا 🎉🎉 a\u202eb\n\tc"
FIRST, SECOND, THIRD, FOURTH = (
    "Which iteration is this?",
    "What will be true when this iteration is done?",
    "What can someone do after this iteration",
    "What works today?",
)


def short_interview(questionnaire: Questionnaire) -> list[tuple[Act, str]]:
    """Return what is said, and what is asked then."""
    number, title = questionnaire.sections["iteration"].question
    (outcome,) = questionnaire.sections["goal"].question
    return [
        (Say(number, 3), SECOND),
        (Say(title, TITLE), THIRD),
        (Say(outcome, OUTCOME), FOURTH),
        (Leave(Command.BACK), THIRD),
        (Keep(outcome), FOURTH),
        (Leave(Command.HELP), FOURTH),
        (Leave(Command.REVIEW), "What would you like to review?"),
        (Pick(0), FOURTH),
    ]


WRITTEN: dict[str, Value] = {
    "iteration": {"number": 3, "title": TITLE},
    "goal": {"outcome": OUTCOME},
    "drafted": "half",
}


LOOKED_AT = 10_000
"""Characters at the end of what was written, among which a question is looked for."""

LOOKS = re.compile(r"\x1b\[[0-9;]*m")
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][0AB]|[=>78])")


class Person:
    """Says what there is to say, looks at the screen after each word, and then pauses."""

    def __init__(self, terminal: Terminal, plain: bool) -> None:
        self.terminal = terminal
        self.plain = plain
        self.typed: Callable[[Act], str] = played.lines if plain else played.keys
        self.seen = 0
        self.asked(FIRST)

    def asked(self, question: str) -> None:
        """Wait for a question that comes after all that was there before."""

        def is_asked() -> bool:
            new = self.terminal.raw[self.seen :][-LOOKED_AT:]
            # What is typed before the mark would stand in the middle of the question.
            if self.plain and not new.endswith("> "):
                return False
            return question in " ".join(ESCAPES.sub("", new).split())

        self.terminal.wait(is_asked)
        self.look()

    def say(self, act: Act, then: str) -> None:
        self.seen = len(self.terminal.raw)
        self.terminal.type(self.typed(act))
        self.asked(then)

    def pause(self) -> int:
        """Leave in the middle of an answer."""
        self.half()
        self.terminal.type(self.typed(Leave(Command.PAUSE)))
        code = self.terminal.ends()
        # The path of the session stays whole, so that it can be copied.
        self.terminal.screen.broken.clear()
        self.look()
        return code

    def half(self) -> None:
        """Type something that is not finished."""
        self.seen = len(self.terminal.raw)
        self.terminal.type("half\n" if self.plain else "half")
        # Between two prompts Ctrl-C would leave before the rest is read.
        self.asked("half")
        self.terminal.wait(lambda: self.plain or "^C pause" in self.terminal.text)

    def look(self) -> None:
        halves, broken = self.terminal.halves, self.terminal.screen.broken
        assert not halves, f"half of a wide character: {halves}"
        assert not broken, f"wider than the terminal: {broken}"
        assert "Traceback" not in self.terminal.raw


def kept(questionnaire: Questionnaire) -> dict[str, Value]:
    """Return the answers, and the half typed one that the session ends with."""
    answers = answers_of(session_file(), questionnaire)
    last = json.loads(session_file().read_text().splitlines()[-1])
    return {
        **{name: answer for name, answer in answers.items() if answer},
        last["event"]: last["value"],
    }
