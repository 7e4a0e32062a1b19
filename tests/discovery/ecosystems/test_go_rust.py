"""Go modules and Rust crates, by go.mod, Cargo.toml and Cargo.lock."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.ecosystems.go.manifest import go_manifest
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

# Go


def test_a_service_is_named_by_what_go_mod_requires_directly(tmp_path: Path) -> None:
    text = """\
// the shop
module example.org/shop/v2

go 1.22.5

toolchain go1.23.1

require (
\tgithub.com/gin-gonic/gin v1.10.0
\tgithub.com/jackc/pgx/v5 v5.7.1 // the database
\tgithub.com/labstack/echo/v4 v4.12.0 // indirect
\t// github.com/gofiber/fiber/v2 v2.52.5
)

require gorm.io/gorm v1.25.12

require github.com/stretchr/testify v1.9.0 // indirect

replace github.com/gin-gonic/gin => ../gin

exclude (
\tgithub.com/go-chi/chi v1.0.0
)

retract [v1.0.0, v1.9.9]
"""
    assert component(tmp_path, {"go.mod": text}) == DetectedComponent(
        "Go Service (gin 1.10)",
        "",
        "Go",
        "go.mod",
        (
            ("github.com/gin-gonic/gin", "1.10.0"),
            ("go", "1.22.5"),
            ("gorm.io/gorm", "1.25.12"),
            ("github.com/jackc/pgx", "5.7.1"),
        ),
        ("go.mod",),
    )


MODULE = "module example.org/shop\n\ngo 1.22\n"


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"go.mod": MODULE}, "Go Library"),
        ({"go.mod": MODULE, "main.go": "package main"}, "Go Program"),
        ({"go.mod": MODULE, "cmd/shop/main.go": "package main"}, "Go Program"),
        ({"go.mod": MODULE, "internal/tool/main.go": "package main"}, "Go Library"),
        ({"go.mod": MODULE.replace("\n", "\r\n"), "main.go": ""}, "Go Program"),
        (
            {"go.mod": MODULE + "require github.com/spf13/cobra v1.8.1", "main.go": ""},
            "Go Command Line (cobra 1.8)",
        ),
        ({"go.mod": MODULE + "require github.com/spf13/cobra v1.8.1"}, "Go Library"),
        (
            {"go.mod": MODULE + "require github.com/labstack/echo/v4 v4.12.0"},
            "Go Service (Echo 4.12)",
        ),
        (
            {"go.mod": MODULE + "require google.golang.org/grpc v1.67.1"},
            "Go Service (gRPC 1.67)",
        ),
        (
            {
                "go.mod": MODULE
                + "require github.com/gorilla/mux v0.0.0-20240101000000-abcdef012345"
            },
            "Go Service (gorilla/mux)",
        ),
        (
            {"go.mod": MODULE + "require(\n  github.com/go-chi/chi v1.5.5+incompatible\n)"},
            "Go Service (chi 1.5)",
        ),
    ],
)
def test_a_module_says_what_it_makes(tmp_path: Path, files: dict[str, str], name: str) -> None:
    assert names(tmp_path, files) == [name]


def test_each_module_is_a_component_but_those_that_are_vendored(tmp_path: Path) -> None:
    files = {
        "go.mod": MODULE,
        "go.work": "use ./api",
        "api/go.mod": MODULE + "require github.com/gin-gonic/gin v1.10.0",
        "jobs/go.mod": MODULE + "require github.com/gin-gonic/gin v1.10.0",
        "vendor/x/go.mod": MODULE,
        "testdata/go.mod": MODULE,
    }
    assert names(tmp_path, files) == [
        "Go Library",
        "Go Service (gin 1.10; api)",
        "Go Service (gin 1.10; jobs)",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it has no module line"),
        ("<<<<<<< HEAD\n", "it has no module line"),
        ("\x1b[31m" * 9, "it has no module line"),
        (LARGE, TOO_LARGE),
        ("a\0b", "it is binary"),
    ],
)
def test_a_broken_go_mod_is_one_note_and_no_component(tmp_path: Path, text: str, why: str) -> None:
    assert noted(tmp_path, {"go.mod": text}) == ([], [Note("go.mod", why)])


@given(st.text().map("module a\nrequire (\n".__add__) | st.text())
def test_a_go_mod_of_any_text_raises_nothing(text: str) -> None:
    go_manifest(Made({"go.mod": text}), "", ["go.mod"])


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    ["\n" * 200_000, "module" + " " * 200_000, "require " + "a " * 100_000, "a" * 200_000,
     "require (\n" + "a/" * 100_000],
)  # fmt: skip
def test_a_very_long_go_mod_is_read_in_no_time(tmp_path: Path, text: str) -> None:
    noted(tmp_path, {"go.mod": f"module a\n{text}"})


# Rust

CRATE = '[package]\nname = "shop"\nversion = "0.1.0"\n'


def locked(*packages: str) -> str:
    """Return a Cargo.lock of the crate and of packages, each as `name 1.2.3`."""
    named = (package.split() for package in ("shop 0.1.0", *packages))
    return "version = 4\n" + "".join(
        f'[[package]]\nname = "{name}"\nversion = "{version}"\n' for name, version in named
    )


def test_a_crate_is_named_by_its_framework(tmp_path: Path) -> None:
    text = (
        CRATE
        + """
