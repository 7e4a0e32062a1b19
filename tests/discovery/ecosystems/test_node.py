"""Node components, by their package.json, what stands beside it and their lock files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.ecosystems.node.locks import node_lock
from interview.discovery.ecosystems.node.manifest import node_manifest
from interview.discovery.repository import Note
from interview.discovery.stack.component import DetectedComponent
from tests.discovery.stack.project import (
    LARGE,
    OUTSIDE,
    TOO_LARGE,
    Made,
    component,
    components,
    names,
    noted,
    outside,
)


def package(*needs: str, dev: tuple[str, ...] = (), **more: object) -> str:
    """Return a package.json; packages are written as `name ^1.2`."""
    kinds = {"dependencies": needs, "devDependencies": dev}
    asked = {
        kind: dict(entry.split(" ", 1) for entry in values)
        for kind, values in kinds.items()
        if values
    }
    return json.dumps({"name": "shop", **asked, **more})


REACT = package("react ^18.2.0")

# package.json


def test_a_frontend_is_named_by_its_framework_and_its_language(tmp_path: Path) -> None:
    text = package(
        "react ^18.3.1",
        "react-dom ^18.3.1",
        "zod ~3.23.0",
        dev=("typescript ~5.6.2", "vite ^5.4.8", "vitest ^2.1.0", "eslint >=9 <10"),
        engines={"node": ">=20.11"},
    )
    assert component(tmp_path, {"package.json": text}) == DetectedComponent(
        "React Frontend (TypeScript, React 18.3, Vite 5)",
        "",
        "TypeScript",
        "package.json",
        (
            ("react", "18.3.1"),
            ("node", "20.11"),
            ("typescript", "5.6.2"),
            ("vite", "5.4.8"),
            ("react-dom", "18.3.1"),
            ("zod", "3.23.0"),
            ("vitest", "2.1.0"),
            ("eslint", "9"),
        ),
        ("package.json",),
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (REACT, "React Frontend (React 18.2)"),
        (package("react *", dev=("typescript *",)), "React Frontend (TypeScript, React)"),
        (package("next ^14.2.3", "react ^18", "react-dom ^18"), "Next.js App (Next.js 14)"),
        (package("next 15.0.0", dev=("typescript ^5",)), "Next.js App (Next.js 15, TypeScript)"),
        (package("vue ^3.5.0"), "Vue Frontend (Vue 3.5)"),
        (package("@angular/core ^18.2.0", dev=("typescript ~5.5",)),
         "Angular Frontend (Angular 18)"),
        (package(dev=("svelte ^5.0.0", "vite ^5.4.0")), "Svelte Frontend (Svelte 5, Vite 5)"),
        (package(dev=("@sveltejs/kit ^2.7.0", "svelte ^5", "vite ^5")),
         "SvelteKit App (SvelteKit 2.7)"),
        (package(dev=("electron ^33.0.0",), main="main.js", scripts={"start": "electron ."}),
         "Electron App (Electron 33)"),
        (package("express ~4.21.1"), "Node Backend (Express 4.21)"),
        (package("@nestjs/core ^10.4.0", dev=("typescript ^5",)), "Node Backend (NestJS 10)"),
        (package("fastify ^5.1.0", dev=("typescript ^5",)),
         "Node Backend (Fastify 5, TypeScript)"),
        (package("commander ^12.1.0", bin={"shop": "cli.js"}), "Node Command Line (commander 12)"),
        (package("left-pad 1.0.0", bin="cli.js"), "Node Command Line"),
        (package("commander ^12.1.0", main="index.js"), "JavaScript Library"),
        (package(main="index.js"), "JavaScript Library"),
        (package(exports={".": "./index.js"}, dev=("typescript ^5",)), "TypeScript Library"),
        (package("left-pad 1.0.0", scripts={"start": "node ."}, main="index.js"),
         "Node Application"),
        (package("left-pad 1.0.0"), "Node Application"),
        (package(dev=("vite ^5.4.0",)), "Web Frontend (Vite 5)"),
        (package(dev=("typescript ^5", "vite ^5.4.0")), "Web Frontend (TypeScript, Vite 5)"),
        (package("react latest"), "React Frontend (React)"),
        (package("react github:facebook/react"), "React Frontend (React)"),
        (package("react npm:@preact/compat@^17.1.2"), "React Frontend (React 17.1)"),
        (package("react 18.x || 19.x"), "React Frontend (React 18)"),
    ],
)  # fmt: skip
def test_a_package_says_what_it_makes(tmp_path: Path, text: str, name: str) -> None:
    assert names(tmp_path, {"package.json": text}) == [name]


def test_a_component_library_is_no_frontend(tmp_path: Path) -> None:
    text = package(
        dev=("react ^18", "vite ^5"), peerDependencies={"react": ">=17"}, main="index.js"
    )
    assert names(tmp_path, {"package.json": text}) == ["JavaScript Library"]


def test_a_tsconfig_makes_it_typescript(tmp_path: Path) -> None:
    result = component(tmp_path, {"package.json": REACT, "tsconfig.json": "// {"})
    assert (result.name, result.language) == (
        "React Frontend (TypeScript, React 18.2)",
        "TypeScript",
    )


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": "{}"},
        {"package.json": package()},
        {"package.json": package(dev=("prettier ^3", "husky ^9"), scripts={"format": "prettier"})},
        {"package.json": package(dev=("turbo ^2",), workspaces=["packages/*"])},
        {"package.json": package(dev=("react ^18",)), "pnpm-workspace.yaml": "packages: ['*']"},
        {"node_modules/react/package.json": REACT},
        {"examples/app/package.json": REACT},
        {"docs/package.json": REACT},
        {"e2e/package.json": package("@playwright/test ^1.48")},
        {"packages/create-app/template-react/package.json": REACT},
        {".github/actions/x/package.json": REACT},
    ],
)
def test_tools_workspaces_and_what_stands_aside_are_no_component(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert components(tmp_path, files) == []


def test_carriage_returns_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    text = "\ufeff" + json.dumps(json.loads(REACT), indent=2).replace("\n", "\r\n")
    assert names(tmp_path, {"package.json": text}) == ["React Frontend (React 18.2)"]


# Lock files

YARN_1 = """\
# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.
# yarn lockfile v1


