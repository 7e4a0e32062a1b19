"""Rust: Cargo.toml; `cargo test`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.ecosystem import (
    Build,
    Ecosystem,
    Framework,
    Language,
    Pin,
    Toolchain,
    command_line,
    service,
)
from interview.discovery.ecosystems.form import Form, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.manifest import Manifest
    from interview.discovery.ecosystems.runner import Runner


def _manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    from interview.discovery.ecosystems.rust.manifest import rust_manifest

    return rust_manifest(documents, folder, paths)


def _runners(documents: Documents) -> Iterator[Runner]:
    from interview.discovery.ecosystems.rust.testing import find_cargo

    return find_cargo(documents)


def _command(runner: Runner, _: str, names: Mapping[str, str]) -> str:
    return f"{runner.command} --test {names['rust']}"


_TEST = """#[test]
fn {rust}_works() {{
    // {arrange}
    let given = "{given}";
    // {act}
    let result = given;
    assert_eq!(result, "{wanted}");
}}"""

ECOSYSTEM = Ecosystem(
    name="Rust",
    marks=("Cargo.toml",),
    builds=(Build("Rust", ("Cargo.toml",), None, _manifest),),
    frameworks=(
        Framework("tauri", "Tauri", "Tauri App"),
        service("axum", "axum"),
        service("actix-web", "actix-web"),
        service("rocket", "Rocket"),
        service("warp", "warp"),
        service("poem", "poem"),
        service("tonic", "tonic"),
        command_line("clap"),
        command_line("argh"),
    ),
    bundlers=(),
    matters=(
        "tokio", "serde", "sqlx", "diesel", "sea-orm", "tokio-postgres", "rusqlite", "mongodb",
        "redis", "proptest", "insta", "criterion", "rstest",
    ),
    toolchain=Toolchain(
        "rust",
        pins=(
            Pin("rust-toolchain"),
            Pin("rust-toolchain.toml", form="TOML", keys=("toolchain", "channel")),
        ),
        images=("rust",),
        action=None,
    ),
    languages=(
        Language(
            "rust",
            aliases=("rs",),
            endings=(".rs",),
            comment="//",
            declarations={},
            test=r"#\[(?:\w+::)?test\]",
            assertion=r"\bassert\w*!|\bpanic!|\.unwrap\(|\.expect\(|should_panic",
        ),
    ),
    find_runners=_runners,
    forms=(Form("cargo test", "rust", _TEST, "{rust}.rs", quoted, _command),),
    scripts=(),
)  # fmt: skip
