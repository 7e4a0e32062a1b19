"""An ecosystem as a newcomer would add it, in one module: .NET. Tests put it into the table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.declaration import Declaration
from interview.discovery.ecosystems.ecosystem import (
    Action,
    Build,
    Ecosystem,
    Framework,
    Language,
    Pin,
    Toolchain,
)
from interview.discovery.ecosystems.form import Form, quoted
from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.runner import Runner
from interview.discovery.ecosystems.versions import exact
from interview.discovery.paths import folder_of
from interview.discovery.places import is_foreign
from interview.discovery.plain_xml import child, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interview.discovery.documents import Documents

_WEB = "Microsoft.NET.Sdk.Web"


def _manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    project = documents.once(read_xml, paths[0])
    if project is None:
        return None
    packages = {
        package.get("Include", ""): exact(package.get("Version"))
        for package in project.iterfind(".//{*}PackageReference")
    }
    sdk, groups = project.get("Sdk", ""), project.findall("{*}PropertyGroup")
    runtime = next(filter(None, (child(group, "TargetFramework") for group in groups)), "")
    program = any(child(group, "OutputType") == "Exe" for group in groups)
    return Manifest(
        "DotNet",
        "C#",
        folder,
        (paths[0],),
        makes="C# Program" if program else "C# Library",
        needs={**packages, _WEB: ""} if sdk == _WEB else packages,
        tools={},
        runtime=exact(runtime.removeprefix("net")),
    )


def _runners(documents: Documents) -> Iterator[Runner]:
    for path in sorted(documents.paths):
        is_project = path.endswith(".csproj") and not is_foreign(path)
        if is_project and "xunit" in (documents.read(path) or ""):
            yield Runner("xUnit", "csharp", "", "dotnet test", folder_of(path), path)


def _declarations(text: str) -> list[Declaration]:
    return [Declaration.whole(line.strip()) for line in re.findall(r"public .*\)", text)]


def _command(runner: Runner, _: str, names: Mapping[str, str]) -> str:
    return f"{runner.command} {runner.tests} --filter {names['camel']}SmokeTest"


_TEST = """using Xunit;

public class {camel}SmokeTest
{{
    [Fact]
    public void Works()
    {{
        // {arrange}
        var given = "{given}";
        // {act}
        var result = given;
        Assert.Equal("{wanted}", result);
    }}
}}"""

ECOSYSTEM = Ecosystem(
    name="DotNet",
    marks=("*.sln", "global.json"),
    builds=(Build("DotNet", ("*.csproj",), None, _manifest),),
    frameworks=(Framework(_WEB, "ASP.NET Core"),),
    bundlers=(),
    matters=("Npgsql", "xunit"),
    toolchain=Toolchain(
        "dotnet",
        pins=(Pin("global.json", form="JSON", keys=("sdk", "version")),),
        images=("sdk", "aspnet"),
        action=Action("actions/setup-dotnet", "dotnet-version"),
    ),
    languages=(
        Language(
            "csharp",
            aliases=("c#", "cs"),
            endings=(".cs",),
            comment="//",
            declarations={".cs": _declarations},
            test=r"\[(?:Fact|Theory)\]",
            assertion=r"\bAssert\.\w+\(",
        ),
    ),
    find_runners=_runners,
    forms=(Form("xUnit", "csharp", _TEST, "{camel}SmokeTest.cs", quoted, _command),),
    scripts=(),
)
