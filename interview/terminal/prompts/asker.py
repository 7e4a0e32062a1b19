"""One question -> one answer at a terminal, by questionary and prompt_toolkit.

questionary draws each kind of prompt; the keys that leave a prompt, the legend that names them and
the care for what was typed so far are added here, in the same way for every kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

from interview.questionnaire.parts import Asking
from interview.questionnaire.question import Question, Rejected, RowPart, Value
from interview.terminal.flow.ports import Command, Entry, Leave, Prompt, Reply
from interview.terminal.prompts.keys import (
    add_typing_over,
    leaving_keys,
    overheard,
    text_keys,
)
from interview.terminal.prompts.lists import add_legend, list_in
from interview.terminal.prompts.looks import (
    LEGENDS,
    color_depth_of,
    lines_under,
    style_of,
)
from interview.terminal.prompts.path_completion import PathCompleter, completer_of
from interview.terminal.prompts.typed_text import Revealed, ending_of, lexer_of
from interview.terminal.screen.theme import DARK
from interview.text.cleaning import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prompt_toolkit import Application
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from interview.terminal.screen.theme import Theme


MARK = "›"


@dataclass(eq=False, repr=False)
class TerminalAsker:
    """Puts questions to a person at a terminal.

    Attributes:
        files: Returns the paths of the project's files, in order, to complete what is typed.
        input: What keys come from; None is standard input.
        output: What is drawn on; None is standard output.
        theme: What prompts look like.
        vi: Whether typed text is edited with the keys of vi.
    """

    files: Callable[[], Sequence[str]] = tuple
    input: Input | None = None
    output: Output | None = None
    theme: Theme = field(default_factory=lambda: DARK)
    vi: bool = False
    going_back: str = "Shift-Tab"
    line_by_line: bool = False

    def ask(self, prompt: Prompt) -> Reply | Leave:
        """Return the answer, or the command that was given instead."""
        match prompt.asking:
            case Asking.ONE_OF:
                return self._choice(prompt)
            case Asking.SOME_OF:
                return self._ticks(prompt)
            case Asking.YES_NO:
                return self._confirm(prompt)
            case Asking.ROWS:
                return self._rows(prompt)
            case Asking.LINE | Asking.LINES:
                return self._typed(prompt)

    # Typed answers

    def _typed(self, prompt: Prompt) -> Reply | Leave:
        question = prompt.question
        several = prompt.asking is Asking.LINES
        entry = Entry(prompt)
        typed = self._text(
            question.mark,
            prompt.typed,
            entry.objection,
            language=question.highlighted,
            completer=completer_of(question, self.files),
            several=several,
            remark=prompt.around.remark,
            type_over=prompt.is_proposed and not several,
        )
        return typed if isinstance(typed, Leave) else Reply(entry.value)

    def _text(
        self,
        label: str,
        text: str,
        objection: Callable[[str], str],
        language: str = "",
        completer: Completer | None = None,
        several: bool = False,
        remark: Callable[[str], str] = lambda _: "",
        type_over: bool = False,
    ) -> str | Leave:
        legend = LEGENDS["lines" if several else "line"]
        prompt = questionary.text(
            visible(label),
            default=text,
            qmark=MARK,
            validate=_verdict(objection),
            validate_while_typing=False,
            multiline=several,
            instruction="",
            lexer=lexer_of(language),
            completer=completer,
            reserve_space_for_menu=5 if completer else 0,
            bottom_toolbar=lambda: lines_under(remark(get_app().current_buffer.text), legend),
            tempfile_suffix=lambda: ending_of(language),
            input_processors=[Revealed()],
            **self._looks(),
        )
        if self.vi:
            prompt.application.editing_mode = EditingMode.VI
        keys = text_keys(several)
        if type_over:
            add_typing_over(keys, text)
        result: str | Leave = self._run(prompt, keys, draft=lambda app: app.current_buffer.text)
        return result

    # Chosen answers

    def _choice(self, prompt: Prompt) -> Reply | Leave:
        choices = [
            questionary.Choice(
                visible(choice.title), value=choice.value, description=visible(choice.help) or None
            )
            for choice in prompt.question.offered
        ]
        values = [choice.value for choice in prompt.question.offered]
        start = prompt.typed if prompt.typed in values else values[0]

        def draft(application: Application[Any]) -> Value:
            value = list_in(application).get_pointed_at().value
            return value if value != start else None

        while True:
            reply = self._run(
                questionary.select(
                    "",
                    choices,
                    default=start,
                    qmark=MARK,
                    instruction=" ",
                    **self._looks(),
                ),
                legend=LEGENDS["choice"],
                draft=draft,
            )
            if isinstance(reply, Leave):
                return reply
            if reply in values:  # some keys of the library's own end a list with no choice of it
                return Reply(reply)

    def _ticks(self, prompt: Prompt) -> Reply | Leave:
        ticked = prompt.begun
        choices = [
            questionary.Choice(
                visible(option.title),
                value=option.key,
                checked=option.key in ticked,
                description=visible(option.detail) or None,
            )
            for option in prompt.choices
        ]
        while True:
            reply = self._run(
                questionary.checkbox(
                    "",
                    choices,
                    qmark=MARK,
                    instruction=" ",
                    validate=lambda chosen: True if chosen or not prompt.question.required else (
                        "select at least one; Ctrl-O leaves it for later"),
                    **self._looks(),
                ),
                legend=LEGENDS["choices"],
                draft=lambda app: [value.value for value in list_in(app).get_selected_values()],
            )  # fmt: skip
            if isinstance(reply, Leave):
                return reply
            if isinstance(reply, list):  # some keys of the library's own end a list with a text
                return Reply(reply or None)

    def _confirm(self, prompt: Prompt) -> Reply | Leave:
        question = prompt.question
        confirm = questionary.confirm(
            "",
            default=prompt.typed == question.write(True),
            qmark=MARK,
            # Otherwise the Enter after "y" would answer the next question.
            auto_enter=False,
            **self._looks(),
        )
        pressed = overheard(confirm.application, "y", "Y", "n", "N")

        def draft(_: Application[Any]) -> Value:
            return question.write(pressed[-1] in "yY") if pressed else None

        reply = self._run(confirm, legend=LEGENDS["confirm"], draft=draft)
        if isinstance(reply, Leave):
            return reply
        # Some keys of the library's own end it with a text; then it is asked again.
        return Reply(reply) if isinstance(reply, bool) else self._confirm(prompt)

    # Rows that are asked one by one

    def _rows(self, prompt: Prompt) -> Reply | Leave:
        """Ask row after row, column after column; an empty first column is the end."""
        question = prompt.question
        known = prompt.begun
        rows: list[dict[str, str]] = []
        for place in range(len(known) + 1_000):
            row = dict(known[place]) if place < len(known) else {}
            leave = self._row(question, rows, row)
            if leave is not None:
                left = [*rows, row] if row else rows
                return Leave(leave.command, [*left, *known[place + 1 :]])
            if row:
                rows.append(row)
                prompt.around.keep_draft([*rows, *known[place + 1 :]])
            elif place >= len(known):
                break
        return Reply(question.accept(rows) if rows else None)

    def _row(
        self, question: Question, rows: list[dict[str, str]], row: dict[str, str]
    ) -> Leave | None:
        """Fill one row in; leave it empty when there is no further one."""
        first, *_ = question.asked_columns
        for column in question.asked_columns:
            optional = column is first and (bool(rows) or not question.required)
            label = f"{column.title} {len(rows) + 1}" if column is first else column.title
            typed = self._text(
                label,
                row.get(column.id, ""),
                lambda text, column=column, optional=optional: _cell(column, text, optional),  # type: ignore[misc]
                language=row.get("language", "") if column.kind == "code" else "",
                completer=PathCompleter(self.files) if column.kind == "path" else None,
                several=column.kind == "code",
            )
            if isinstance(typed, Leave):
                row.pop(column.id, None)
                if isinstance(typed.draft, str) and typed.draft.strip():
                    row[column.id] = typed.draft
                return typed
            if not typed.strip():
                row.pop(column.id, None)
                if column is first:
                    row.clear()
                    return None
            else:
                row[column.id] = column.accept(typed)
        return None

    # What all prompts have in common

    def _looks(self) -> dict[str, Any]:
        """Return what every prompt is told of the terminal, and of how it looks there."""
        given = {"input": self.input, "output": self.output}
        return {
            "style": style_of(self.theme),
            "color_depth": color_depth_of(self.theme),
            **{name: end for name, end in given.items() if end is not None},
        }

    def _run(
        self,
        prompt: questionary.Question,
        keys: KeyBindings | None = None,
        legend: str = "",
        draft: Callable[[Application[Any]], Value] = lambda _: None,
    ) -> Any:
        application = prompt.application
        own = [keys] if keys else []
        bindings = [application.key_bindings or KeyBindings(), *own, leaving_keys(draft)]
        application.key_bindings = merge_key_bindings(bindings)
        if legend:
            add_legend(application, legend)
        try:
            return prompt.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            return Leave(Command.PAUSE, draft(application))


def _verdict(objection: Callable[[str], str]) -> Callable[[str], bool | str]:
    def validate(text: str) -> bool | str:
        try:
            return objection(text) or True
        except Exception as error:
            return f"cannot check this entry: {error}"

    return validate


def _cell(column: RowPart, text: str, optional: bool) -> str:
    if not text.strip() and (optional or not column.required):
        return ""
    try:
        column.accept(text)
    except Rejected as error:
        return error.reasons[0]
    return ""
