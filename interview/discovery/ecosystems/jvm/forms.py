"""How JUnit takes a test, in Java and in Kotlin."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.form import Form, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.discovery.ecosystems.runner import Runner

JUNIT = "JUnit"
JUNIT_4 = "JUnit 4"


def _command(runner: Runner, _: str, names: Mapping[str, str]) -> str:
    """Run one class; in a build of several modules, only in its own."""
    name, module = f"{names['camel']}SmokeTest", runner.tests.rpartition("/src/test/")[0]
    if "gradle" in runner.command:
        task = shlex.quote(f":{module.replace('/', ':')}:test") if module else "test"
        return f"{runner.command.removesuffix('test')}{task} --tests '*{name}'"
    if not module:
        return f"{runner.command} -Dtest={name}"
    # The modules that this one depends on have no such test
    others = "-Dsurefire.failIfNoSpecifiedTests=false"
    return f"{runner.command} -pl {shlex.quote(module)} -am -Dtest={name} {others}"


_JAVA_BODY = """{public}class {{camel}}SmokeTest {{{{
    @Test
    {public}void works() {{{{
        // {{arrange}}
        String given = "{{given}}";
        // {{act}}
        String result = given;
        assertEquals("{{wanted}}", result);
    }}}}
}}}}"""

_KOTLIN_BODY = """class {camel}SmokeTest {{
    @Test
    fun works() {{
        // {arrange}
        val given = "{given}"
        // {act}
        val result = given
        assertEquals("{wanted}", result)
    }}
}}"""

_JAVA_HEAD = """import static {imported}.assertEquals;

import {test};

"""
_KOTLIN_HEAD = """import {imported}.assertEquals
import {test}

"""
_JUPITER = {"imported": "org.junit.jupiter.api.Assertions", "test": "org.junit.jupiter.api.Test"}
_FOURTH = {"imported": "org.junit.Assert", "test": "org.junit.Test"}


def _java(runner: str, imports: Mapping[str, str], public: str) -> Form:
    text = _JAVA_HEAD.format(**imports) + _JAVA_BODY.format(public=public)
    return Form(runner, "java", text, "{camel}SmokeTest.java", quoted, _command)


def _kotlin(runner: str, imports: Mapping[str, str]) -> Form:
    text = _KOTLIN_HEAD.format(**imports) + _KOTLIN_BODY
    return Form(runner, "kotlin", text, "{camel}SmokeTest.kt", quoted, _command)


FORMS = (
    _java(JUNIT, _JUPITER, public=""),
    _java(JUNIT_4, _FOURTH, public="public "),
    _kotlin(JUNIT, _JUPITER),
    _kotlin(JUNIT_4, _FOURTH),
)
