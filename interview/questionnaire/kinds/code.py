"""Source text, commands and their output."""

import re
from typing import Literal

from interview.questionnaire.kinds.values import LANGUAGE, LINES_HINT, UNTIL_A_DOT, code_of
from interview.questionnaire.parts import Asking, CodeText, Content, Instructions, ItemNames, Schema
from interview.questionnaire.question import Question, Rejected, Value
from interview.text.cleaning import clean, one_line

_FENCED = re.compile(
    r"\s*(?P<fence>(?P<mark>[`~])(?P=mark){2,})[ \t]*(?P<language>[\w+#.-]+)[ \t]*\n"
    r"(?P<text>(?:(?!(?P=fence)).*\n)*)"
    r"(?P=fence)\s*"
)


class CodeQuestion(Question):
    """Source text, a command or its output: kept character for character.

    An answer is a text in the question's own language, or `{language, text}`.
    """

    kind: Literal["code"] = "code"
    language: str = "text"

    def accept(self, value: Value) -> Value:
        """Take a text, or a mapping of language and text."""
        if not isinstance(value, dict):
            return code_of(value)
        if unknown := [key for key in value if key not in ("language", "text")]:
            raise Rejected(f"unknown key '{unknown[0]}' (code has language and text)")
        language, text = value.get("language", self.language), code_of(value.get("text", ""))
        if not isinstance(language, str) or not LANGUAGE.fullmatch(language):
            raise Rejected("the language is a single word such as python or c++")
        return text if language == self.language else {"language": language, "text": text}

    def read(self, typed: str) -> Value:
        """Take typed code; a fence around all of it names another language."""
        if not typed.strip():
            return None
        if fenced := _FENCED.fullmatch(clean(typed)):
            return self.accept({"language": fenced["language"], "text": fenced["text"]})
        return self.accept(typed)

    def write(self, answer: Value) -> str:
        """Return the code, fenced when its language is not the question's own."""
        if isinstance(answer, str):
            if not _FENCED.fullmatch(answer):
                return answer
            answer = {"language": self.language, "text": answer}
        longest = max((len(run) for run in re.findall("`+", answer["text"])), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}{answer['language']}\n{answer['text']}\n{fence}"

    def complete(self, answer: Value, _: ItemNames) -> Value:
        """Return the code with its language."""
        if isinstance(answer, str):
            return {"language": self.language, "text": answer}
        return answer

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return the code on one line."""
        return one_line(self.write(answer))

    @property
    def asking(self) -> Asking:
        """On several lines."""
        return Asking.LINES

    @property
    def highlighted(self) -> str:
        """The language of the question."""
        return self.language

    @property
    def instructions(self) -> Instructions:
        """How code is typed or pasted, and how its language is said."""
        return Instructions(
            "Type or paste it; ^D finishes, ^X^E opens your editor, ^X^K clears. For "
            f"another language than {self.language} begin with a line ```language "
            "and end with ```.",
            f"{UNTIL_A_DOT} For another language than {self.language} begin with a line "
            "```language and end with a line ``` before the dot.",
            f"Paste it as it is, or type it: {LINES_HINT[0].lower()}{LINES_HINT[1:]}",
        )

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return the code in its language."""
        return CodeText(answer["text"], answer["language"])

    def answer_schema(self) -> Schema:
        """Return that of a string, or of an object with the language."""
        text = {"type": "string"}
        named = {
            "type": "object",
            "properties": {"language": text, "text": text},
            "additionalProperties": False,
        }
        return {"anyOf": [text, named]}
