"""One defect at a time in a good document: each raises its rule and no other error."""

from __future__ import annotations

import re
from collections.abc import Callable

from interview.checks.check import RULES, check
from interview.checks.finding import Severity
from interview.checks.subject import Subject
from interview.plan.reader.document import read_document
from tests.conftest import DATA

EXAMPLE = (DATA / "linkstash.md").read_text(encoding="utf-8")

# What is replaced (a regular expression), by what, and the rule that has to say so.
Mutation = tuple[str, str, str]

DROPPED: list[Mutation] = [
    (r"# Iteration 3: .*", "# Iteration 3", "missing-answer"),
    (r"# Iteration 3: ", "# Iteration: ", "missing-answer"),
    (r"(?s)A visitor can register.*?nobody could sign in\.", "", "missing-answer"),
    (r"- \*\*Built\*\*: .*", "- **Built**:", "missing-answer"),
    (r"- \*\*Infrastructure\*\*: .*\n", "", "missing-answer"),
    (r"- \*\*Now Building\*\*: .*\n", "", "missing-answer"),
    (r"- \*\*Data Flow\*\*: .*\n", "", "missing-answer"),
    (r"- \*\*Service Dependencies\*\*: .*\n", "", "missing-answer"),
    (r"(?s)### Task Completion Gates.*?(?=## Success)", "", "missing-answer"),
    (r"(?s)### Code Standards.*?(?=### Testing)", "", "missing-answer"),
    (r"\*\*What to build\*\*: Measure.*", "**What to build**:", "missing-field"),
    (r"\*\*Question to answer\*\*: .*\n", "", "missing-field"),
    (r"(?s)\*\*Candidates\*\*:.*?(?=\*\*Decision)", "", "missing-field"),
    (r"\*\*Decision rule\*\*: .*\n", "", "missing-field"),
    (r"\*\*Working artifact\*\*: .*\n", "", "missing-field"),
    (r"\*\*End-to-end workflow\*\*: .*\n", "", "missing-field"),
    (r"(?s)\*\*Core functionality\*\*:.*?(?=\*\*Data struct)", "", "missing-field"),
    (r"(?s)\*\*Services\*\*:.*?(?=\*\*Environment)", "", "missing-field"),
    (r"(?s)\*\*Environment\*\*:.*?(?=\*\*Configuration)", "", "missing-field"),
    (r"\*\*Rollback\*\*: .*\n", "", "missing-field"),
    (r"(?s)\*\*Key files\*\*:\n\n```\nspikes.*?```", "**Key files**:", "missing-field"),
    (r"\*\*Type\*\*: Research Spike ", "**Type**: ", "no-type"),
    (r" \*\*Estimated time\*\*: 3 hours", "", "no-estimate"),
    (r"Estimated time\*\*: 1 hour", "Estimated time**: soon", "no-estimate"),
    (r"(?s)\*\*One smoke test\*\*:\n\n```python\ndef test_cost.*?```", "", "no-smoke-test"),
    (r"(?s)```python\ndef test_api_refuses.*?```", "```python\n```", "no-smoke-test"),
    (r"(?s)# Expected output\n401\n", "", "no-expected-output"),
    (r"(?s)\*\*Success verification\*\*:\n\n```bash\npython.*?```\n", "", "no-verification"),
    (r"(?s)## What This Iteration Validates.*?(?=## Not)", "", "no-assumption"),
    (r"(?s)## Not In This Iteration.*", "", "no-non-goal"),
    (r" - Keeping iteration focused", "", "no-non-goal"),
    (r"(?s)# Expected output\n\{\"id\": \"<uuid>\".*?(?=```)", "", "no-demo"),
    (r"(?s)### React Frontend \(TypeScript\)\n\n.*?(?=## Integration)",
     "### React Frontend (TypeScript)\n\n", "no-stack"),
]  # fmt: skip

LEFT: list[Mutation] = [
    (r"(def test_api_refuses.*)", "\\1  # \u202e", "invisible-character"),
    (r"Public bookmark list", "[whats_already_working]", "bracketed-placeholder"),
    (r"sends the token, shows the sign-in form on 401", "[purpose]", "bracketed-placeholder"),
    (r"localhost:8000/health", "localhost:8000/specific/endpoint", "template-sample"),
    (r"api/passwords.py", "path/to/file.py", "template-sample"),
    (r"\Z", "\n---\n\n## Template Instructions (Delete when using)\n", "template-instructions"),
    (r"users\(id uuid pk", "TODO users(id uuid pk", "to-do"),
    (r"t=2 m=19 MiB\n", "???\n", "to-do"),
    (r"GET /bookmarks and POST", "<your endpoint> and POST", "angled-placeholder"),
    (r"The list page signs in", "Similar to task 2: the list page signs in", "similar-to"),
]  # fmt: skip

VAGUE: list[Mutation] = [
    (r"curl -s -o /dev/null", "curl ... -o /dev/null", "elided-command"),
    (r"web/src/BookmarkList.tsx", "web/src/*.tsx", "vague-path"),
    (r"migrations/0005_users.py", "migrations/", "vague-path"),
]

