"""Six changes that a newcomer would make, each made on a copy of the program and tried there.

`python -m tests.six_changes` prints, for each, the files that it touches outside tests and docs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

TOP = Path(__file__).parents[1]
MOST = 2
"""Files that a change may touch."""


@dataclass(frozen=True)
class Insertion:
    """Lines that are put into a file.

    Attributes:
        path: The file, from the top of the repository; it is made if it is not there.
        text: The lines.
        after: A pattern; they go behind the first line that it matches, or at the end.
        before: A pattern; they go before the first line that it matches instead.
    """

    path: str
    text: str
    after: str = ""
    before: str = ""

    def make(self, tree: Path) -> None:
        """Put the lines into the file of a copy.

        Raises:
            LookupError: No line matches the pattern.
        """
        file = tree / self.path
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        place = len(lines)
        if pattern := self.after or self.before:
            place = next((at for at, line in enumerate(lines) if re.match(pattern, line)), -1)
            if place < 0:
                raise LookupError(f"no line of {self.path} matches {pattern!r}")
            place += bool(self.after)
        lines[place:place] = dedent(self.text).strip("\n").split("\n")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Copy:
    """A copy of the program, and a project to try it in."""

    tree: Path
    project: Path

    def run(self, *arguments: str, stdin: str = "") -> str:
        """Return what the program of the copy prints on both streams."""
        return self.python("-m", "interview", *arguments, stdin=stdin)

    def python(self, *arguments: str, stdin: str = "") -> str:
        """Return what Python prints on both streams, with the copy's modules."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.tree),
            "HOME": str(self.project.parent),
            "INTERVIEW_TRACEBACK": "1",
            "COLUMNS": "100",
        }
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.project,
            env=environment,
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        return done.stdout


@dataclass(frozen=True)
class Change:
    """A change of the program.

    Attributes:
        name: What it adds.
        insertions: The lines that it takes.
        trial: Tries it on a copy, and returns what shows that it works.
        shows: A pattern of what the trial returns when the change works, and only then.
    """

    name: str
    insertions: tuple[Insertion, ...]
    trial: Callable[[Copy], str]
    shows: str

    @property
    def files(self) -> list[str]:
        """The files that it touches."""
        return sorted({insertion.path for insertion in self.insertions})


def _exported(copy: Copy) -> str:
    copy.run("start", "--answers", str(copy.tree / "tests/data/linkstash.toml"), "--no-input")
    return copy.run("export", "--format", "outline", "-o", "-")


def _checked(copy: Copy) -> str:
    return copy.run("check", str(copy.tree / "tests/data/linkstash.md"))


FORMAT = Change(
    "an export format",
    (
        Insertion(
            "interview/plan/document/formats.py",
            '''


            def _outline(engine: Engine, _template: Template, _mermaid: bool) -> str:
                """Return the names of the tasks, one below the other."""
                return "".join(f"- {task.name}\\n" for task in plan_of(engine).tasks)


            FORMATS["outline"] = ExportFormat(".txt", _outline)
            ''',
        ),
    ),
    _exported,
    r"(?m)^- Register and sign in$",
)

RULE = Change(
    "a check rule",
    (
        Insertion(
            "interview/checks/task_types.py",
            '''
            @rule(
                "types",
                "one-hour-task",
                INFORMATION,
                what="A task takes an hour or less.",
                why="It could go into another one.",
                fix="Join it with the task that needs it.",
                fails="tasks.1.hours = 1",
                passes="tasks.1.hours = 2",
            )
            def one_hour_task(subject: Subject) -> Iterator[Violation]:
                """Find tasks that are over in no time."""
                for task in subject.plan.tasks:
                    if task.hours is not None and task.hours <= 1:
                        yield Violation(f"tasks.{task.key}.hours", f"{task.hours:g} h")


            ''',
            after=r'"""Hours from which a task usually hides two\."""',
        ),
    ),
    _checked,
    r"one-hour-task",
)

COMMAND = Change(
    "a command",
    (
        Insertion(
            "interview/cli.py", '    "where": "Print where the sessions are",', r"COMMANDS = \{"
        ),
        Insertion(
            "interview/commands/where.py",
            '''
            """`interview where`: says where the sessions are."""

            import click

            from interview.project.workplace import Workplace


            @click.command
            def command() -> int:
                """Print where the sessions of this project are."""
                click.echo(f"here: {Workplace.here().store.folder}")
                return 0
            ''',
        ),
    ),
    lambda copy: copy.run("where") + copy.run("--help"),
    r"(?s)here: /.*where +Print where the sessions are",
)

