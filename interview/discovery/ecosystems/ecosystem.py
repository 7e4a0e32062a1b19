"""The nouns in which a module says what there is to know of its ecosystem.

None of them has a part that may be forgotten: what an ecosystem does not have is said, too, as an
empty tuple, an empty text or None. Functions load what they need when they are called, so that the
table itself costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.paths import run_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.declaration import Declaration
    from interview.discovery.ecosystems.form import Form
    from interview.discovery.ecosystems.manifest import Manifest
    from interview.discovery.ecosystems.runner import Runner


class Ecosystem(NamedTuple):
    """Everything that the program knows of one ecosystem.

    Attributes:
        name: What people call it; manifests name it as their `platform`.
        marks: Files, by name or glob, of which one in a folder says that a project begins there.
        builds: The ways to describe a component, the one that counts first where there are several.
        frameworks: What a component may be; the first one that it needs names it.
        bundlers: What is told of a frontend beside its framework.
        matters: Packages that a plan has to know of, in the order in which they are told: server,
            ORM, database driver, test runner, linter.
        toolchain: What runs the code, and where a project says which version of it.
        languages: Those that its code is written in.
        find_runners: Yields what runs the tests of a project.
        forms: How each runner takes a test.
        scripts: The files that give names to commands.
    """

    name: str
    marks: tuple[str, ...]
    builds: tuple[Build, ...]
    frameworks: tuple[Framework, ...]
    bundlers: tuple[Bundler, ...]
    matters: tuple[str, ...]
    toolchain: Toolchain
    languages: tuple[Language, ...]
    find_runners: Callable[[Documents], Iterator[Runner]]
    forms: tuple[Form, ...]
    scripts: tuple[Scripts, ...]


class Build(NamedTuple):
    """One way to describe a component: manifests of one folder that are read together.

    Attributes:
        name: What people call it, such as "Maven".
        manifests: The files, by name or glob (`*.csproj`), in the order in which they are read.
        folder: Returns the folder that a file under any other name describes, if it is a manifest,
            too; None where the names above are all there are.
        read: Returns what the manifests of a folder say, given the folder and their paths; None
            when they describe no component.
    """

    name: str
    manifests: tuple[str, ...]
    folder: Callable[[str], str | None] | None
    read: Callable[[Documents, str, Sequence[str]], Manifest | None]


class Framework(NamedTuple):
    """A package that says what a component is.

    Attributes:
        package: Its name in manifests.
        label: Its name for people.
        part: What the component is called, `{language}` to be filled in.
        digits: How many numbers of its version tell its interfaces apart.
        program: Whether it says nothing in a library.
        typed: Whether TypeScript goes without saying.
        bundled: Whether it also counts among the packages for development, because a bundler puts
            it into what is shipped.
    """

    package: str
    label: str
    part: str = "{language} Backend"
    digits: int = 2
    program: bool = False
    typed: bool = False
    bundled: bool = False


class Bundler(NamedTuple):
    """A package that puts a frontend together: its name, one for people, and `Framework.digits`."""

    package: str
    label: str
    digits: int


class Toolchain(NamedTuple):
    """What runs or compiles the code, and where a project says its version outside of manifests.

    Attributes:
        name: What it is called among the versions.
        pins: Files that say its version and little else.
        images: Last parts of the names of container images that bring it along; their tags begin
            with its version.
        action: What sets it up in GitHub's workflows; None without such an action.
    """

    name: str
    pins: tuple[Pin, ...]
    images: tuple[str, ...]
    action: Action | None


class Pin(NamedTuple):
    """A file that pins a version.

    Attributes:
        file: Its name.
        prefix: What may stand before the version.
        form: A key of `documents.FORMS`; empty for a file with nothing but the version.
        keys: Where such a document has it.
    """

    file: str
    prefix: str = ""
    form: str = ""
    keys: tuple[str, ...] = ()


class Action(NamedTuple):
    """An action of GitHub's workflows, and its setting for the version."""

    uses: str
    setting: str


class Language(NamedTuple):
    """A language that code is written in.

    Attributes:
        name: As code blocks and runners name it, in lower case.
        aliases: Other names that people write.
        endings: Those of the names of its files; an editor opens code of it with the first.
        comment: What begins a comment on one line.
        declarations: What reads the declarations of a file, by the ending of its name; empty where
            signatures are not read.
        test: A pattern of what every test has in its text; empty where it is not known.
        assertion: A pattern of what compares something there; empty where it is not known.
    """

    name: str
    aliases: tuple[str, ...]
    endings: tuple[str, ...]
    comment: str
    declarations: Mapping[str, Callable[[str], list[Declaration]]]
    test: str
    assertion: str


class Scripts(NamedTuple):
    """Files that give names to commands.

    Attributes:
        files: Their names.
        read: Yields the names in a file, each with what it does.
        command: Returns how one is typed in the project's root, given the file's folder.
    """

    files: tuple[str, ...]
    read: Callable[[Documents, str], Iterable[tuple[str, str]]]
    command: Callable[[Documents, str, str], str]


def command_line(
    package: str, label: str = "", digits: int = 2, part: str = "{language} Command Line"
) -> Framework:
    """Return a framework of programs that are called by hand."""
    return Framework(package, label or package, part, digits, program=True)


def service(package: str, label: str, digits: int = 2) -> Framework:
    """Return a framework of services."""
    return Framework(package, label, "{language} Service", digits)


def called_by(program: str) -> Callable[[Documents, str, str], str]:
    """Return what makes a command of a program and a name, for `Scripts.command`."""
    return lambda _, folder, name: run_in(folder, f"{program} {name}")
