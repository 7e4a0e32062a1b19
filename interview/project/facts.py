"""What a check asks of the project that a plan is for."""

from __future__ import annotations

import shutil
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview.discovery.project import Discovery

BUILT_IN = frozenset(
    {"alias", "bash", "cd", "command", "echo", "eval", "exec", "exit", "export", "false", "for",
     "if", "printf", "pwd", "read", "set", "sh", "sleep", "source", "test", "time", "trap", "true",
     "type", "ulimit", "umask", "unset", "until", "wait", "while"}
)  # fmt: skip
"""The built-in commands of shells."""


class _Any(frozenset[str]):
    """The commands of a project that could not be looked at: every one may be among them."""

    def __contains__(self, _: object) -> bool:
        return True


class Facts:
    """A project, as the check sees it; each part is looked for when a rule first asks."""

    def __init__(self, discovery: Discovery) -> None:
        self._discovery = discovery

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(self._discovery.files)

    def has(self, path: str) -> bool:
        """Whether git knows a file or does not ignore it; if git is silent, whether it exists."""
        if path in self._files or self._discovery.is_whole:
            return path in self._files
        return (self._discovery.repository.root / path).exists()

    def standard(self, source: str, heading: str, sha256: str) -> str:
        """Return the hash of what a section of the standards says now; empty when it is gone."""
        if not self._discovery.is_whole:
            return sha256  # not everything was looked at: the standard may be unchanged
        sha256s = [
            standard.sha256
            for standard in self._discovery.standards
            if (standard.source, standard.heading) == (source, heading)
        ]
        return sha256 if sha256 in sha256s else next(iter(sha256s), "")

    @cached_property
    def commands(self) -> frozenset[str]:
        """What people can run, as it is typed in the root."""
        commands = (command.command for command in self._discovery.commands)
        return frozenset(commands) if self._discovery.is_whole else _Any(commands)

    def runs(self, program: str) -> bool:
        """Whether a program is installed, or known to the shell, or a script of the project."""
        own = program in self.commands or any(
            command.endswith(f" {program}") for command in self.commands
        )
        return program in BUILT_IN or own or shutil.which(program) is not None
