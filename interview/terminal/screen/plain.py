"""What plain mode shows around its prompts: words alone, each question with its place."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from interview.questionnaire.parts import Asking
from interview.terminal.screen.full import TerminalScreen
from interview.terminal.screen.theme import DARK
from interview.text.counting import counted, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.plan.schedule import Step
    from interview.questionnaire.question import Question
    from interview.session.address import Group
    from interview.session.engine import Engine
    from interview.terminal.flow.ports import Prompt
    from interview.terminal.screen.theme import Theme

WELCOME = "Type an answer after each question. :help explains, :pause stops and saves."

COMMANDS = """\
Instead of an answer, on a line of its own:
  :back    go back to the previous question
  :later   leave this question for later, with a note
  :review  review everything: change any answer, remove or restore an item, undo
  :preview show the section as it will be written
  :help    show this help
  :pause   stop here; what you entered is saved (end of input and Ctrl-C do the same)
  :empty   give an empty answer, where an empty line would keep something
To enter text that starts like a command, or is only a dot, type a \\ before it."""

ON_LINES = """\
Between the lines of an answer you can also use:
  :show             show all lines with their numbers
  :keep             keep the lines of the earlier answer and add to them
  :change 2 TEXT    replace line 2 with TEXT
  :delete 2         delete line 2"""

BY_PARTS = """\
Before the first part of a row you can also use:
  :show      show all rows with their numbers
  :change 2  enter row 2 again
  :delete 2  delete row 2"""


class PlainScreen(TerminalScreen):
    """Shows an interview in lines that make sense when they are heard one after the other."""

    shows_all = ":help shows all"

    @staticmethod
    def hint(_: Question) -> str:
        """Say nothing: whoever asks says at each question how its answer ends."""
        return ""

    def __init__(self, file: IO[str], theme: Theme = DARK) -> None:
        super().__init__(file, theme)
        self._welcomed = False

    def _rule(self, title: str, where: str) -> None:
        self.printer.text(f"{title.replace(' · ', ', ')}: {where}".replace(" · ", ", "), "title")

    def place(self, engine: Engine, group: Group, minutes: int | None) -> None:
        """Show what the section is about; where it is in the whole is said with each question."""
        section = engine.questionnaire.sections[group.section]
        self._welcome()
        self.printer.blank()
        left = "" if minutes is None else f" Left: about {counted('minute', max(minutes, 1))}."
        self.printer.text(f"{section.title}. {section.help}".rstrip() + left, "title")

    def _begin(self, prompt: Prompt) -> None:
        """Say also where the question stands and how many are left."""
        self._welcome()
        self.printer.blank()
        if where := prompt.around.where():
            self.printer.text(where, "aside")

    def _welcome(self) -> None:
        if not self._welcomed:
            self._welcomed = True
            self.printer.text(WELCOME)

    def _tree(self, tasks: Sequence[Step]) -> None:
        for step in tasks:
            after = f", after {numbers(step.needs)}" if step.needs else ""
            self.printer.text(f"  {step.summary}{after}")

    def help(self, question: Question) -> None:
        """Show what helps to answer a question, and every command."""
        self.printer.blank()
        self.printer.text(_how(question))
        self._choices_or_example(question)
        self.printer.text(COMMANDS)
        if question.asking is Asking.ROWS:
            self.printer.text(BY_PARTS)
        elif question.asking is Asking.LINES:
            self.printer.text(ON_LINES)


def _how(question: Question) -> str:
    """Say how a question is answered line by line."""
    may_be_empty = not question.required and question.asking is not Asking.ROWS
    return question.instructions.lines + (" Optional." if may_be_empty else "")
