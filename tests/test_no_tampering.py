"""The program changes nothing that is not its own: no library, no environment, no interpreter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.terminal.emulator import Terminal

pytestmark = pytest.mark.slow

PROGRAM = """
import atexit, gc, importlib, json, os, pkgutil, sys, termios
import prompt_toolkit.application.application as application
import prompt_toolkit.layout.screen, prompt_toolkit.key_binding.defaults
import questionary.prompts.common
import interview

import signal, sys

def libraries():
    roots = ("prompt_toolkit", "questionary")
    return {name: {key: id(value) for key, value in vars(module).items() if key[:2] != "__"}
            for name, module in list(sys.modules.items()) if name.partition(".")[0] in roots}

def state():
    return {
        "modes": repr(termios.tcgetattr(0)),
        "environment": dict(os.environ),
        "thresholds": gc.get_threshold(),
        "frozen": gc.get_freeze_count(),
        "marks": repr(prompt_toolkit.layout.screen.Char.display_mappings),
        "signals": {str(one): repr(signal.getsignal(one)) for one in (1, 2, 15)},
        "streams": [id(sys.stdin), id(sys.stdout), id(sys.stderr)],
        "at exit": atexit._ncallbacks(),
    }

NAMES = [found.name for found in pkgutil.walk_packages(interview.__path__, "interview.")
         if not found.name.endswith("__main__")]
STRANGERS = %s
for name in STRANGERS:
    importlib.import_module(name)
before, names = state(), libraries()
changed = {}
for name in NAMES:
    importlib.import_module(name)
    now, here = state(), libraries()
    if now != before:
        changed[name] = sorted(key for key in now if now[key] != before[key])
    for module, known in names.items():
        if {key: here[module].get(key) for key in known} != known:
            changed[name] = module
    before = now
with open(sys.argv[1], "w") as file:
    json.dump({"modules": len(NAMES), "changed": changed}, file)
"""
"""Imports every module of ours one after the other, and says which of them changed something."""


def test_no_module_does_anything_when_it_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "told.json"
    # What libraries do when they are imported is theirs: all of theirs are there before ours.
    child = pexpect.spawn(
        sys.executable, ["-c", PROGRAM % repr(_strangers()), str(path)], timeout=60
    )
    child.expect(pexpect.EOF)
    assert path.exists(), child.before
    result = json.loads(path.read_text(encoding="utf-8"))
    assert result["modules"] > 200
    assert result["changed"] == {}


def _strangers() -> list[str]:
    """Return the modules of others that ours import."""
    script = (
        "import pkgutil, importlib, sys, interview\n"
        "for found in pkgutil.walk_packages(interview.__path__, 'interview.'):\n"
        "    found.name.endswith('__main__') or importlib.import_module(found.name)\n"
        "print(*[n for n in sys.modules if n.partition('.')[0] != 'interview' and n != '__main__'])"
    )
    listed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return listed.stdout.split()


PRINTS_ENVIRONMENT = """#!{python}
import json, os, sys
with open({target!r}, "a") as file:
    file.write(json.dumps(dict(os.environ)) + "\\n")
sys.exit(1)
"""


def _fake(folder: Path, name: str) -> Path:
    """Put a program there that keeps the environment that it gets, and fails."""
    folder.mkdir(exist_ok=True)
    target = folder / f"{name}.json"
    program = folder / name
    text = PRINTS_ENVIRONMENT.format(python=sys.executable, target=str(target))
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    return target


def test_git_and_the_editor_inherit_the_environment_as_it_was(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes = tmp_path / "fakes"
    git, editor = _fake(fakes, "git"), _fake(fakes, "editor")
    monkeypatch.setenv("PATH", f"{fakes}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("EDITOR", str(fakes / "editor"))
    monkeypatch.delenv("VISUAL", raising=False)
    terminal = Terminal("start")
    terminal.asks("Which iteration is this?")
    terminal.press("enter")
    terminal.asks("What will be true when this iteration is done?")
    terminal.child.send("A title")
    terminal.child.send("\x18\x05")
    terminal.wait(editor.exists)
    terminal.wait(git.exists)
    terminal.press("pause")
    terminal.ends()
    for path in (git, editor):
        for line in path.read_text(encoding="utf-8").splitlines():
            # git alone is told its own variables, and to complain in English.
            given = {name for name in json.loads(line) if not name.startswith("GIT_")}
            assert given <= {*os.environ, "TERM", "LANG", "LC_CTYPE", "LC_ALL"}
