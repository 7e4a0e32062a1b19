"""How vitest and jest take a test."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.form import Form, quoted, script_with_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.discovery.ecosystems.runner import Runner

VITEST = "vitest"
JEST = "jest"


def _vitest(runner: Runner, path: str, names: Mapping[str, str]) -> str:
    """Return the command that runs the tests once instead of watching."""
    once = "" if "vitest" in runner.command else "--run "
    return script_with_path(runner, path, names, once)


def _jest(runner: Runner, path: str, names: Mapping[str, str]) -> str:
    """Say that a path is one where it would be read as a pattern: `app/(shop)/[id]`."""
    plain = "" if re.fullmatch(r"[\w./-]*", path) else "--runTestsByPath "
    return script_with_path(runner, path, names, plain)


_BODY = """test({words}, () => {{
  // {arrange}
  const given = "{given}";
  // {act}
  const result = given;
  expect(result).toBe("{wanted}");
}});"""

_IMPORT = """import {{ expect, test }} from "vitest";

"""

FORMS = (
    Form(VITEST, "typescript", _IMPORT + _BODY, "{kebab}.test.ts", quoted, _vitest),
    Form(VITEST, "javascript", _IMPORT + _BODY, "{kebab}.test.js", quoted, _vitest),
    Form(JEST, "typescript", _BODY, "{kebab}.test.ts", quoted, _jest),
    Form(JEST, "javascript", _BODY, "{kebab}.test.js", quoted, _jest),
)
