"""Versions of languages, by what pins them, by Dockerfiles and by GitHub's workflows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.ecosystems.all import ECOSYSTEMS
from interview.discovery.repository import Note
from interview.discovery.stack.runtimes import Runtime, find_runtime, images
from tests.discovery.stack.project import (
    LARGE,
    OUTSIDE,
    TOO_LARGE,
    Made,
    component,
    documents,
    noted,
    outside,
)

FLASK = {"requirements.txt": "flask==3.0.3"}


def runtime(
    folder: Path, files: dict[str, str], platform: str = "Python", place: str = ""
) -> Runtime:
    project = documents(folder, files)
    result = find_runtime(project, platform, place)
    assert project.repository.notes == []
    return result


# Files that pin a version


@pytest.mark.parametrize(
    ("platform", "path", "text", "version"),
    [
        ("Python", ".python-version", "3.12.7\n", "3.12.7"),
        ("Python", ".python-version", "3.12\r\n3.11\r\n", "3.12"),
        ("Python", ".python-version", "# ours\n\n3.12\n", "3.12"),
        ("Node", ".nvmrc", "v20.11.0\n", "20.11.0"),
        ("Node", ".nvmrc", "20", "20"),
        ("Node", ".nvmrc", "lts/iron\n", ""),
        ("Node", ".node-version", "22.4.0", "22.4.0"),
        ("Go", ".go-version", "1.22.1", "1.22.1"),
        ("Rust", "rust-toolchain", "1.75.0\n", "1.75.0"),
        ("Rust", "rust-toolchain", "stable\n", ""),
        ("Rust", "rust-toolchain.toml", '[toolchain]\nchannel = "1.75.0"\n', "1.75.0"),
        ("Rust", "rust-toolchain.toml", '[toolchain]\nchannel = "nightly-2024-01-01"\n', ""),
        ("JVM", ".java-version", "17.0.9", "17.0.9"),
        ("Ruby", ".ruby-version", "ruby-3.3.0\n", "3.3.0"),
        ("Ruby", ".ruby-version", "3.3.0\n", "3.3.0"),
        ("Python", ".python-version", "system", ""),
        ("Python", ".python-version", "\x1b[31m3.12", ""),
        ("Python", ".python-version", "", ""),
    ],
)
def test_a_file_pins_the_version_of_its_language(
    tmp_path: Path, platform: str, path: str, text: str, version: str
) -> None:
    expected = Runtime(version, path) if version else Runtime()
    assert runtime(tmp_path, {path: text}, platform) == expected


def test_the_nearest_pin_counts(tmp_path: Path) -> None:
    files = {".python-version": "3.12", "api/.python-version": "3.11"}
    places = ["api/deep", "api", "other", ""]
    versions = [runtime(tmp_path, files, place=place).version for place in places]
    assert versions == ["3.11", "3.11", "3.12", "3.12"]


@pytest.mark.parametrize("platform", sorted(ecosystem.name for ecosystem in ECOSYSTEMS))
def test_nothing_says_nothing(tmp_path: Path, platform: str) -> None:
    assert runtime(tmp_path, {"README.md": "3.12"}, platform) == Runtime()


# Dockerfiles


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("FROM python:3.12-slim\n", {"Python": "3.12"}),
        ("FROM python:3.12.7\n", {"Python": "3.12.7"}),
        ("FROM python:3.12@sha256:abcd\n", {"Python": "3.12"}),
        ("FROM docker.io/library/python:3.12-slim AS base\n", {"Python": "3.12"}),
        ("FROM localhost:5000/python:3.12\n", {"Python": "3.12"}),
        ("FROM --platform=$BUILDPLATFORM golang:1.22-alpine AS build\n", {"Go": "1.22"}),
        ("from node:20.11.0-alpine3.19 as build\n", {"Node": "20.11.0"}),
        ("# syntax=docker/dockerfile:1\n\n  FROM ruby:3.3\n", {"Ruby": "3.3"}),
        ("FROM python:3.12\r\nRUN true\r\n", {"Python": "3.12"}),
        ("FROM node:20 AS build\nRUN x\nFROM nginx:1.27\nCOPY --from=build /a /b\n",
         {"Node": "20"}),
        ("FROM python:3.11 AS build\nFROM python:3.12-slim\n", {"Python": "3.12"}),
        ("FROM python:3.12 AS base\nFROM base AS test\n", {"Python": "3.12"}),
        ("FROM node:20 AS web\nFROM python:3.12\n", {"Node": "20", "Python": "3.12"}),
        ("ARG PYTHON_VERSION=3.12\nFROM python:${PYTHON_VERSION}-slim\n", {"Python": "3.12"}),
        ('ARG V="3.12"\nFROM python:$V\n', {"Python": "3.12"}),
        ("ARG V\nFROM python:${V:-3.12}\n", {"Python": "3.12"}),
        ("ARG V=3.12\nFROM python:${V:-3.9}\n", {"Python": "3.12"}),
        ("ARG IMAGE=docker.io/library/python:3.12-slim\nFROM ${IMAGE}\n", {"Python": "3.12"}),
        ("ARG V=3.12\nFROM python:$V\nARG V=9.9\nRUN true\n", {"Python": "3.12"}),
        ("ARG V\nFROM python:${V}\n", {}),
        ("FROM python\n", {}),
        ("FROM python:slim\n", {}),
        ("FROM python:latest\n", {}),
        ("FROM pythonista:3.12\n", {}),
        ("FROM scratch\n", {}),
        ("FROM eclipse-temurin:21-jre\n", {"JVM": "21"}),
        ("FROM amazoncorretto:17-alpine\n", {"JVM": "17"}),
        ("FROM rust:1.82-bookworm\n", {"Rust": "1.82"}),
        ("FROM php:8.3-fpm\n", {"PHP": "8.3"}),
        ("FROM \x1b[31mpython:3.12\n", {}),
    ],
)  # fmt: skip
def test_a_dockerfile_says_the_versions_that_it_builds_on(
    tmp_path: Path, text: str, results: dict[str, str]
) -> None:
    project = documents(tmp_path, {"Dockerfile": text})
    assert images(project, "Dockerfile") == results
    assert project.repository.notes == []


def test_the_nearest_dockerfile_counts(tmp_path: Path) -> None:
    files = {"Dockerfile": "FROM python:3.12", "api/Containerfile": "FROM python:3.11"}
    assert [runtime(tmp_path, files, place=place) for place in ("api", "jobs", "")] == [
        Runtime("3.11", "api/Containerfile"),
        Runtime("3.12", "Dockerfile"),
        Runtime("3.12", "Dockerfile"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it has no FROM line"),
        ("RUN true\n# FROM python:3.12\n", "it has no FROM line"),
        ("FROM python:3.12\0", "it is binary"),
        (LARGE, TOO_LARGE),
    ],
)
def test_a_broken_dockerfile_is_one_note(tmp_path: Path, text: str, why: str) -> None:
    results, notes = noted(tmp_path, {**FLASK, "Dockerfile": text})
    assert results == ["Python Backend (Flask 3.0)"]
    assert notes == [Note("Dockerfile", why)]


# Workflows


def workflow(*steps: str, matrix: str = "{}") -> str:
    inner = "".join(f"      - {step}\n" for step in steps)
    return (
        "name: tests\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n"
        f"    strategy:\n      matrix: {matrix}\n    steps:\n      - uses: actions/checkout@v4\n"
        f"{inner}"
    )


PYTHON = "uses: actions/setup-python@v5\n        with: {{python-version: {}}}"


@pytest.mark.parametrize(
    ("step", "matrix", "version"),
    [
        (PYTHON.format("3.10"), "{}", "3.10"),
        (PYTHON.format("'3.12'"), "{}", "3.12"),
        (PYTHON.format("3.x"), "{}", "3"),
        (PYTHON.format("'>=3.9 <3.14'"), "{}", "3.9"),
        (PYTHON.format("'${{ matrix.python }}'"), "{python: ['3.12', '3.9', '3.10']}", "3.9"),
        (PYTHON.format("'${{matrix.py-v}}'"), "{py-v: [3.12, 3.10]}", "3.10"),
        (PYTHON.format("'${{ matrix.python }}'"), "{include: [{python: '3.11'}]}", "3.11"),
        (
            PYTHON.format("'${{ matrix.python }}'"),
            "{python: ['3.12'], include: [{python: '3.10'}, {os: macos}]}",
            "3.10",
        ),
        ("uses: actions/setup-python@v5\n        with:\n          python-version: |\n"
         "            3.11\n            3.12", "{}", "3.11"),
        (PYTHON.format("'${{ env.PYTHON }}'"), "{}", ""),
        (PYTHON.format("'${{ matrix.python }}'"), "'${{ fromJSON(needs.a.outputs.b) }}'", ""),
        (PYTHON.format("'${{ matrix.python }}'"), "{python: '${{ fromJSON(x) }}'}", ""),
        (PYTHON.format("[3.12]"), "{}", ""),
        ("uses: actions/setup-python@v5", "{}", ""),
        ("uses: actions/setup-python@v5\n        with: 3.12", "{}", ""),
        ("uses: other/setup-python@v5\n        with: {python-version: 3.12}", "{}", ""),
        ("run: python --version", "{}", ""),
    ],
)  # fmt: skip
def test_a_workflow_sets_up_the_lowest_version(
    tmp_path: Path, step: str, matrix: str, version: str
) -> None:
    path = ".github/workflows/tests.yml"
    expected = Runtime(version, path) if version else Runtime()
    assert runtime(tmp_path, {path: workflow(step, matrix=matrix)}) == expected


@pytest.mark.parametrize(
    ("platform", "action", "setting", "value", "version"),
    [
        ("Node", "actions/setup-node", "node-version", "20.x", "20"),
        ("Node", "actions/setup-node", "node-version", "lts/*", ""),
        ("Go", "actions/setup-go", "go-version", "'^1.22'", "1.22"),
        ("JVM", "actions/setup-java", "java-version", "21", "21"),
        ("Ruby", "ruby/setup-ruby", "ruby-version", "3.3", "3.3"),
        ("PHP", "shivammathur/setup-php", "php-version", "'8.3'", "8.3"),
    ],
)
def test_each_language_has_an_action(
    tmp_path: Path, platform: str, action: str, setting: str, value: str, version: str
) -> None:
    step = f"uses: {action}@v4\n        with: {{{setting}: {value}}}"
    files = {".github/workflows/tests.yaml": workflow(step)}
    assert runtime(tmp_path, files, platform).version == version


def test_of_several_workflows_the_lowest_version_counts(tmp_path: Path) -> None:
    files = {
        ".github/workflows/a.yml": workflow(PYTHON.format("3.12")),
        ".github/workflows/b.yml": workflow(PYTHON.format("3.11"), PYTHON.format("3.13")),
        ".github/workflows/notes.md": "python-version: 2.7",
        "api/.github/workflows/c.yml": workflow(PYTHON.format("3.8")),
    }
    assert runtime(tmp_path, files) == Runtime("3.11", ".github/workflows/b.yml")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("jobs: [a", None),
        ("- jobs", "it is not a table of names and values"),
        ("jobs: a", "jobs is not a table"),
        ("jobs: {test: a}", "jobs.test is not a table"),
        ("jobs: {test: {steps: a}}", "jobs.test.steps is not a list of tables"),
        ("jobs: {test: {steps: [a]}}", "jobs.test.steps is not a list of tables"),
        ("jobs: &a [*a]", None),
        ("[" * 50_000, None),
        (LARGE, TOO_LARGE),
    ],
)
def test_a_broken_workflow_is_one_note(tmp_path: Path, text: str, why: str | None) -> None:
    results, notes = noted(tmp_path, {**FLASK, ".github/workflows/tests.yml": text})
    assert results == ["Python Backend (Flask 3.0)"]
    assert [note.where for note in notes] == [".github/workflows/tests.yml"]
    assert why in (None, notes[0].why)


# Which one counts


ALL = {
    ".python-version": "3.13",
    "Dockerfile": "FROM python:3.12",
    ".github/workflows/tests.yml": workflow(PYTHON.format("3.11")),
}


@pytest.mark.parametrize(
    ("more", "without", "version", "source"),
    [
        ('requires-python = ">=3.10"', [], "3.10", []),
        ("", [], "3.13", [".python-version"]),
        ("", [".python-version"], "3.12", ["Dockerfile"]),
        ("", [".python-version", "Dockerfile"], "3.11", [".github/workflows/tests.yml"]),
    ],
)
def test_the_manifest_counts_most_then_the_pin_the_image_and_the_workflow(
    tmp_path: Path, more: str, without: list[str], version: str, source: list[str]
) -> None:
    files = {path: text for path, text in ALL.items() if path not in without}
    manifest = f'[project]\nname = "shop"\n{more}\n'
    result = component(tmp_path, {"pyproject.toml": manifest, **files})
    assert result.versions == (("python", version),)
    assert result.evidence == ("pyproject.toml", *source)


@pytest.mark.parametrize(
    "path", [".python-version", "Dockerfile", ".github/workflows/tests.yml"]
)  # fmt: skip
def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path, path: str) -> None:
    outside(tmp_path, path, "3.12")
    assert noted(tmp_path, FLASK) == (["Python Backend (Flask 3.0)"], [Note(path, OUTSIDE)])


@given(st.sampled_from(sorted(ALL)), st.text() | st.text().map("FROM ".__add__))
def test_files_of_any_text_raise_nothing(path: str, text: str) -> None:
    find_runtime(Made({path: text}), "Python", "")


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        "\n" * 200_000,
        "FROM" + " " * 200_000,
        "FROM " + "--a " * 200_000,
        "FROM a" + "\n" * 200_000,
        "FROM " + "$a-" * 300_000,
        "ARG a=1\n" * 100_000 + "FROM a",
        "ARG " + "a" * 200_000,
    ],
)
def test_a_hostile_dockerfile_is_read_in_no_time(tmp_path: Path, text: str) -> None:
    noted(tmp_path, {**FLASK, "Dockerfile": text})