INVALID: list[Mutation] = [
    (r"\"token_type\": \"bearer\",\n  \"expires", "\"token_type\": \"bearer\"\n  \"expires",
     "invalid-code"),
    (r"class Credentials\(BaseModel\):", "class Credentials(BaseModel:", "invalid-code"),
    (r"      result = await session", "   result = = await session", "invalid-code"),
    (r"  depends_on:\n    migrate: \{", "  depends_on:\n    migrate: [", "invalid-code"),
    (r"-H 'content-type: application/json' -d '\{\"email\": \"ada@example.org\", \"password\": "
     r"\"correct horse\"\}'\n# Expected output\n\{\"access", "-d '{}\n# Expected output\n{\"access",
     "unclosed-quote"),
    (r"def test_cost_table_has_every_setting", "def cost_table", "no-test-function"),
    (r"    assert \"set JWT_SECRET\" in (.*)", r"    print(\1)", "no-assertion"),
    (r"    assert run\(.*", "    run()", "no-assertion"),
]  # fmt: skip

GRAPH: list[Mutation] = [
    (r"Spike \*\*Depends on\*\*: None", "Spike **Depends on**: Task 3", "circular-dependency"),
    (r"Spike \*\*Depends on\*\*: None", "Spike **Depends on**: Task 1", "self-dependency"),
    (r"Integration Task \*\*Depends on\*\*: Task 2", "Integration Task **Depends on**: Task 7",
     "missing-dependency"),
    (r"Research Spike \*\*Depends on\*\*: None \*\*Estimated time\*\*: 2 hours",
     "Research Spike **Depends on**: None **Estimated time**: 5 hours", "long-spike"),
    (r"Estimated time\*\*: 1 hour", "Estimated time**: 0 hours", "no-time"),
    (r"- On failure: .*\n", "", "one-sided-integration"),
    (r"- Sends: `\[.*\n", "", "one-sided-integration"),
    (r"- Receives: `Authorization.*\n", "", "one-sided-integration"),
]  # fmt: skip

CONTRADICTING: list[Mutation] = [
    (r"- \[ \] Task 2: Register and sign in - 📋 Planned",
     "- [x] Task 2: Register and sign in - ✅ Complete", "different-status"),
    (r"### 3\. (.*) 📋 Planned", r"### 3. \1 🔄 In Progress", "different-status"),
    (r"- \[ \] Task 3: Bookmarks belong", "- [ ] Task 3: Shelves belong", "different-progress"),
    (r"- \[ \] Task 4: .*\n", "", "different-progress"),
    (r"- \[ \] Task 4: (.*)", r"- [ ] Task 4: \1\n- [ ] Task 5: Another - 📋 Planned",
     "different-progress"),
    (r"- Password reset by mail", "- Register and sign in", "builds-excluded"),
    (r"linkstash@postgres/linkstash", "linkstash:hunter2@postgres/linkstash", "login-in-url"),
    (r"POST /auth/register creates", "With ghp_0123456789abcdefghijABCDEFGHIJ012345 it creates",
     "secret"),
    (r"\*\*What to build\*\*: Measure.*", "**What to build**: Implement and test it.", "no-object"),
    (r"```python\n(?=class Credentials)", "```go\n", "invalid-code"),
    (r"```python\n(?=class Credentials)", "```typescript\n", "invalid-code"),
]  # fmt: skip

WARNED: list[Mutation] = [
    (r"# Expected output\n401\n", "# Expected output\nIt works.\n", "unprintable-output"),
    (r"curl -s -o /dev/null", "curl | | -o /dev/null", "invalid-command"),
    (r"The list page signs in", "With the output of task 4 the list page signs in",
     "unordered-input"),
    (r"api/bookmarks.py - ", "api/pass_words.py - ", "other-name"),
    (r"Estimated time\*\*: 3 hours", "Estimated time**: 5 hours", "long-task"),
    (r"Until now every bookmark was public", "It is user-friendly", "vague-word"),
    (r"### Python Backend \(FastAPI\)", "### Python Backend (FastAPI 0.115)", "other-version"),
    (r"\Z", "\n<!-- interview: suppress long-task: x -->\n", "unused-suppression"),
]  # fmt: skip

MUTATIONS = [*DROPPED, *LEFT, *VAGUE, *INVALID, *GRAPH, *CONTRADICTING]


def errors(text: str) -> set[str]:
    return {name for name, severity in reported(text) if severity == Severity.ERROR}


def reported(text: str) -> set[tuple[str, Severity]]:
    reading = read_document(text)
    return {(finding.rule, finding.severity) for finding in check(Subject.read_from(reading, text))}


def mutated(pattern: str, replacement: str) -> str:
    text, count = re.subn(pattern, replacement, EXAMPLE, count=1)
    assert count == 1, pattern
    assert text != EXAMPLE
    return text


def test_a_defect_raises_its_rule_and_no_other_error() -> None:
    for pattern, replacement, rule in MUTATIONS:
        assert errors(mutated(pattern, replacement)) == {rule}


def test_a_doubt_raises_its_warning_and_no_error() -> None:
    for pattern, replacement, rule in WARNED:
        text = mutated(pattern, replacement)
        if rule == "other-version":
            text = text.replace("POST /auth/register creates", "FastAPI 0.99 stays; it creates", 1)
        assert reported(text) == {(rule, Severity.WARNING)}


def test_there_are_enough_kinds_of_defects_and_no_false_alarm(
    record_property: Callable[[str, object], None],
) -> None:
    assert len(MUTATIONS) >= 60
    assert errors(EXAMPLE) == set()
    kinds = len(MUTATIONS) + len(WARNED)
    record_property("kinds of defects in a document caught, none missed", kinds)


def test_every_rule_that_finds_errors_in_documents_has_a_defect() -> None:
    tried = {rule for _, _, rule in MUTATIONS}
    untried = {rule.id for rule in RULES.values() if rule.severity == Severity.ERROR} - tried
    assert untried == {"no-task", "wrong-number"}  # they bring others along