rust-version = "1.75"

[dependencies]
axum = "0.7"
tokio = { version = "1.40", features = ["full"] }
database = { package = "sqlx", version = "~0.8.1" }
shared = { path = "../shared" }
serde = "*"

[dev-dependencies]
insta = "=1.40.0"

[build-dependencies]
tonic = "0.12"

[target.'cfg(windows)'.dependencies]
redis = "0.27"
"""
    )
    assert component(tmp_path, {"Cargo.toml": text, "src/main.rs": ""}) == DetectedComponent(
        "Rust Service (axum 0.7)",
        "",
        "Rust",
        "Cargo.toml",
        (
            ("axum", "0.7"),
            ("rust", "1.75"),
            ("tokio", "1.40"),
            ("serde", ""),
            ("sqlx", "0.8.1"),
            ("insta", "1.40.0"),
        ),
        ("Cargo.toml",),
    )


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"Cargo.toml": CRATE, "src/lib.rs": ""}, "Rust Library"),
        ({"Cargo.toml": CRATE, "src/main.rs": ""}, "Rust Program"),
        ({"Cargo.toml": CRATE, "src/bin/shop.rs": ""}, "Rust Program"),
        ({"Cargo.toml": CRATE, "src/bin/shop/main.rs": ""}, "Rust Program"),
        ({"Cargo.toml": CRATE + '[[bin]]\nname = "shop"\npath = "a.rs"'}, "Rust Program"),
        ({"Cargo.toml": CRATE.replace("\n", "\r\n"), "src/main.rs": ""}, "Rust Program"),
        (
            {"Cargo.toml": CRATE + '[dependencies]\nclap = "4.5"', "src/main.rs": ""},
            "Rust Command Line (clap 4.5)",
        ),
        ({"Cargo.toml": CRATE + '[dependencies]\nclap = "4.5"', "src/lib.rs": ""}, "Rust Library"),
        (
            {"Cargo.toml": CRATE + '[dependencies]\nactix-web = "4"', "src/main.rs": ""},
            "Rust Service (actix-web 4)",
        ),
        (
            {"Cargo.toml": CRATE + '[dependencies]\ntauri = "2.0.1"', "src/main.rs": ""},
            "Tauri App (Tauri 2.0)",
        ),
    ],
)
def test_a_crate_says_what_it_makes(tmp_path: Path, files: dict[str, str], name: str) -> None:
    assert names(tmp_path, files) == [name]


@pytest.mark.parametrize(
    ("wanted", "packages", "version"),
    [
        ("0.7", ["axum 0.7.9"], "0.7.9"),
        ("0.7", ["axum 0.6.20", "axum 0.7.9"], "0.7.9"),
        ("0.6", ["axum 0.6.20", "axum 0.7.9"], "0.6.20"),
        ("1", ["axum 1.9.0", "axum 1.10.0", "axum 2.0.0"], "1.10.0"),
        ("*", ["axum 0.7.9"], "0.7.9"),
        ("0.7", ["axum 0.8.1"], "0.7"),
        ("0.0.3", ["axum 0.0.4", "axum 0.0.3"], "0.0.3"),
        ("0.7", ["tokio 1.40.0"], "0.7"),
    ],
)
def test_a_lock_says_the_compatible_version(
    tmp_path: Path, wanted: str, packages: list[str], version: str
) -> None:
    files = {
        "Cargo.toml": f'{CRATE}[dependencies]\naxum = "{wanted}"\n',
        "Cargo.lock": locked(*packages),
    }
    result = component(tmp_path, files)
    assert result.versions == (("axum", version),)
    assert result.evidence == ("Cargo.toml", "Cargo.lock")


def test_a_workspace_says_versions_for_its_members(tmp_path: Path) -> None:
    workspace = """