"@babel/code-frame@^7.0.0", "@babel/code-frame@^7.1.0":
  version "7.26.2"

"react@>=17 <19":
  version "17.0.2"

react@^18.0.0, react@^18.2.0:
  version "18.3.1"
  resolved "https://registry.yarnpkg.com/react/-/react-18.3.1.tgz#ab"
  dependencies:
    loose-envify "^1.1.0"
"""

YARN_4 = """\
# This file is generated by running "yarn install" inside your project.

__metadata:
  version: 8
  cacheKey: 10c0

"react@npm:^18.0.0, react@npm:^18.2.0":
  version: 18.3.1
  resolution: "react@npm:18.3.1"
  languageName: node

"shop@workspace:.":
  version: 0.0.0-use.local
  resolution: "shop@workspace:."
"""

PNPM_9 = """\
lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

importers:

  .:
    dependencies:
      react:
        specifier: ^18.2.0
        version: 18.3.1
    devDependencies:
      react-dom:
        specifier: ^18.2.0
        version: 18.3.1(react@18.3.1)

packages:

  react@18.3.1:
    resolution: {integrity: sha512-ab}
"""

PNPM_5 = """\
lockfileVersion: 5.4
specifiers:
  react: ^18.2.0
  react-dom: ^18.2.0
dependencies:
  react: 18.3.1
  react-dom: 18.3.1_react@18.3.1
packages:
  /react/18.3.1:
    dev: false
