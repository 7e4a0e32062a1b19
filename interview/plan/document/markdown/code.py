"""Code in a document: shown character for character."""

from __future__ import annotations

import re

from interview.plan.document.markdown.text import Markdown, indented
from interview.text.cleaning import clean, one_line, visible


def fence(text: str, language: str = "", indent: int = 0) -> Markdown:
    """Return source text as a fenced block that nothing in the text can close."""
    ticks = "`" * max(3, _longest_run(text) + 1)
    opening = ticks + re.sub(r"[^A-Za-z0-9_+#.-]", "", language)
    return Markdown(indented(f"{opening}\n{clean(text)}\n{ticks}", indent))


def code_span(text: str) -> Markdown:
    """Return text as code within a line; what nobody would see in it is written visibly."""
    code = visible(one_line(text))
    if not code:
        return Markdown()
    ticks = "`" * (_longest_run(code) + 1)
    pad = " " if "`" in (code[0], code[-1]) else ""
    return Markdown(f"{ticks}{pad}{code}{pad}{ticks}")


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
