"""Writes the pages of `docs/` that the program itself tells: `python -m tests.pages`."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import get_args

from interview.checks.check import RULES
from interview.checks.finding import Severity
from interview.checks.rule import CheckRule
from interview.plan.task_types import TASK_TYPES
from interview.questionnaire.kinds.all import KINDS
from interview.session.events import Event, Known, Origin

DOCS = Path(__file__).parents[1] / "docs"
DATA = Path(__file__).parent / "data"

INTRODUCTION = """\
# The rules of `interview check`

Ids never change. A project configures them under `[tool.interview.check]`; a rule that does not
suit one place is suppressed there (see the README). `python -m tests.pages` writes this page.
"""


SESSIONS = """\
# The session file

A session is one interview in one file of [JSON Lines](https://jsonlines.org): the first line
identifies it, every later line is one event, and nothing is ever rewritten. The state of an
interview is the sum of its events. Each line is on disk before the next question is
asked.

```json
{"event":"started","at":"2026-11-23T12:00:00Z","schema":1,"id":"…","questionnaire":{"name":"iteration","version":1},"project":"linkstash","check":"5f0c21aa"}
{"event":"item_added","at":"2026-11-23T12:04:10Z","section":"tasks","item":"t1","check":"90d3be17"}
{"event":"answered","at":"2026-11-23T12:04:31Z","address":"tasks.t1.type","value":"spike","origin":"user","check":"c2a4f6e0"}
```

Every event has its name in `event`, the time in UTC in `at`, and a `check`. Events that share a
`batch` are undone together. An `address` names a question, including the item's key where a section
repeats; the key of an item never changes. `origin` is where an answer came from: %s.

| event | holds besides | means |
| --- | --- | --- |
%s

`check` is the start of a SHA-256 of the previous check and of the line without its own, so
that removed or changed lines are detected; a line that you add by hand needs none. Line
endings do not matter. Events of a newer version are kept and reported. If a crash cuts off the last
line, it is set aside in a file beside the session. `interview doctor` diagnoses a file;
`--repair` repairs it.

While an interview is open, `.linkstash-3.holder` beside the session names the process that has it
open. A second process cannot write, but can read. If another program changes the file in the
meantime, the next answer is not written there: everything, including that answer, is saved to
`linkstash-3-rescued.jsonl`, and the interview ends with a message that says so.

Session files of more than 32 MiB or 100,000 lines, or with more than 5,000 items in a section, are
not read: no real interview is that long.

## Working in branches

Sessions can be kept in your repository (the setting `sessions`). Two people can then continue the
same session on two branches. Merge the branches as usual; there is nothing to repair.

In a folder inside a repository, `interview` creates a `.gitignore`, which ignores its locks, and a
`.gitattributes` with `*.jsonl -text merge=union`, which makes git keep the lines of both branches.
Existing files of these names are left unchanged. Without the attribute, git stops at a
conflict and puts its markers into the file. You need not remove them: commit the file as it is.
Either way the session is complete:

- A question that one branch answered, or both answered alike, is answered.
- A question that they answered differently is open again. The interview shows all the answers
  when it asks, and `interview show --answers` and `interview log` list them. None is in the plan
  until you decide.
- A task that was added on either branch is kept. If both used the same key, the branch
  that started later gets a new one. A task that one branch removed and the other changed
  comes back, at the end.
- `interview undo` undoes one change of one branch. What was undone on a branch stays undone.

Your next answer is written after a `merged` line, which names the last lines of the
branches and what was decided about them. Two people who merge the same branches write the same
line. `interview doctor` shows what was merged, and when.

If a merged file is reported as damaged, a line in it was changed or removed by hand: keep both
sides of a conflict completely. Rewriting a session on one branch (`interview doctor --repair`)
while somebody continues it on another turns it into two sessions; repair it before you branch.

A sync service that finds two versions of a session leaves a second file, such as
`linkstash-3 (conflicted copy).jsonl`. `interview list` reports that the two are one session, and
`interview doctor --repair linkstash-3` merges them in the same way; the copy is moved to the
trash.
"""


def concepts() -> str:
    """Return the page of concepts, with the tables of types, kinds and severities."""
    types = (
        f"| `{kind.id}` | {kind.summary} | "
        f"{', '.join(field.description for field in kind.needed) or '—'} |"
        for kind in TASK_TYPES.values()
    )
    kinds = (f"| `{name}` | {_sentence(kind)} |" for name, kind in KINDS.items())
    meanings = re.findall(r"^ {8}([A-Z]+): (.+)$", Severity.__doc__ or "", re.MULTILINE)
    severities = (f"| `{name.lower()}` | {meaning} |" for name, meaning in meanings)
    page = (DATA / "concepts.md").read_text(encoding="utf-8")
    return page % tuple(map("\n".join, (types, kinds, severities)))


def _sentence(described: type) -> str:
    return " ".join((described.__doc__ or "").partition("\n\n")[0].split())


def sessions() -> str:
    """Return the page of the session file, with every event."""
    origins = ", ".join(f"`{argument}`" for argument in get_args(Origin))
    return SESSIONS % (origins, "\n".join(map(_event, get_args(Known))))


def _event(event: type[Event]) -> str:
    common = ("event", "at", "batch")
    fields = [field.alias or name for name, field in event.model_fields.items()
              if name not in common]  # fmt: skip
    held = ", ".join(f"`{name}`" for name in fields)
    return f"| `{event.model_fields['event'].default}` | {held} | {_sentence(event)} |"


def rules() -> str:
    """Return the page of all rules, by their families."""
    parts = [INTRODUCTION]
    for family, results in groupby(RULES.values(), key=lambda rule: rule.family):
        parts.append(f"\n## {family.capitalize()}\n")
        parts += map(_rule, results)
    return "".join(parts)


def _rule(rule: CheckRule) -> str:
    off = ", off by default" if rule.off else ""
    return (
        f"\n### {rule.id}\n\n*{rule.severity}{off}*: {rule.what} {rule.why}\n\n{rule.fix}\n\n"
        f"Fails:\n\n```text\n{_short(rule.fails)}\n```\n\n"
        f"Passes:\n\n```text\n{_short(rule.passes)}\n```\n"
    )


def _short(example: str) -> str:
    return example if len(example) <= 200 else f"{example[:120]} … {example[-20:]}"


WRITTEN = {"concepts.md": concepts, "rules.md": rules, "sessions.md": sessions}
"""The pages that the program tells, and what tells each."""

if __name__ == "__main__":
    for name, tell in WRITTEN.items():
        (DOCS / name).write_text(tell(), encoding="utf-8")
