"""Template and fields -> text. The only home of jinja2.

Fields are Markdown already; a plain text that reaches a template by another way is made harmless at
the last moment, so that a template cannot forget it. Templates are a stranger's: they see fields
and other templates, and nothing else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.runtime import BlockReference, Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from interview.errors import InterviewError
from interview.markdown import Markdown, inline
from interview.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import jinja2

    from interview.library import Template

LARGEST = 64_000_000
"""Characters in a document; a template that makes more is broken or hostile."""

_WRONG = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError)


def render(view: Mapping[str, Any], template: Template) -> str:
    """Return the document that a template makes of what it sees.

    Raise InterviewError when the template is at fault.
    """
    try:
        return _joined(_compiled(template).generate(view))
    except _WRONG as wrong:
        raise _at_fault(template, wrong) from None


def render_block(view: Mapping[str, Any], template: Template, name: str) -> str | None:
    """Return one block of a document; None where the template has no block of that name.

    Raise InterviewError when the template is at fault.
    """
    try:
        compiled = _compiled(template)
        context = compiled.new_context(dict(view))
        # The blocks of a template that this one extends are known when it has been gone through.
        _joined(compiled.root_render_func(context))
        if name not in context.blocks:
            return None
        return _joined(context.blocks[name][0](context))
    except _WRONG as wrong:
        raise _at_fault(template, wrong) from None


def _joined(pieces: Iterable[str]) -> str:
    kept = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LARGEST:
            raise InterviewError(f"the document is larger than {LARGEST:,} characters",
                                 "Look for an endless loop in the template.")  # fmt: skip
        kept.append(piece)
    return "".join(kept)


def _at_fault(template: Template, wrong: Exception) -> InterviewError:
    told = one_line(str(wrong)) or type(wrong).__name__
    where = f" {template.file}" if template.file else ""
    return InterviewError(
        f"the document template{where} is at fault: {told}",
        "Mend the template; `interview schema` shows what a plan holds.",
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
        found = self._find(name, above)
        self._known[found.file] = found
        self._above[found.file] = above
        return found.file

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template that is known by its file."""
        if template not in self._known:
            raise TemplateNotFound(template, f"there is no template '{template}' here")
        return self._known[template].text, None, None
