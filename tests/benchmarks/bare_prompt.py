"""The least that an interview could do to ask: a model of its answer, and a prompt, for ever."""

from __future__ import annotations

import questionary
from pydantic import BaseModel


class Answer(BaseModel):
    """One answer."""

    text: str


while (text := questionary.text("Name?").ask()) is not None:
    Answer(text=text)
