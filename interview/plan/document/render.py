"""Template and fields -> text. The only home of jinja2.

Fields are Markdown already; a plain text that reaches a template by another way is made harmless at
the last moment, so that a template cannot forget it. Templates are a stranger's: they see fields
and other templates, and nothing else. Nothing here bounds what one takes of time and memory:
`rendering` decides where it runs.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound
from jinja2.runtime import BlockReference, Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from interview.errors import InterviewError
from interview.plan.document.markdown.lines import inline
from interview.plan.document.markdown.text import Markdown
from interview.text.cleaning import clean, one_line, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import jinja2

    from interview.questionnaire.library import Template

LARGEST = 64_000_000
"""Characters in a document; a template that makes more is broken or hostile."""

_LONGEST = 500
"""Characters of what went wrong that are told: a name that nobody defined may be of any length."""


def render(view: Mapping[str, Any], template: Template) -> str:
    """Return the document that a template makes of what it sees.

    Raises:
        InterviewError: If the template is at fault.
    """
    with _faults_of(template):
        return clean(_joined(_compiled(template).generate(view)))


def render_block(view: Mapping[str, Any], template: Template, name: str) -> str | None:
    """Return one block of a document; None where the template has no block of that name.

    Raises:
        InterviewError: If the template is at fault.
    """
    with _faults_of(template):
        compiled = _compiled(template)
        context = compiled.new_context(dict(view))
        # The blocks of a template that this one extends are known when it has been gone through.
        _joined(compiled.root_render_func(context))
        if name not in context.blocks:
            return None
        return _joined(context.blocks[name][0](context))


def render_part(view: Mapping[str, Any], template: Template, names: Sequence[str]) -> str:
    """Return the first of some blocks that says something, else the whole document.

    Raises:
        InterviewError: If the template is at fault.
    """
    for name in names:
        if part := render_block(view, template, name):
            return part
    return render(view, template)


@contextmanager
def _faults_of(template: Template) -> Iterator[None]:
    """Tell whatever goes wrong as the fault of a template: it could be anything at all."""
    try:
        yield
    except InterviewError:
        raise
    except MemoryError:
        raise at_fault(template, "it needs too much memory") from None
    except Exception as error:
        raise at_fault(template, str(error) or type(error).__name__) from None


def _joined(pieces: Iterable[str]) -> str:
    kept = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LARGEST:
            raise InterviewError(f"the document is larger than {LARGEST:,} characters",
                                 "Check the template for an endless loop.")  # fmt: skip
        kept.append(piece)
    return "".join(kept)


def at_fault(template: Template, why: str) -> InterviewError:
    """Return the error that says what is wrong with a template."""
    where = f" {template.file}" if template.file else ""
    return InterviewError(
        f"the document template{where} is invalid: {one_line(why[:_LONGEST])}",
        "Fix the template; `interview schema` describes what a plan contains.",
    )


@lru_cache(maxsize=8)
def _compiled(template: Template) -> jinja2.Template:
    environment = _Environment(
        loader=_Loader(template),
        undefined=StrictUndefined,
        finalize=_harmless,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    return environment.get_template(template.file or _NAMELESS)


_NAMELESS = "the template"


def _harmless(value: Any) -> Any:
    return inline(value) if isinstance(value, str) and not isinstance(value, Markdown) else value


class _Environment(ImmutableSandboxedEnvironment):
    """Knows templates by their files, and finds those that others name."""

    def join_path(self, template: str, parent: str) -> str:
        """Return the file of a template that another one names; a namesake is another file."""
        loader = self.loader
        return loader.beyond(template, parent) if isinstance(loader, _Loader) else template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a part of what is seen: `risk.items` is an answer, not a method of Python."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call(self, context: Context, called: Any, *args: Any, **kwargs: Any) -> Any:
        """Call something; what a macro or an overridden block gives is as harmless as its parts."""
        result = super().call(context, called, *args, **kwargs)
        made = isinstance(called, Macro | BlockReference) and isinstance(result, str)
        return Markdown(result) if made else result


class _Loader(BaseLoader):
    """Loads a template, and those that it leads to."""

    def __init__(self, first: Template) -> None:
        self._known = {first.file or _NAMELESS: first}
        self._find = first.find
        self._above: dict[str, tuple[str, ...]] = {}

    def beyond(self, name: str, parent: str) -> str:
        """Return the file of the template of a name that is none of those that lead to it."""
        above = (*self._above.get(parent, ()), parent)
        if self._find is None:
            return name
        template = self._find(name, above)
        self._known[template.file] = template
        self._above[template.file] = above
        return template.file

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template that is known by its file."""
        if template not in self._known:
            raise TemplateNotFound(template, f"there is no template '{template}' here")
        return visible(self._known[template].text), None, None