SHOP = {
    "src/Shop/Shop.csproj": """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <ItemGroup><PackageReference Include="Npgsql" Version="8.0.3" /></ItemGroup>
        </Project>
        """,
    "src/Shop/Cart.cs": "public class Cart {\n    public void Add(int item) {}\n}\n",
    "tests/Shop.Tests/Shop.Tests.csproj": """
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup><PackageReference Include="xunit" Version="2.9.0" /></ItemGroup>
        </Project>
        """,
    "Dockerfile": "FROM mcr.microsoft.com/dotnet/sdk:8.0\n",
}
"""A small project for .NET."""

DISCOVERED = """
from pathlib import Path
from interview.discovery.ecosystems.all import language_named
from interview.discovery.project import Discovery
from interview.discovery.testing.smoke_test import skeleton, smoke_test_path, verify_command

discovery = Discovery(Path())
for component in discovery.components:
    print(component.name, dict(component.versions))
for runner in discovery.runners:
    print(runner.name, smoke_test_path(runner, "Sign in"), verify_command(runner, "Sign in"))
    print(*skeleton(runner, "Sign in", "spike"))
print(discovery.signatures("src/Shop/Cart.cs"))
print(language_named("C#".lower()))
"""
"""What the program finds in a project, and what it makes of that."""


def _discovered(copy: Copy) -> str:
    for path, text in SHOP.items():
        file = copy.project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip(), encoding="utf-8")
    return copy.python("-c", DISCOVERED)


ECOSYSTEM = Change(
    "an ecosystem",
    (
        Insertion(
            "interview/discovery/ecosystems/dotnet.py",
            (TOP / "tests" / "discovery" / "ecosystems" / "dotnet.py").read_text(encoding="utf-8"),
        ),
        Insertion(
            "interview/discovery/ecosystems/all.py", "    dotnet,", r"from .*ecosystems import"
        ),
        Insertion("interview/discovery/ecosystems/all.py", "    dotnet.ECOSYSTEM,", "ECOSYSTEMS: "),
    ),
    _discovered,
    r"""(?sx)
    C\#\ Backend\ \(ASP\.NET\ Core\)\ .*'dotnet':\ '8\.0'.*'Npgsql':\ '8\.0\.3'.*
    xUnit\ tests/Shop\.Tests/SignInSmokeTest\.cs\ dotnet\ test\ tests/Shop\.Tests\ --filter.*
    csharp\ using\ Xunit;.*public\ class\ SignInSmokeTest.*
    public\ void\ Add\(int\ item\).*
    endings=\('\.cs',\)
    """,
)

OUTAGES = """
name = "outage"
version = 1
title = "Outage"
document = "outage.md.j2"

[[section]]
id = "what"
title = "What"

  [[section.question]]
  id = "lasted"
  kind = "duration"
  ask = "How long did it last?"
  help = "From the first error on."
  required = true
"""
"""A questionnaire that asks in a kind of its own."""


def _asked(copy: Copy) -> str:
    """Return what is said of a duration: asked, explained, shown, written and described."""
    for path, text in {
        "questionnaires/outage.toml": OUTAGES,
        "documents/outage.md.j2": "# Outage\n\n{{ what.own }}\n",
    }.items():
        file = copy.project / ".interview" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (copy.project / "answers.toml").write_text("[what]\nlasted = 45\n", encoding="utf-8")
    typed = "soon\n:help\n1 h 30 min\nyes\n"
    return "\n".join(
        [
            copy.run("start", "-q", "outage", "--plain", stdin=typed),
            copy.run("show", "--answers"),
            copy.run("start", "-q", "outage", "--answers", "answers.toml", "--no-input"),
            copy.run("export", "-o", "-", "--draft"),
            copy.run("schema", "--answers", "--of", "outage"),
        ]
    )


KIND = Change(
    "a question kind",
    (
        Insertion(
            "interview/questionnaire/kinds/duration.py",
            (TOP / "tests" / "questionnaire" / "duration.py").read_text(encoding="utf-8"),
        ),
        Insertion(
            "interview/questionnaire/kinds/all.py",
            "from interview.questionnaire.kinds.duration import Duration",
            "from interview",
        ),
        Insertion("interview/questionnaire/kinds/all.py", '    "duration": Duration,', "KINDS: "),
    ),
    _asked,
    r"(?s)'soon' is not of the form.*Such as 1 h 30 min\..*lasted\S* +1 h 30 min.*45 min.*"
    r'"type": "integer"',
)

