"""One question -> one answer at a terminal. The only home of questionary and prompt_toolkit.

questionary draws each kind of prompt; the keys that leave a prompt, the legend that names them and
the care for what was typed so far are added here, in the same way for every kind.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import (
    Condition,
    completion_is_selected,
    is_done,
    vi_navigation_mode,
)
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    ScrollbarMargin,
    Window,
)
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.renderer import CPR_Support
from prompt_toolkit.validation import ValidationError
from questionary.prompts.common import InquirerControl

from interview.questionnaire.kinds import (
    SEPARATOR,
    ChoiceQuestion,
    ChoicesQuestion,
    Code,
    Column,
    Confirm,
    Lines,
    Number,
    Paragraph,
    Records,
    References,
)
from interview.questionnaire.question import Question, Rejected, Value
from interview.terminal.flow.ports import Command, Entry, Leave, Option, Prompt, Reply
from interview.terminal.screen.printer import shortened
from interview.terminal.screen.theme import DARK
from interview.text.cleaning import visible
from interview.text.invisible import code_point, strays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from prompt_toolkit import Application
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.lexers import Lexer
    from prompt_toolkit.output import Output

    from interview.terminal.screen.theme import Look, Theme

KEYS = {
    Command.BACK: "s-tab",
    Command.LATER: "c-o",
    Command.REVIEW: "c-r",
    Command.HELP: "f1",
    Command.PREVIEW: "f2",
    Command.PAUSE: "c-c",
}
"""The keys that leave a prompt. Escape is none: a terminal needs a second to be sure of it."""

APART = "  "
"""Stands between the keys of a legend."""

COMMON = "Shift-Tab back  ^O later  ^R review  F1 help  F2 preview  ^C pause"
# Each fits into a line of 80 columns; what is not in it the help says.
LEGENDS = {
    "line": f"Enter done  {COMMON}",
    "lines": f"^D done  {COMMON}",
    "choice": f"↑↓ Enter  {COMMON}",
    "choices": f"Space tick  {COMMON}",
    "confirm": f"y/n Enter  {COMMON}",
}

ROLES = {
    "qmark": "mark",
    "question": "question",
    "answer": "answer",
    "pointer": "chosen",
    "highlighted": "chosen",
    "selected": "ticked",
    "instruction": "keys",
    "legend": "keys",
    "remark": "remark",
    "bottom-toolbar": "keys",
    "validation-toolbar": "wrong",
    "control-character": "keys",
}
"""What questionary and prompt_toolkit call the parts of a prompt, by their roles in a theme."""
MARK = "›"
_CAN_STOP = Condition(lambda: hasattr(signal, "SIGTSTP"))
AROUND_A_LIST = 6
"""Lines for a remark, a question, its help, the mark and the legend."""
EXTENSIONS = {"json": ".json", "bash": ".sh", "yaml": ".yaml", "text": ".txt"}
"""Endings of the files that an editor opens, of languages that belong to no ecosystem."""


@dataclass(eq=False, repr=False)
class Asker:
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
        question = prompt.question
        match question:
            case ChoiceQuestion():
                return self._choice(prompt, question)
            case ChoicesQuestion():
                titles = [Option(one.value, one.title, one.help) for one in question.choices]
                return self._ticks(prompt, titles)
            case References():
                return self._ticks(prompt, list(prompt.options))
            case Confirm():
                return self._confirm(prompt, question)
            case Records() if prompt.by_parts:
                return self._rows(prompt, question)
            case _:
                return self._typed(prompt)

    # Typed answers

    def _typed(self, prompt: Prompt) -> Reply | Leave:
        question = prompt.question
        several = isinstance(question, Code | Lines | Paragraph | Records)
        unit = question.unit if isinstance(question, Number) else ""
        entry = Entry(prompt)
        typed = self._text(
            unit,
            prompt.typed,
            entry.objection,
            language=question.language if isinstance(question, Code) else "",
            completer=_path_completer(question, self.files),
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
            lexer=_lexer(language),
            completer=completer,
            reserve_space_for_menu=5 if completer else 0,
            bottom_toolbar=lambda: _toolbar(remark(get_app().current_buffer.text), legend),
            tempfile_suffix=lambda: _ending(language),
            input_processors=[_Revealed()],
            **self._looks(),
        )
        if self.vi:
            prompt.application.editing_mode = EditingMode.VI
        keys = _text_keys(several)
        if type_over:
            _add_typing_over(keys, text)
        result: str | Leave = self._run(prompt, keys, draft=lambda app: app.current_buffer.text)
        return result

    # Chosen answers

    def _choice(self, prompt: Prompt, question: ChoiceQuestion) -> Reply | Leave:
        choices = [
            questionary.Choice(
                visible(one.title), value=one.value, description=visible(one.help) or None
            )
            for one in question.choices
        ]
        values = [one.value for one in question.choices]
        start = prompt.typed if prompt.typed in values else values[0]

        def draft(application: Application[Any]) -> Value:
            value = _list_in(application).get_pointed_at().value
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

    def _ticks(self, prompt: Prompt, options: list[Option]) -> Reply | Leave:
        ticked = prompt.begun
        choices = [
            questionary.Choice(
                visible(one.title),
                value=one.key,
                checked=one.key in ticked,
                description=visible(one.detail) or None,
            )
            for one in options
        ]
        while True:
            reply = self._run(
                questionary.checkbox(
                    "",
                    choices,
                    qmark=MARK,
                    instruction=" ",
                    validate=lambda chosen: True if chosen or not prompt.question.required else (
                        "choose at least one; it can also be left open for later"),
                    **self._looks(),
                ),
                legend=LEGENDS["choices"],
                draft=lambda app: [one.value for one in _list_in(app).get_selected_values()],
            )  # fmt: skip
            if isinstance(reply, Leave):
                return reply
            if isinstance(reply, list):  # some keys of the library's own end a list with a text
                return Reply(reply or None)

    def _confirm(self, prompt: Prompt, question: Confirm) -> Reply | Leave:
        confirm = questionary.confirm(
            "",
            default=prompt.typed == question.write(True),
            qmark=MARK,
            # Otherwise the Enter after "y" would answer the next question.
            auto_enter=False,
            **self._looks(),
        )
        pressed = _overheard(confirm.application, "y", "Y", "n", "N")

        def draft(_: Application[Any]) -> Value:
            return question.write(pressed[-1] in "yY") if pressed else None

        reply = self._run(confirm, legend=LEGENDS["confirm"], draft=draft)
        if isinstance(reply, Leave):
            return reply
        # Some keys of the library's own end it with a text; then it is asked again.
        return Reply(reply) if isinstance(reply, bool) else self._confirm(prompt, question)

    # Rows that are asked one by one

    def _rows(self, prompt: Prompt, question: Records) -> Reply | Leave:
        """Ask row after row, column after column; an empty first column is the end."""
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
        self, question: Records, rows: list[dict[str, str]], row: dict[str, str]
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
                completer=_Paths(self.files) if column.kind == "path" else None,
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
            "style": _style(self.theme),
            "color_depth": _color_depth(self.theme),
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
        bindings = [application.key_bindings or KeyBindings(), *own, _leaving_keys(draft)]
        application.key_bindings = merge_key_bindings(bindings)
        if legend:
            _add_legend(application, legend)
        try:
            return prompt.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            return Leave(Command.PAUSE, draft(application))


def _style(theme: Theme) -> questionary.Style:
    """Return what prompts look like, in the theme of everything else."""
    return questionary.Style([(part, _look(part, theme[role])) for part, role in ROLES.items()])


def _color_depth(theme: Theme) -> ColorDepth:
    """Return how many colours prompts have: the terminal's own 16 are enough, or none.

    What the person set for every program of prompt_toolkit holds here, too.
    """
    coloured = any(look.fg for look in theme.values())
    own = ColorDepth.DEPTH_4_BIT if coloured else ColorDepth.DEPTH_1_BIT
    return ColorDepth.from_env() or own


def _look(part: str, look: Look) -> str:
    """Return a look in prompt_toolkit's words, which turns the colours of its toolbars around."""
    words = ["noreverse"] if "toolbar" in part and not look.reverse else []
    words.append(f"fg:ansi{look.fg or 'default'}")  # questionary has colours of its own otherwise
    words += [name for name in ("bold", "italic", "underline", "reverse") if getattr(look, name)]
    return " ".join(words)


