"""A view and a template -> text, within bounds.

Templates that came along are rendered here. Any other is a stranger's: it is rendered by a process
of its own (`rendering_child`), which gets the view, the templates that it asks for, and nothing
else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.errors import InterviewError
from interview.plan.document.markdown.text import Markdown
from interview.sandbox.process import Bounds, Child, EndedError
from interview.text.cleaning import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interview.questionnaire.library import Template

SECONDS = 5
"""Of the processor, for one document; those that people need take hundredths of one."""

PATIENCE = 30
"""Seconds by the clock, where a machine has much else to do, or cannot bound the processor."""

MEMORY = 1 << 30
"""Bytes for a process that renders."""

LARGEST_ANSWER = 300_000_000
"""Bytes of a document in a pipe: the largest one, of characters that take four."""

MOST_TEMPLATES = 100
"""Templates that one document is made of."""

_MARK = "Markdown"
"""Marks text that is Markdown already; no question and no section can have this id."""

_LONGEST = 2_000
"""Characters of an error that a child reports."""


def document(view: Mapping[str, Any], template: Template) -> str:
    """Return the document that a template makes of what it sees.

    Raises:
        InterviewError: If the template is at fault, or takes too much time or memory.
    """
    if template.ours:
        from interview.plan.document.render import render

        return render(view, _alone(template))
    return _apart(view, template, None)


def part(view: Mapping[str, Any], template: Template, names: Sequence[str]) -> str:
    """Return the first of some blocks that says something, else the whole document.

    Raises:
        InterviewError: If the template is at fault, or takes too much time or memory.
    """
    if template.ours:
        from interview.plan.document.render import render_part

        return render_part(view, _alone(template), names)
    return _apart(view, template, names)


def _alone(template: Template) -> Template:
    """Return one of our templates without a way to others, which could be a stranger's."""
    return template._replace(find=None)


def _apart(view: Mapping[str, Any], template: Template, names: Sequence[str] | None) -> str:
    request = {
        "seconds": SECONDS,
        "view": packed(view),
        "template": [template.text, template.file],
        "finds": template.find is not None,
        "names": names,
    }
    try:
        with Child(
            "interview.plan.document.rendering_child", Bounds(PATIENCE, LARGEST_ANSWER), _PACKAGES
        ) as child:
            reply = child.ask(request)
            for _ in range(MOST_TEMPLATES):
                if not (wanted := _wanted(reply)):
                    return _text_of(reply)
                reply = child.ask(_template_file(template, *wanted))
    except EndedError as error:
        raise _broken(template, error) from None
    except OSError as error:
        raise InterviewError(f"cannot start a process to render the document: {error.strerror}",
                             "Free some memory or close other programs.") from None  # fmt: skip
    raise InterviewError(f"the document template {template.file} is invalid: it uses more "
                         f"than {MOST_TEMPLATES} others", "Use fewer.")  # fmt: skip


_PACKAGES = ("jinja2", "markupsafe")


def _wanted(reply: Any) -> tuple[str, tuple[str, ...]] | None:
    """Return which template a child asks for: a name, and files in which it is not wanted."""
    wanted = reply.get("find") if isinstance(reply, dict) else None
    if not isinstance(wanted, list) or len(wanted) != 2 or not isinstance(wanted[1], list):
        return None
    return str(wanted[0]), tuple(map(str, wanted[1]))


def _template_file(template: Template, name: str, above: tuple[str, ...]) -> list[str]:
    assert template.find is not None  # noqa: S101 - the child asks for none otherwise
    included = template.find(name, above)
    return [included.text, included.file]


def _text_of(reply: Any) -> str:
    """Return the text that a child made; raise InterviewError when it tells of a fault."""
    match reply:
        case {"text": str(text)}:
            return clean(text)
        case {"fault": [str(message), str(hint)]}:
            raise InterviewError(one_line(message[:_LONGEST]), one_line(hint[:_LONGEST]))
        case _:
            raise EndedError(late=False)


def _broken(template: Template, ended: EndedError) -> InterviewError:
    where = f" {template.file}" if template.file else ""
    if ended.late:
        return InterviewError(
            f"the document template{where} is invalid: it took more than {SECONDS} seconds",
            "Check it for endless loops and very large numbers.",
        )
    return InterviewError(
        f"the document template{where} is invalid: it broke off, out of memory or nested too "
        "deeply",
        "Check it for text repeated many times and for deeply nested brackets.",
    )


def packed(value: Any) -> Any:
    """Return what a template sees as JSON data that tells Markdown from plain text."""
    match value:
        case Markdown():
            return {_MARK: str(value)}
        case None | bool() | int() | float() | str():
            return value
        case list() | tuple():
            return [packed(element) for element in value]
        case dict():
            return {str(name): packed(element) for name, element in value.items()}
    raise TypeError(f"a template cannot be shown {type(value).__name__}")


def unpacked(data: Any) -> Any:
    """Return what `packed` was given."""
    match data:
        case list():
            return [unpacked(element) for element in data]
        case {"Markdown": str(text), **rest} if not rest:
            return Markdown(text)
        case dict():
            return {name: unpacked(element) for name, element in data.items()}
    return data
