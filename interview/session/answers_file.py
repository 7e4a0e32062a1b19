"""Answers that are given all at once: answers files, and `--set` on the command line.

Every problem in them is found before anything is kept; each names its address.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.errors import InterviewError, ProblemsError
from interview.files.reading import TooLargeError, read_named
from interview.files.toml import parse_toml
from interview.session.address import Address
from interview.session.lookup import check_form, find_section, place_of
from interview.session.plan_file import answers_of_plan, is_plan
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from interview.questionnaire.question import Value
    from interview.session.engine import Engine
    from interview.session.events import Origin

LARGEST = 16_000_000
"""Bytes in an answers file."""


MOST_ITEMS = 2_000
"""Sections of an answers file, questions of a section, and items of one that repeats."""


class Given(NamedTuple):
    """A value that somebody gave, and by which way; `typed` text is read as at a prompt."""

    value: Value
    origin: Origin
    typed: bool = False


Answers = dict[str, Any]
"""By section: a mapping from question to Given, or a list of them, one per item."""


class AnswersError(ProblemsError):
    """Answers that cannot be taken, with every reason."""


def read_answers(path: Path) -> Answers:
    """Read an answers file, JSON when its name ends so and TOML otherwise.

    The JSON of a plan is one as well.

    Raises:
        InterviewError: If it cannot be read at all.
    """
    try:
        data = read_named(path, LARGEST)
        read = parsed_json if path.suffix.lower() == ".json" else parse_toml
        content = read(data.decode("utf-8-sig"))
        return _given(answers_of_plan(content) if is_plan(content) else content)
    except TooLargeError:
        raise InterviewError(
            f"{path} is larger than {LARGEST:,} bytes", "Split the file."
        ) from None
    except OSError as error:
        raise InterviewError(
            f"cannot read the answers file {path}: {error.strerror}", "Check the path."
        ) from None
    except (ValueError, RecursionError) as error:
        raise InterviewError(
            f"{path} is not {'JSON' if path.suffix.lower() == '.json' else 'TOML'}: "
            f"{one_line(str(error))}",
            "Fix the file; nothing was saved.",
        ) from None


def parsed_json(text: str) -> Any:
    """Return what JSON says.

    Raises:
        ValueError: It is no JSON, or a key stands twice in one mapping.
    """
    return json.loads(text, object_pairs_hook=_no_twins)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        twin = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"duplicate key '{twin}'")
    return table


def _given(data: Any) -> Answers:
    """Mark every answer of a file; what is not of the right form is left for the report."""

    def mark(table: Any) -> Any:
        if not isinstance(table, dict):
            return table
        return {name: Given(value, "file") for name, value in table.items()}

    if not isinstance(data, dict):
        raise ValueError("expected a mapping of sections")
    for name, content in [("the file", data), *data.items()]:
        if isinstance(content, dict | list) and len(content) > MOST_ITEMS:
            raise ValueError(f"{name[:100]} has more than {MOST_ITEMS:,} parts")
    return {
        name: [mark(item) for item in content] if isinstance(content, list) else mark(content)
        for name, content in data.items()
    }


def set_answers(answers: Answers, settings: Sequence[str], engine: Engine) -> Answers:
    """Put settings of the form ADDRESS=VALUE over the answers.

    Items are named by key or by position; the position after the last adds one.

    Raises:
        AnswersError: With every setting that has no such form.
    """
    given = []
    problems = []
    for setting in settings:
        name, equals, value = setting.partition("=")
        if equals:
            given.append((name.strip(), Given(value, "flag", True)))
        else:
            problems.append(f"--set {name}: '{setting}' is not of the form ADDRESS=VALUE")
    answers, more = put_answers(answers, given, engine)
    if problems or more:
        raise AnswersError("invalid --set", [*problems, *more], "Nothing was saved.")
    return answers


def put_answers(
    answers: Answers, given: Iterable[tuple[str, Given]], engine: Engine
) -> tuple[Answers, list[str]]:
    """Put single answers over others, and return them with what is wrong with their addresses."""
    answers = {
        name: list(answer) if isinstance(answer, list) else answer
        for name, answer in answers.items()
    }
    problems = []
    for name, answer in given:
        try:
            _put(answers, Address.parse(name), answer, engine)
        except ValueError as error:
            problems.append(f"{name}: {error}")
    return answers, problems


def _put(answers: Answers, address: Address, given: Given, engine: Engine) -> None:
    section = find_section(engine, address.section)
    check_form(section, address)
    if not section.repeats:
        answers[section.id] = {**answers.get(section.id, {}), address.question: given}
        return
    keys = engine.state.items.get(section.id, [])
    items = answers.setdefault(section.id, [])
    count = max(len(items), len(keys))
    place = place_of(keys, address.item)
    if place is None or place > count + 1:
        raise ValueError(f"there is no {section.item} {address.item}; there are {count}")
    items += [{} for _ in range(place - len(items))]
    items[place - 1] = {**items[place - 1], address.question: given}