"""

NPM_3 = json.dumps(
    {
        "lockfileVersion": 3,
        "packages": {
            "": {"dependencies": {"react": "^18.2.0"}},
            "node_modules/react": {"version": "18.3.1"},
            "node_modules/x/node_modules/react": {"version": "16.0.0"},
        },
    }
)

NPM_1 = json.dumps({"lockfileVersion": 1, "dependencies": {"react": {"version": "18.3.1"}}})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package-lock.json", NPM_3),
        ("package-lock.json", NPM_1),
        ("npm-shrinkwrap.json", NPM_3),
        ("pnpm-lock.yaml", PNPM_9),
        ("pnpm-lock.yaml", PNPM_5),
        ("yarn.lock", YARN_1),
        ("yarn.lock", YARN_4),
        ("yarn.lock", YARN_1.replace("\n", "\r\n")),
        ("pnpm-lock.yaml", PNPM_9.replace("\n", "\r\n")),
    ],
)
def test_a_lock_says_the_version_in_full(tmp_path: Path, name: str, text: str) -> None:
    result = component(tmp_path, {"package.json": REACT, name: text})
    assert result.name == "React Frontend (React 18.3)"
    assert result.versions == (("react", "18.3.1"),)
    assert (result.source, result.evidence) == ("package.json", ("package.json", name))


@pytest.mark.parametrize("text", [PNPM_9, PNPM_5])
def test_pnpm_writes_peers_behind_a_version(tmp_path: Path, text: str) -> None:
    files = {
        "package.json": package("react ^18.2.0", "react-dom ^18.2.0"),
        "pnpm-lock.yaml": text,
    }
    assert component(tmp_path, files).versions == (("react", "18.3.1"), ("react-dom", "18.3.1"))


def test_yarn_is_asked_for_the_constraint_as_it_is_written(tmp_path: Path) -> None:
    files = {"package.json": package("react >=17 <19"), "yarn.lock": YARN_1}
    assert component(tmp_path, files).versions == (("react", "17.0.2"),)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package-lock.json", json.dumps({"packages": {"": {}}})),
        ("pnpm-lock.yaml", "importers:\n  other:\n    dependencies: {}\n"),
        ("yarn.lock", "# yarn lockfile v1\n"),
        ("bun.lock", "{}"),
    ],
)
def test_a_lock_without_the_packages_says_nothing(tmp_path: Path, name: str, text: str) -> None:
    result = component(tmp_path, {"package.json": REACT, name: text})
    assert (result.versions, result.evidence) == ((("react", "18.2.0"),), ("package.json",))


def test_the_lock_of_npm_speaks_for_its_workspaces(tmp_path: Path) -> None:
    lock = {
        "packages": {
            "": {"workspaces": ["apps/*"]},
            "apps/web": {"dependencies": {"react": "^18.2.0", "zod": "^3"}},
            "apps/web/node_modules/react": {"version": "18.3.1"},
            "node_modules/react": {"version": "17.0.2"},
            "node_modules/zod": {"version": "3.23.8"},
            "node_modules/shop": {"resolved": "apps/web", "link": True},
        }
    }
    files = {
        "package.json": package(workspaces=["apps/*"]),
        "package-lock.json": json.dumps(lock),
        "apps/web/package.json": package("react ^18.2.0", "zod ^3", "shop *"),
        "other/package.json": REACT,
    }
    results = components(tmp_path, files)
    assert [(entry.folder, entry.versions, entry.evidence) for entry in results] == [
        ("other", (("react", "18.2.0"),), ("other/package.json",)),
        (
            "apps/web",
            (("react", "18.3.1"), ("zod", "3.23.8")),
            ("apps/web/package.json", "package-lock.json"),
        ),
    ]


def test_the_lock_of_pnpm_speaks_for_its_importers(tmp_path: Path) -> None:
    lock = PNPM_9.replace("  .:", "  apps/web:")
    files = {
        "pnpm-workspace.yaml": "packages: ['apps/*']",
        "pnpm-lock.yaml": lock,
        "apps/web/package.json": REACT,
        "apps/api/package.json": package("express ^4.21.0"),
    }
    assert [(entry.name, entry.versions) for entry in components(tmp_path, files)] == [
        ("Node Backend (Express 4.21)", (("express", "4.21.0"),)),
        ("React Frontend (React 18.3)", (("react", "18.3.1"),)),
    ]


@pytest.mark.parametrize("workspaces", [["apps/*"], {"packages": ["apps/*"]}])
def test_the_lock_of_yarn_speaks_for_its_workspaces(tmp_path: Path, workspaces: object) -> None:
    files = {
        "package.json": package(workspaces=workspaces),
        "yarn.lock": YARN_1,
        "apps/web/package.json": REACT,
    }
    assert component(tmp_path, files).versions == (("react", "18.3.1"),)


def test_the_lock_of_yarn_does_not_speak_for_strangers(tmp_path: Path) -> None:
    files = {
        "package.json": package(dev=("prettier ^3",)),
        "yarn.lock": YARN_1,
        "web/package.json": REACT,
    }
    assert component(tmp_path, files).versions == (("react", "18.2.0"),)


@pytest.mark.parametrize(
    ("workspace", "text", "version"),
    [
        ("catalog:\n  react: ^18.3.0", "catalog:", "18.3.0"),
        ("catalog:\n  react: ^18.3.0", "catalog:default", "18.3.0"),
        ("catalogs:\n  default:\n    react: ^18.3.0", "catalog:", "18.3.0"),
        ("catalogs:\n  old:\n    react: ^17.0.2", "catalog:old", "17.0.2"),
        ("catalogs:\n  old:\n    react: ^17.0.2", "catalog:new", ""),
        ("packages: []", "catalog:", ""),
        ("packages: []", "workspace:*", ""),
    ],
)
def test_pnpm_says_versions_once_in_a_catalog(
    tmp_path: Path, workspace: str, text: str, version: str
) -> None:
    files = {
        "pnpm-workspace.yaml": workspace,
        "web/package.json": package(f"react {text}"),
    }
    assert component(tmp_path, files).versions == (("react", version),)


# What cannot be read


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "it is not JSON: Expecting property name enclosed in double quotes: "
         "line 1 column 2 (char 1)"),
        ("", "it is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ('{"a": 1;}', "it is not JSON: Expecting ',' delimiter: line 1 column 8 (char 7)"),
        ("[]", "it is not a table of names and values"),
        ('"react"', "it is not a table of names and values"),
        ("[" * 100_000, "it is nested too deeply"),
        (" " * (1 << 20) + "{}", TOO_LARGE),
    ],
)  # fmt: skip
def test_a_malformed_package_is_one_note_and_no_component(
    tmp_path: Path, text: str, why: str
) -> None:
    files = {"package.json": text, "package-lock.json": "{}", "tsconfig.json": "{}"}
    assert noted(tmp_path, files) == ([], [Note("package.json", why)])


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"devDependencies": []}, "devDependencies is not a table"),
        ({"devDependencies": "vite"}, "devDependencies is not a table"),
        ({"devDependencies": {"vite": 5}}, "devDependencies holds something that is not a version"),
        ({"devDependencies": {"vite": None}},
         "devDependencies holds something that is not a version"),
        ({"peerDependencies": 1}, "peerDependencies is not a table"),
        ({"engines": ["node >= 20"]}, "engines is not a table"),
        ({"engines": {"node": 20}}, "engines holds something that is not a version"),
        ({"scripts": "start"}, None),
        ({"devDependencies": None, "engines": None, "bundledDependencies": True}, None),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be_is_one_note_and_counts_as_missing(
    tmp_path: Path, more: dict[str, object], why: str | None
) -> None:
    text = json.dumps({**json.loads(REACT), **more})
    results, notes = noted(tmp_path, {"package.json": text})
    assert results == ["React Frontend (React 18.2)"]
    assert notes == ([Note("package.json", why)] if why else [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package-lock.json", "<<<<<<< HEAD"),
        ("package-lock.json", '{"packages": []}'),
        ("package-lock.json", LARGE),
        ("pnpm-lock.yaml", "importers: [a"),
        ("pnpm-lock.yaml", "importers: a"),
        ("pnpm-lock.yaml", "[" * 100_000),
        ("pnpm-lock.yaml", "a: &a [*a]"),
        ("pnpm-lock.yaml", "a: \x1b"),
        ("yarn.lock", "<<<<<<< HEAD"),
        ("yarn.lock", "__metadata: ["),
        ("yarn.lock", "__metadata:\nreact: 1\n" + "x: 1\n" * 60_000),
    ],
)
def test_a_broken_lock_is_one_note_and_the_package_still_speaks(
    tmp_path: Path, name: str, text: str
) -> None:
    results, notes = noted(tmp_path, {"package.json": REACT, name: text})
    assert results == ["React Frontend (React 18.2)"]
    assert [note.where for note in notes] == [name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package-lock.json", '{"packages": {"": 1, "node_modules/react": [1]}}'),
        ("package-lock.json", '{"dependencies": {"react": {"version": 18}}}'),
        ("pnpm-lock.yaml", "importers:\n  .:\n    dependencies:\n      react: [1]\n"),
        ("yarn.lock", "__metadata:\nreact@^18.2.0: text\n"),
        ("yarn.lock", '__metadata: {}\n"react@npm:^18.2.0": {version: [1]}\n'),
        ("yarn.lock", 'react@^18.2.0:\n  version "\x1b[31mred"\n'),
    ],
)
def test_odd_entries_of_a_lock_are_passed_over(tmp_path: Path, name: str, text: str) -> None:
    assert component(tmp_path, {"package.json": REACT, name: text}).versions == (
        ("react", "18.2.0"),
    )


def test_versions_of_strangers_cannot_paint_the_terminal(tmp_path: Path) -> None:
    text = package("react ^18.2.0\x1b[31m", "zod \u202e3", engines={"node": "20\n\x07"})
    result = component(tmp_path, {"package.json": text})
    assert result.name == "React Frontend (React)"
    assert result.versions == (("react", ""), ("node", "20"), ("zod", ""))


@pytest.mark.parametrize("name", ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"])
def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path, name: str) -> None:
    files = {"package.json": package("react catalog:")}
    outside(tmp_path, name, "{}")
    files.pop(name, None)
    results, notes = noted(tmp_path, files)
    assert results == ([] if name == "package.json" else ["React Frontend (React)"])
    assert notes == [Note(name, OUTSIDE)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
KEYS = ("name", "dependencies", "devDependencies", "peerDependencies", "engines", "workspaces",
        "scripts", "bin", "main")  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_a_package_of_any_shape_raises_nothing(data: dict[str, object]) -> None:
    node_manifest(Made({"package.json": json.dumps(data)}), "", ["package.json"])


@given(
    st.sampled_from(["package-lock.json", "pnpm-lock.yaml", "yarn.lock"]),
    st.text() | JSON.map(json.dumps) | st.text().map("__metadata:\n".__add__),
)
def test_a_lock_of_any_text_raises_nothing(name: str, text: str) -> None:
    node_lock(Made({name: text}), "", {"react": "^18"})


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    ["a:" * 500_000, "a:\n" + " " * 200_000, '"a@1:\n  version "' * 50_000, "a@1," * 200_000],
)
def test_a_very_long_yarn_lock_is_read_in_no_time(tmp_path: Path, text: str) -> None:
    noted(tmp_path, {"package.json": REACT, "yarn.lock": text})