MIGRATING = """
[[tasks]]
name = "Move the bookmarks"
type = "migration"
hours = 2
what = "Bookmarks get an owner."
key_files = [{ path = "migrations/7.sql", purpose = "the owner" }]
steps = ["Add the column", "Fill it", "Forbid empty ones"]
smoke_test = "def test_owner():\\n    assert owner_of(bookmark)"
verify = "psql -f migrations/7.sql"
expected = "ALTER TABLE"
"""
"""A task of a type of its own."""


def _migrated(copy: Copy) -> str:
    """Return what becomes of a task of the type: document, JSON, and what the check misses."""
    (copy.project / "answers.toml").write_text(MIGRATING, encoding="utf-8")
    printed = [
        copy.run("start", "--answers", "answers.toml", "--no-input"),
        copy.run("export", "--draft", "-o", "plan.md"),
        copy.run("export", "--draft", "-o", "-"),
        copy.run("export", "--draft", "--format", "json", "-o", "-"),
        copy.run("check", "plan.md", "--format", "json"),
    ]
    plan = copy.project / "plan.md"
    if plan.exists():
        text = re.sub(r"(?s)\*\*Steps\*\*:.*?(?=\*\*Key files)", "", plan.read_text("utf-8"))
        plan.write_text(text, encoding="utf-8")
    return "\n".join([*printed, copy.run("check", "plan.md")])


TASK_TYPE = Change(
    "a task type",
    (
        Insertion(
            "interview/plan/task_types.py",
            """

            STEPS = fields.PlanField(fields.TASKS, "steps", FieldForm.BULLETS, "Steps", "the steps")

            MIGRATION = TaskType(
                "migration",
                "Data Migration",
                "Data that exists gets another form.",
                "Moves data that exists, can be undone",
                (STEPS, fields.ROLLBACK),
                (STEPS,),
                SmokeTestSteps("start from old data", "old data", "migrate it", "new data"),
            )
            """,
            before=r"TASK_TYPES = \{",
        ),
        Insertion("interview/plan/task_types.py", "        MIGRATION,", r"        WIRING,"),
        Insertion(
            "templates/questionnaires/iteration.toml",
            '    { value = "migration", label = "Data Migration", help = "Data moves" },',
            after=r'    \{ value = "wiring"',
        ),
        Insertion(
            "templates/questionnaires/iteration.toml",
            """
              [[section.question]]
              id = "steps"
              kind = "lines"
              when = { type = ["migration"] }
              ask = "Which steps, in order?"
              help = "Each can fail by itself."
              required = true

            """,
            after=r"  # A research spike",
        ),
    ),
    _migrated,
    r"""(?sx)
    \*\*Type\*\*:\ Data\ Migration.*\*\*Steps\*\*:\n\n-\ Add\ the\ column\n-\ Fill\ it\n.*
    \*\*Data\ Migration\*\*:\ Moves\ data.*
    "steps":\ \[\s*"Add\ the\ column".*
    the\ task\ does\ not\ state\ the\ steps
    """,
)

CHANGES = (KIND, TASK_TYPE, FORMAT, ECOSYSTEM, RULE, COMMAND)


def copy_of(tree: Path, folder: Path) -> Copy:
    """Return a copy of the program in a folder, with an empty project beside it."""
    leave_out = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist")
    copy = Copy(folder / "copy", folder / "project")
    shutil.copytree(tree, copy.tree, ignore=leave_out)
    (copy.project / ".git").mkdir(parents=True)
    return copy


def tried(change: Change, folder: Path) -> str:
    """Make a change on a copy in a folder, and return what its trial shows."""
    copy = copy_of(TOP, folder)
    before = change.trial(copy)
    if re.search(change.shows, before):
        raise AssertionError(f"{change.name}: it is there without the change:\n{before}")
    for insertion in change.insertions:
        insertion.make(copy.tree)
    return change.trial(copy)


def main() -> int:
    """Make each change, print what it touches, and return whether one of them fails."""
    failed = 0
    for change in CHANGES:
        with tempfile.TemporaryDirectory() as folder:
            output = tried(change, Path(folder))
        works = re.search(change.shows, output) is not None
        failed += not works or len(change.files) > MOST
        print(f"{change.name}: {len(change.files)} ({', '.join(change.files)})")  # noqa: T201
        if not works:
            print(output)  # noqa: T201
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
