"""Templates of strangers: bounded in time and memory, and rendered as ours are."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from interview.errors import InterviewError
from interview.plan.build import plan_of
from interview.plan.document import rendering
from interview.plan.document.markdown.text import Markdown
from interview.plan.document.plan_view import plan_view
from interview.plan.document.rendering import document, packed, part, unpacked
from interview.questionnaire.library import DOCUMENTS, Library, Template, built_in
from interview.questionnaire.model import Questionnaire
from interview.sandbox.process import Bounds, Child, EndedError
from interview.session.engine import Engine
from tests.events import linkstash
from tests.shell import Shell

pytestmark = pytest.mark.slow

TIME = {
    "a loop that writes nothing": "{% for a in 'x' * 99999 %}{% for b in 'x' * 99999 %}{% endfor %}"
    "{% endfor %}",
    "a number of a billion digits": '{{ "%0999999999d" % 1 }}',
    "a power of a power": "{% set x = 10 ** (10 ** 9) %}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}"
    "{% endif %}{% endmacro %}{{ m(40) }}",
}
MEMORY = {
    "a text of a gigabyte": "{% set x = 'a' * 10 ** 9 %}{{ x | length }}",
    "a text of ten gigabytes": "{{ 'a' * 10 ** 10 }}",
    "a list of a billion": "{% set x = [1] * 10 ** 9 %}",
    "a text in the middle of nothing": "{{ 'x' | center(2000000000) }}",
    "a format with a width": '{{ "{:>1999999999}".format("x") }}',
    "a text that doubles": "{% set x = 'ab' * 999999 %}{{ x"
    + " | replace('a', 'aa') | replace('a', 'aa') | replace('b', 'bbb')" * 9
    + " | length }}",
    "a text between letters": "{{ ('x' * 99999) | join('y' * 99999) | length }}",
    "a batch that is filled up": "{{ [1] | batch(10 ** 9, 0) | list | length }}",
}
BROKEN = {
    "brackets within brackets": "{{ " + "(" * 20_000,
    "one bracket after another": "{{" * 400_000,
    "lists within lists": "{{ " + "[" * 95 + "]" * 95 + " }}",
    "a long sum": "{{ 1" + " + 1" * 4_000 + " }}",
    "a long chain": "{{ a" + " | upper" * 4_000 + " }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a number that nobody can print": "{{ 10 ** 5000 }}",
    "an attribute of Python's": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
}


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "SECONDS", 1)


def fault_of(text: str) -> str:
    with pytest.raises(InterviewError) as error:
        document({"a": Markdown("*b*")}, Template(text, "own.md.j2"))
    assert error.value.hint
    assert "own.md.j2 is invalid: " in error.value.message
    return error.value.message.partition(": ")[2]


@pytest.mark.parametrize("name", TIME)
def test_a_template_that_takes_too_much_time_is_stopped(name: str, hurry: None) -> None:
    assert fault_of(TIME[name]) in ("it took more than 1 seconds", "it needs too much memory")


@pytest.mark.parametrize("name", MEMORY)
def test_a_template_that_takes_too_much_memory_is_told(name: str, hurry: None) -> None:
    assert fault_of(MEMORY[name]) in (
        "it needs too much memory",
        "it took more than 1 seconds",
        "it ran out of memory or is nested too deeply",
    )


@pytest.mark.parametrize("name", BROKEN)
def test_a_template_that_cannot_be_understood_is_told(name: str, hurry: None) -> None:
    assert len(fault_of(BROKEN[name])) < 600


def test_a_loop_in_a_projects_template_ends_an_export(
    sh: Shell, linkstash: str, project: Path, hurry: None
) -> None:
    folder = project / ".interview/documents"
    folder.mkdir(parents=True)
    (folder / "iteration.md.j2").write_text(TIME["a loop that writes nothing"], encoding="utf-8")
    done = sh("export", linkstash, "-o", "-")
    assert done.code == 2
    assert "took more than 1 seconds" in done.err.replace("\n", " ")


def test_an_include_of_itself_is_no_loop(tmp_path: Path) -> None:
    folder = tmp_path / DOCUMENTS
    folder.mkdir()
    (folder / "own.md.j2").write_text("{% include 'own.md.j2' %}", encoding="utf-8")
    library = Library((tmp_path,))
    with pytest.raises(InterviewError, match=r"cannot find 'own\.md\.j2'"):
        document({}, library.document("own.md.j2"))


def test_one_template_is_not_made_of_hundreds() -> None:
    def find(name: str, above: tuple[str, ...]) -> Template:
        return Template(f"{{% include '{len(above)}' %}}", f"file {len(above)}", find)

    with pytest.raises(InterviewError, match=r"more than 100 others|recursion"):
        document({}, Template("{% include 'a' %}", "first", find))


def test_a_strangers_template_makes_the_same_document(
    questionnaire: Questionnaire, template: Template
) -> None:
    plan = plan_of(Engine(questionnaire, linkstash(questionnaire)))
    view = plan_view(plan, {"tasks.t1.what": "What?"}, questionnaire, mermaid=True)
    assert document(view, template._replace(ours=False)) == document(view, template)
    names = ("tasks", "more")
    assert part(view, template._replace(ours=False), names) == part(view, template, names)


def test_markdown_stays_markdown_on_its_way() -> None:
    view = {
        "Markdown": {"markdown": Markdown("*a*"), "plain": "*b*"},
        "some": [Markdown(), "", 1, 2.5, True, None],
        "half": "\ud800",
    }
    arrived = unpacked(packed(view))
    assert arrived == view
    assert type(arrived["Markdown"]["markdown"]) is Markdown
    assert [type(entry) for entry in arrived["some"]] == [
        Markdown,
        str,
        int,
        float,
        bool,
        type(None),
    ]


def test_our_templates_lead_to_no_others() -> None:
    for file in (built_in() / DOCUMENTS).iterdir():
        tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
        assert not list(meta.find_referenced_templates(tree))


def test_only_what_came_along_is_ours(tmp_path: Path, library: Library) -> None:
    (tmp_path / DOCUMENTS).mkdir()
    (tmp_path / DOCUMENTS / "iteration.md.j2").write_text("x", encoding="utf-8")
    assert not Library((tmp_path, built_in())).document("iteration.md.j2").ours
    assert library.document("iteration.md.j2").ours


BOUNDS = Bounds(wait=30, answer=10_000)


def test_a_child_gets_nothing_of_where_it_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    with Child("tests.children", BOUNDS, ["tests"]) as child:
        seen = child.ask("surroundings")
    assert not set(seen["variables"]) - {"LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
    assert seen["folder"] == os.sep
    assert str(Path.cwd()) not in seen["path"]
    assert seen["group"] != os.getpgid(0)
    assert not seen["terminal"]


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    with Child("tests.children", BOUNDS, ["tests"]) as child, pytest.raises(EndedError) as ended:
        child.ask("flood")
    assert not ended.value.late


def test_a_child_that_says_nothing_is_stopped_by_the_clock() -> None:
    bounds = BOUNDS._replace(wait=1)
    with Child("tests.children", bounds, ["tests"]) as child, pytest.raises(EndedError) as ended:
        child.ask("silence")
    assert ended.value.late


def test_leaving_ends_what_a_child_is_at() -> None:
    numbers = []
    with suppress(KeyboardInterrupt), Child("tests.children", BOUNDS, ["tests"]) as child:
        numbers.append(child.ask("surroundings")["process"])
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(numbers[0], 0)


def test_a_child_writes_no_file_and_starts_no_process(tmp_path: Path) -> None:
    with Child("tests.children", BOUNDS, ["tests"]) as child:
        assert child.ask(["write", str(tmp_path / "file")]) == "File too large"