def _toolbar(remark: str, legend: str) -> list[tuple[str, str]]:
    """Return the lines under a prompt: what there is to say about the entry, and the keys."""
    room = get_app().output.get_size().columns - 1
    said = [("class:remark", shortened(visible(remark), room) + "\n")] if remark else []
    return [*said, ("class:legend", _folded(legend, room))]


def _folded(legend: str, room: int) -> str:
    """Return a legend on as many lines as it needs; no key is cut off in a narrow terminal."""
    lines = [""]
    for key in legend.split(APART):
        if lines[-1] and len(lines[-1] + APART + key) > room:
            lines.append("")
        lines[-1] += APART + key if lines[-1] else key
    return "\n".join(lines)


def _leaving_keys(draft: Callable[[Application[Any]], Value]) -> KeyBindings:
    bindings = KeyBindings()

    def leave_with(command: Command) -> Callable[[KeyPressEvent], None]:
        def leave(event: KeyPressEvent) -> None:
            event.app.erase_when_done = True
            event.app.exit(result=Leave(command, draft(event.app)))

        return leave

    for command, key in KEYS.items():
        # On a chosen completion Shift-Tab goes to the one before; elsewhere it goes back.
        free = ~completion_is_selected if command is Command.BACK else True
        bindings.add(key, eager=True, filter=free)(leave_with(command))

    @bindings.add("c-z", eager=True, filter=_CAN_STOP)
    def _stop(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    return bindings


def _overheard(application: Application[Any], *keys: str) -> list[str]:
    """Return the keys out of these that are pressed, as they are; each does what it did before."""
    pressed: list[str] = []
    known = application.key_bindings or KeyBindings()
    listening = KeyBindings()

    def listen(key: str, heard: Callable[[KeyPressEvent], object]) -> None:
        @listening.add(key)
        def _press(event: KeyPressEvent) -> None:
            pressed.append(key)
            heard(event)

    for key in keys:
        listen(key, known.get_bindings_for_keys((key,))[-1].call)
    application.key_bindings = merge_key_bindings([known, listening])
    return pressed


def _text_keys(several: bool) -> KeyBindings:
    bindings = KeyBindings()
    if several:

        @bindings.add("c-d", eager=True)
        def _submit(event: KeyPressEvent) -> None:
            event.current_buffer.validate_and_handle()

    @bindings.add("c-x", "c-k", eager=True)
    def _empty(event: KeyPressEvent) -> None:
        event.current_buffer.document = Document()

    @bindings.add("c-x", "c-e", eager=True)
    def _edit(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if missing := _missing_editor():
            buffer.validation_error = ValidationError(message=f"the editor '{missing}' is not "
                                                      "found; set VISUAL or EDITOR")  # fmt: skip
        else:
            buffer.open_in_editor()

    return bindings


def _add_typing_over(keys: KeyBindings, proposed: str) -> None:
    """Let the first character replace what is proposed; any other key means to edit it."""
    untouched = [True]

    @Condition
    def is_untouched() -> bool:
        is_as_it_was = get_app().current_buffer.text == proposed and not vi_navigation_mode()
        untouched[0] = untouched[0] and is_as_it_was
        return untouched[0]

    @keys.add(Keys.Any, filter=is_untouched)
    @keys.add(Keys.BracketedPaste, filter=is_untouched)
    def _replace(event: KeyPressEvent) -> None:
        untouched[0] = False
        event.current_buffer.document = Document()
        event.current_buffer.insert_text(event.data)

    def _edit(event: KeyPressEvent) -> None:
        untouched[0] = False
        event.key_processor.feed(event.key_sequence[0], first=True)

    for key in ("left", "right", "home", "end", "c-a", "c-b", "c-e", "c-f"):
        keys.add(key, filter=is_untouched)(_edit)


def _missing_editor() -> str:
    """Return the editor that the environment names and the machine does not have."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        program = shlex.split(named)[0] if named.strip() else ""
    except ValueError:
        return named
    return program if program and not shutil.which(program) else ""


def _list_in(application: Application[Any]) -> InquirerControl:
    """Return the list that questionary shows."""
    return next(_lists(application))[1]


# questionary has no public way to read what is pointed at or ticked when a list is left, which is
# kept as a draft; tests/terminal/prompts/test_libraries.py notices where its list changes.


def _lists(application: Application[Any]) -> Iterator[tuple[Window, InquirerControl]]:
    for window in application.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            yield window, window.content


def _leave_room(application: Application[Any]) -> None:
    """Let a list that is longer than the screen move in its place, the question above it."""
    room = max(application.output.get_size().rows - AROUND_A_LIST, 3)
    for window, options in _lists(application):
        window.height = Dimension(max=room)
        described = any(one.description for one in options.choices)
        if len(options.choices) + described > room:
            window.right_margins = [ScrollbarMargin(display_arrows=True)]


def _add_legend(application: Application[Any], legend: str) -> None:
    """Put the legend under a list; a toolbar of questionary's would stand above it."""
    renderer, layout = application.renderer, application.layout

    def folded() -> str:
        return _folded(legend, application.output.get_size().columns - 1)

    def text() -> FormattedText:
        # Until the terminal has said where its last line is, the legend would stand elsewhere. One
        # that never says it is known by the renderer alone: the filter for it waits for ever.
        settled = renderer.height_is_known or renderer.cpr_support is CPR_Support.NOT_SUPPORTED
        return FormattedText([("class:legend", folded() if settled else "")])

    line = Window(
        FormattedTextControl(text),
        height=lambda: Dimension.exact(folded().count("\n") + 1),
        dont_extend_height=True,
    )
    _leave_room(application)
    layout.container = HSplit([layout.container, ConditionalContainer(line, ~is_done)])


def _ending(language: str) -> str:
    """Return how the name of a file ends that an editor opens."""
    from interview.discovery.ecosystems.all import language_named

    known = language_named(language)
    return known.endings[0] if known else EXTENSIONS.get(language, ".md")


def _verdict(objection: Callable[[str], str]) -> Callable[[str], bool | str]:
    def validate(text: str) -> bool | str:
        try:
            return objection(text) or True
        except Exception as broken:
            return f"this entry cannot be checked: {broken}"

    return validate


def _cell(column: Column, text: str, optional: bool) -> str:
    if not text.strip() and (optional or not column.required):
        return ""
    try:
        column.accept(text)
    except Rejected as no:
        return no.reasons[0]
    return ""


def _lexer(language: str) -> Lexer | None:
    """Return what highlights a language; nothing for plain text and unknown languages."""
    if language in ("", "text"):
        return None
    from prompt_toolkit.lexers import PygmentsLexer
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return PygmentsLexer(type(get_lexer_by_name(language)))
    except ClassNotFound:
        return None


def _path_completer(question: Question, files: Callable[[], Sequence[str]]) -> Completer | None:
    if isinstance(question, Records) and question.asked_columns[0].kind == "path":
        return _Paths(files)
    return None


class _Revealed(Processor):
    """Shows what is typed with the characters that nobody would see as their code points."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Show one line of what is typed."""
        fragments = transformation_input.fragments
        text = fragment_list_to_text(fragments)
        found = {one.start() for one in strays(text)}
        if not found:
            return Transformation(fragments)
        shown: list[tuple[str, str]] = [
            (one[0], code_point(one[1]) if place in found else one[1])
            for place, one in enumerate(explode_text_fragments(fragments))
        ]
        starts = list(accumulate((len(one) for _, one in shown), initial=0))
        return Transformation(
            [*shown],
            source_to_display=lambda place: starts[min(place, len(text))],
            display_to_source=lambda place: min(bisect_right(starts, place) - 1, len(text)),
        )


class _Paths(Completer):
    """Completes the path that a line begins with, folder by folder, from the project's files."""

    def __init__(self, files: Callable[[], Sequence[str]]) -> None:
        self._files = files

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Yield the names that go on from what stands before the cursor on this line."""
        line = document.current_line_before_cursor.lstrip()
        if not line or SEPARATOR in line:
            return
        folder, slash, begun = line.rpartition("/")
        before = folder + slash
        files = self._files()
        seen = ""
        for place in range(bisect_left(files, line), len(files)):
            if not files[place].startswith(line):
                break
            name, inner, _ = files[place][len(before) :].partition("/")
            if name + inner != seen:
                seen = name + inner
                yield Completion(seen, -len(begun), display=visible(seen))
