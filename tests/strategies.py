"""Random answers: any that a questionnaire takes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from interview.questionnaire.kinds.choice import ChoiceQuestion, ChoicesQuestion
from interview.questionnaire.kinds.code import CodeQuestion
from interview.questionnaire.kinds.confirm import Confirm
from interview.questionnaire.kinds.lines import Lines
from interview.questionnaire.kinds.number import Number
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.kinds.references import References
from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.model import Questionnaire, Section
from interview.questionnaire.question import Question, Value
from interview.session.engine import Engine
from tests.conftest import NOW
from tests.events import added, answered, applied, closed

AWKWARD = [
    "# heading", "- item", "> quote", "```", "~~~py", "---", "===", "<b>bold</b>", "<!-- x",
    "{{ secret }}", "{% raw %}", "[bold]", "[a]: http://x", "a | b", "**Type**: Wiring Task",
    "\x1b[31mred", "tab\there", "שלום", "🎉", "`code", "\\", "1. one", "### 1. Task 📋 Planned",
    "*", "    indented", "x - y", "&amp;", "http://example.org", "a\u202eb", "e\u0301",
]  # fmt: skip

words = st.one_of(
    st.sampled_from(AWKWARD), st.text(st.characters(codec="utf-8"), max_size=12), st.just("word")
)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join).map(lambda text: f"a{text}z")
texts = st.lists(
    st.one_of(words, st.sampled_from(["\n", "\n\n", "\r\n", "\n  "])), min_size=1, max_size=8
).map(lambda parts: "".join(parts) + "\nend")


def values(question: Question) -> st.SearchStrategy[Value]:
    """Return values that a question takes."""
    match question:
        case TextQuestion():
            return lines.map(lambda text: text[: question.max_length])
        case Number():
            low, high = int(question.minimum or 0) + 1, int(question.maximum or 100)
            return st.integers(low, high)
        case ChoiceQuestion():
            return st.sampled_from([choice.value for choice in question.choices])
        case CodeQuestion():
            fenced = st.fixed_dictionaries({"language": st.just("go"), "text": texts})
            return st.one_of(texts, fenced)
        case ChoicesQuestion():
            offered = [choice.value for choice in question.choices]
            return st.lists(st.sampled_from(offered), min_size=1, unique=True)
        case Confirm():
            return st.booleans()
        case References():
            return st.lists(st.sampled_from(["t1", "t2", "x9"]), min_size=1, unique=True)
        case Lines():
            return st.lists(lines, min_size=1, max_size=3)
        case Records():
            return st.lists(_rows(question), min_size=1, max_size=3)
        case _:
            return texts


def _rows(question: Records) -> st.SearchStrategy[dict[str, str]]:
    forms: dict[str, st.SearchStrategy[str]] = {
        "code": texts, "language": st.sampled_from(["python", "c++"])}  # fmt: skip
    columns = [column for column in question.columns if column.required]
    return st.fixed_dictionaries({column.id: forms.get(column.kind, lines) for column in columns})


@st.composite
def engines(draw: st.DrawFn, questionnaire: Questionnaire, complete: bool = True) -> Engine:
    """Return an interview with random answers, finished or with random gaps."""
    engine = Engine(questionnaire)
    for section in questionnaire.section:
        _answer_section(draw, engine, section, complete)
    return engine


def _answer_section(draw: st.DrawFn, engine: Engine, section: Section, complete: bool) -> None:
    if section.repeats:
        fewest = section.at_least if complete else 0
        for _ in range(draw(st.integers(fewest, 3))):
            engine.apply(added(section.id, engine.new_key(section.id)))
        engine.apply(closed(section.id))
    for group in list(engine.groups(section.id)):
        for name in section.questions:
            question = engine.question(group.at(name))
            if question is None:
                continue
            if (question.required and complete) or draw(st.booleans()):
                value = draw(_value(question, engine, group.item))
                applied(engine, [answered(str(group.at(name)), value)])


def _value(question: Question, engine: Engine, item: str) -> st.SearchStrategy[Any]:
    if isinstance(question, References):
        items = engine.state.items[question.section]
        earlier = items[: items.index(item)]
        return st.lists(st.sampled_from(earlier), unique=True)
    return values(question).map(question.accept)


__all__ = ["AWKWARD", "NOW", "engines", "lines", "texts", "values"]
