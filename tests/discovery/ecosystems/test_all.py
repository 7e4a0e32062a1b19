"""The table of ecosystems: an entry is whole, and a new one is all that the program needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from interview.discovery.ecosystems import all as table
from interview.discovery.ecosystems.all import ECOSYSTEMS, ecosystem_named, language_named
from interview.discovery.ecosystems.ecosystem import Build, Ecosystem, Language, Toolchain
from interview.discovery.ecosystems.form import Form
from interview.project.root import find_project
from tests.discovery.ecosystems import dotnet

LANGUAGES = [language for ecosystem in ECOSYSTEMS for language in ecosystem.languages]


@pytest.mark.parametrize("noun", [Ecosystem, Build, Toolchain, Language, Form])
def test_what_lacks_a_part_cannot_be_defined(noun: Any) -> None:
    parts = dict.fromkeys(noun._fields)
    noun(**parts)
    for part in parts:
        with pytest.raises(TypeError, match=f"'{part}'"):
            noun(**{name: value for name, value in parts.items() if name != part})


def test_no_two_entries_claim_the_same() -> None:
    names = [ecosystem.name for ecosystem in ECOSYSTEMS]
    manifests = [
        name for ecosystem in ECOSYSTEMS for build in ecosystem.builds for name in build.manifests
    ]
    called = [name for language in LANGUAGES for name in (language.name, *language.aliases)]
    read = [ending for language in LANGUAGES for ending in language.declarations]
    for claims in (names, manifests, called, read):
        assert len(claims) == len(set(claims))


def test_a_language_is_known_by_all_its_names() -> None:
    for language in LANGUAGES:
        for name in (language.name, *language.aliases):
            assert language_named(name) is language
        assert language_named("cobol") is None


@pytest.mark.parametrize("ecosystem", ECOSYSTEMS, ids=lambda ecosystem: ecosystem.name)
def test_the_forms_of_tests_are_in_languages_of_the_ecosystem(ecosystem: Ecosystem) -> None:
    assert ecosystem_named(ecosystem.name) is ecosystem
    languages = {language.name for language in ecosystem.languages}
    assert {form.language for form in ecosystem.forms} <= languages


def test_a_project_may_begin_where_a_glob_matches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "ECOSYSTEMS", (*ECOSYSTEMS, dotnet.ECOSYSTEM))
    (tmp_path / "shop" / "src").mkdir(parents=True)
    (tmp_path / "shop" / "Shop.sln").touch()
    assert find_project(tmp_path / "shop" / "src").root == tmp_path / "shop"
