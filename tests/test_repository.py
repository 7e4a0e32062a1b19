"""What the field expects of a repository: workflows, metadata, and links that lead somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    not (TOP / ".github").is_dir(), reason="an unpacked sdist has no repository around it"
)


def workflows() -> dict[str, Any]:
    folder = TOP / ".github" / "workflows"
    return {path.name: yaml.safe_load(path.read_text()) for path in folder.glob("*.yml")}


def test_every_action_is_pinned_to_a_commit_and_has_no_rights() -> None:
    for workflow in workflows().values():
        assert workflow["permissions"] == {}
        steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
        used = [step["uses"] for step in steps if "uses" in step]
        assert used
        for action in used:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)
        for step in steps:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {"persist-credentials": False}


def test_ci_runs_every_python_that_is_promised() -> None:
    matrix = workflows()["ci.yml"]["jobs"]["tests"]["strategy"]["matrix"]
    promised = [
        match[1]
        for line in PROJECT["project"]["classifiers"]
        if (match := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line))
    ]
    assert matrix["python"] == promised
    assert PROJECT["project"]["requires-python"] == f">={promised[0]}"
    assert {system.split("-")[0] for system in matrix["os"]} == {"ubuntu", "macos"}


def test_forms_and_hooks_are_yaml_that_names_what_there_is() -> None:
    for path in (TOP / ".github" / "ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(path.read_text())
        if path.name != "config.yml":
            assert {"name", "description", "body"} <= form.keys()
    hooks = yaml.safe_load((TOP / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    assert {hook["entry"].split()[0] for hook in hooks} == {"ruff", "mypy"}


def test_on_the_package_index_every_link_of_the_readme_leads_somewhere() -> None:
    text = (TOP / "README.md").read_text(encoding="utf-8")
    hook = PROJECT["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    assert "](docs/" in text
    for substitution in hook["substitutions"]:
        text = re.sub(substitution["pattern"], substitution["replacement"], text)
    targets = re.findall(r"(?<=\]\()[^)]+", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    assert targets
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []
    source = PROJECT["project"]["urls"]["Source"]
    own = [target for target in targets if "iteration-interview/interview" in target]
    for target in own:
        path = re.sub(r"https://[^/]+/iteration-interview/interview/(?:blob/)?main/", "", target)
        assert (TOP / path).exists()
    assert all(url.startswith(source) for url in PROJECT["project"]["urls"].values())


def test_the_wheel_has_what_people_need_and_no_session() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(wheel["force-include"]) == {"templates", "docs"}
