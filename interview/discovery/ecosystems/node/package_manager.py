"""Which of npm, pnpm, yarn and bun runs a folder's scripts, and how it is told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.paths import upwards

if TYPE_CHECKING:
    from interview.discovery.documents import Documents


class PackageManager(NamedTuple):
    """Its name, and what stands before the name of an installed program."""

    name: str
    execute: str

    def run(self, script: str) -> str:
        """Return the command that runs a script of package.json."""
        if script in _SHORT.get(self.name, ()):
            return f"{self.name} {script}"
        return f"{self.name} run {script}"


NPM = PackageManager("npm", "npx")
PNPM = PackageManager("pnpm", "pnpm exec")
YARN = PackageManager("yarn", "yarn")
BUN = PackageManager("bun", "bunx")

MANAGERS = (NPM, PNPM, YARN, BUN)

# `bun test` runs bun's own tests, not the script of that name
_SHORT = {"npm": ("test", "start"), "pnpm": ("test", "start"), "yarn": ("test", "start")}

LOCKS = {
    "pnpm-lock.yaml": PNPM,
    "yarn.lock": YARN,
    "bun.lock": BUN,
    "bun.lockb": BUN,
    "package-lock.json": NPM,
    "npm-shrinkwrap.json": NPM,
}
"""The managers by their lock files; npm last, as its file is what a slip leaves behind."""


def find_package_manager(documents: Documents, folder: str) -> PackageManager:
    """Return the manager of a folder: by the nearest lock file, else by `packageManager`."""
    for place in upwards(folder):
        if lock := documents.has(place, *LOCKS):
            return LOCKS[lock.rpartition("/")[2]]
        package = documents.has(place, "package.json")
        data = documents.load(package, "JSON") if package else None
        named = data.text("packageManager").partition("@")[0] if data else ""
        for manager in MANAGERS:
            if manager.name == named:
                return manager
    return NPM