[workspace]
members = ["crates/*"]
[workspace.package]
rust-version = "1.80"
[workspace.dependencies]
axum = { version = "0.7", features = ["macros"] }
tokio = "1.40"
db = { package = "sqlx", version = "0.8" }
"""
    member = (
        CRATE
        + """
rust-version.workspace = true
[dependencies]
axum = { workspace = true, features = ["ws"] }
tokio.workspace = true
db.workspace = true
"""
    )
    files = {
        "Cargo.toml": workspace,
        "Cargo.lock": locked("axum 0.7.9", "tokio 1.41.0", "sqlx 0.8.2"),
        "crates/shop/Cargo.toml": member,
        "crates/shop/src/main.rs": "",
        "crates/other/Cargo.toml": CRATE.replace("shop", "other"),
    }
    results = components(tmp_path, files)
    assert [(entry.name, entry.folder, entry.evidence) for entry in results] == [
        ("Rust Library", "crates/other", ("crates/other/Cargo.toml",)),
        ("Rust Service (axum 0.7)", "crates/shop", ("crates/shop/Cargo.toml", "Cargo.lock")),
    ]
    assert results[1].versions == (
        ("axum", "0.7.9"),
        ("rust", "1.80"),
        ("tokio", "1.41.0"),
        ("sqlx", "0.8.2"),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[package", "it is not TOML: Expected ']' at the end of a table declaration "
         "(at end of document)"),
        ("package = 1", "package is not a table"),
        (LARGE, TOO_LARGE),
        ("a = " + "[" * 5_000, "it is nested too deeply"),
    ],
)  # fmt: skip
def test_a_broken_cargo_toml_is_one_note_and_no_component(
    tmp_path: Path, text: str, why: str
) -> None:
    assert noted(tmp_path, {"Cargo.toml": text}) == ([], [Note("Cargo.toml", why)])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("dependencies = 1", "dependencies is not a table"),
        ("[dependencies]\naxum = 1", "dependencies.axum is not a version"),
        ("[dependencies]\naxum = {version = 1}", "dependencies.axum is not a version"),
        ("[dependencies]\naxum.workspace = true", "dependencies.axum is not a version"),
        ("[dev-dependencies]\naxum = []", "dev-dependencies.axum is not a version"),
        ("[workspace]\ndependencies = 1\n", "workspace.dependencies is not a table"),
    ],
)
def test_what_is_not_as_it_should_be_is_one_note_and_counts_as_missing(
    tmp_path: Path, text: str, why: str
) -> None:
    top, table = (f"{text}\n", "") if text.startswith("dependencies") else ("", text)
    results, notes = noted(tmp_path, {"Cargo.toml": f"{top}{CRATE}{table}"})
    assert results == ["Rust Library"]
    assert notes == [Note("Cargo.toml", why)]


@pytest.mark.parametrize("text", ["<<<<<<< HEAD", "package = 1", "package = [1]", LARGE])
def test_a_broken_lock_is_one_note_and_the_crate_still_speaks(tmp_path: Path, text: str) -> None:
    files = {"Cargo.toml": CRATE + '[dependencies]\naxum = "0.7"', "Cargo.lock": text}
    results, notes = noted(tmp_path, files)
    assert results == ["Rust Service (axum 0.7)"]
    assert [note.where for note in notes] == ["Cargo.lock"]


def test_the_workspace_above_may_be_broken(tmp_path: Path) -> None:
    files = {"Cargo.toml": "[workspace", "shop/Cargo.toml": CRATE}
    results, notes = noted(tmp_path, files)
    assert results == ["Rust Library"]
    assert [note.where for note in notes] == ["Cargo.toml"]


@pytest.mark.parametrize("path", ["go.mod", "Cargo.toml"])
def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path, path: str) -> None:
    outside(tmp_path, path, "module a\n")
    assert noted(tmp_path, {}) == ([], [Note(path, OUTSIDE)])
