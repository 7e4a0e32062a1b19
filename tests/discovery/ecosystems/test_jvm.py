"""Java and Kotlin components, by Maven's and Gradle's build files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.ecosystems.jvm.gradle import gradle_manifest
from interview.discovery.ecosystems.jvm.maven import maven_manifest
from interview.discovery.repository import Note
from interview.discovery.stack.component import DetectedComponent
from tests.discovery.stack.project import (
    OUTSIDE,
    TOO_LARGE,
    Made,
    component,
    components,
    names,
    noted,
    outside,
)

# Maven

SPACE = 'xmlns="http://maven.apache.org/POM/4.0.0"'


def pom(inner: str = "", *needs: str) -> str:
    """Return a pom.xml; needs are written as `group:artifact[:version[:scope]]`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<project {SPACE}>\n'
        f"<artifactId>shop</artifactId>\n{inner}\n{dependencies(*needs)}</project>\n"
    )


def dependencies(*needs: str) -> str:
    tags = ("groupId", "artifactId", "version", "scope")
    entries = (
        "".join(
            f"<{tag}> {value} </{tag}>"
            for tag, value in zip(tags, need.split(":"), strict=False)
            if value
        )
        for need in needs
    )
    inner = "".join(f"<dependency>{entry}</dependency>\n" for entry in entries)
    return f"<dependencies>\n{inner}</dependencies>" if inner else ""


def managed(*needs: str) -> str:
    return f"<dependencyManagement>{dependencies(*needs)}</dependencyManagement>"


def properties(**values: str) -> str:
    inner = "".join(
        f"<{name.replace('_', '.')}>{value}</{name.replace('_', '.')}>"
        for name, value in values.items()
    )
    return f"<properties>{inner}</properties>"


def parent(name: str, version: str = "1", more: str = "", group: str = "org.example") -> str:
    return (
        f"<parent><groupId>{group}</groupId><artifactId>{name}</artifactId>"
        f"<version>{version}</version>{more}</parent>"
    )


BOOT_PARENT = parent(
    "spring-boot-starter-parent", "3.4.1", "<relativePath/>", "org.springframework.boot"
)
WEB = "org.springframework.boot:spring-boot-starter-web"


def test_a_service_is_named_by_the_framework_of_its_parent(tmp_path: Path) -> None:
    text = pom(
        BOOT_PARENT + properties(java_version="21", pg="42.7.4"),
        WEB,
        "org.postgresql:postgresql:${pg}",
        "org.springframework.boot:spring-boot-starter-test::test",
        "org.testcontainers:junit-jupiter:1.20.4:test",
    )
    assert component(tmp_path, {"pom.xml": text}) == DetectedComponent(
        "Java Service (Spring Boot 3.4)",
        "",
        "Java",
        "pom.xml",
        (
            ("org.springframework.boot", "3.4.1"),
            ("java", "21"),
            ("org.postgresql", "42.7.4"),
            ("org.testcontainers", "1.20.4"),
        ),
        ("pom.xml",),
    )


QUARKUS_BOM = "io.quarkus.platform:quarkus-bom:${quarkus}:import"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (pom(), "Java Library"),
        (pom("<packaging>war</packaging>"), "Java Application"),
        (pom("<build><plugins><plugin><configuration><mainClass>a.B</mainClass>"
             "</configuration></plugin></plugins></build>"), "Java Application"),
        (pom("<build><plugins><plugin><artifactId>kotlin-maven-plugin</artifactId>"
             "</plugin></plugins></build>"), "Kotlin Library"),
        (pom("", "org.jetbrains.kotlin:kotlin-stdlib:2.1.0"), "Kotlin Library"),
        (pom(managed(QUARKUS_BOM) + properties(quarkus="3.17.5"), "io.quarkus:quarkus-rest"),
         "Java Service (Quarkus 3.17)"),
        (pom(managed(f"{WEB}:3.3.0"), WEB), "Java Service (Spring Boot 3.3)"),
        (pom("", f"{WEB}:3.3.0"), "Java Service (Spring Boot 3.3)"),
        (pom("", WEB), "Java Service (Spring Boot)"),
        (pom("", f"{WEB}:${{gone}}"), "Java Service (Spring Boot)"),
        (pom(properties(a="${b}", b="3.2.1"), f"{WEB}:${{a}}"), "Java Service (Spring Boot 3.2)"),
        (pom(properties(a="${a}"), f"{WEB}:${{a}}"), "Java Service (Spring Boot)"),
        (pom("", f"{WEB}:3.3.0:test"), "Java Library"),
        (pom("", "io.javalin:javalin:6.3.0"), "Java Service (Javalin 6.3)"),
        (pom("", "info.picocli:picocli:4.7.6"), "Java Library"),
        (pom("<packaging>war</packaging>", "info.picocli:picocli:4.7.6"),
         "Java Command Line (picocli 4.7)"),
        (pom("", f"{WEB}:3.3.0").replace("\n", "\r\n"), "Java Service (Spring Boot 3.3)"),
        (pom("", f"{WEB}:3.3.0").replace(f" {SPACE}", ""), "Java Service (Spring Boot 3.3)"),
    ],
)  # fmt: skip
def test_a_pom_says_what_it_makes(tmp_path: Path, text: str, name: str) -> None:
    assert names(tmp_path, {"pom.xml": text}) == [name]


@pytest.mark.parametrize(
    ("values", "version"),
    [
        ({"maven_compiler_release": "17"}, "17"),
        ({"java_version": "21"}, "21"),
        ({"maven_compiler_source": "1.8", "maven_compiler_target": "1.8"}, "8"),
        ({"maven_compiler_release": "${jdk}", "jdk": "17"}, "17"),
        ({"maven_compiler_source": "${java.version}", "java_version": "11"}, "11"),
        ({"maven_compiler_release": "${gone}"}, ""),
        ({"maven_compiler_release": ""}, ""),
    ],
)
def test_properties_say_the_version_of_java(
    tmp_path: Path, values: dict[str, str], version: str
) -> None:
    result = component(tmp_path, {"pom.xml": pom(properties(**values))})
    assert result.versions == ((("java", version),) if version else ())


def test_modules_inherit_from_the_parents_inside_the_project(tmp_path: Path) -> None:
    files = {
        "pom.xml": pom(
            "<packaging>pom</packaging>"
            + BOOT_PARENT
            + properties(java_version="17", flyway="10.20.1")
            + managed("org.flywaydb:flyway-core:${flyway}", "org.mockito:mockito-core:5.14:test"),
            "org.junit.jupiter:junit-jupiter:5.11.3:test",
        ),
        "api/pom.xml": pom(parent("shop"), WEB, "org.flywaydb:flyway-core", "org.mockito:"
                           "mockito-core"),
        "jobs/deep/pom.xml": pom(parent("shop", "1", "<relativePath>../..</relativePath>")),
        "own/pom.xml": pom(parent("shop") + properties(java_version="21")),
        "stranger/pom.xml": pom(parent("other"), "org.flywaydb:flyway-core"),
    }  # fmt: skip
    results = components(tmp_path, files)
    junit = ("org.junit.jupiter", "5.11.3")
    assert [(entry.name, entry.versions, entry.evidence) for entry in results] == [
        (
            "Java Service (Spring Boot 3.4)",
            (("org.springframework.boot", "3.4.1"), ("java", "17"), ("org.flywaydb", "10.20.1"),
             junit, ("org.mockito", "5.14")),
            ("api/pom.xml", "pom.xml"),
        ),
        ("Java Library (own)", (("java", "21"), junit), ("own/pom.xml", "pom.xml")),
        ("Java Library (stranger)", (("org.flywaydb", ""),), ("stranger/pom.xml",)),
        ("Java Library (jobs/deep)", (("java", "17"), junit), ("jobs/deep/pom.xml", "pom.xml")),
    ]  # fmt: skip


def test_parents_that_go_in_a_circle_are_read_once(tmp_path: Path) -> None:
    up = "<relativePath>../{}/pom.xml</relativePath>"
    files = {
        "a/pom.xml": pom(parent("shop", "1", up.format("b"))),
        "b/pom.xml": pom(parent("shop", "1", up.format("a"))),
    }
    assert [entry.evidence for entry in components(tmp_path, files)] == [
        ("a/pom.xml", "b/pom.xml"),
        ("b/pom.xml", "a/pom.xml"),
    ]


def test_a_parent_outside_the_project_is_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / "pom.xml").write_text(pom(properties(java_version="17")))
    files = {"pom.xml": pom(parent("shop")), "a/pom.xml": pom(parent("shop", more="<relativePath>"
             "../../pom.xml</relativePath>"))}  # fmt: skip
    assert [entry.versions for entry in components(tmp_path, files)] == [(), ()]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is not XML: no element found: line 1, column 0"),
        ("<project>", "it is not XML: no element found: line 1, column 9"),
        ("<html/>", "it is not a Maven project"),
        ("<project>\x1b[31m</project>",
         "it is not XML: not well-formed (invalid token): line 1, column 9"),
        ("<project>&lol;</project>", "it is not XML: undefined entity: line 1, column 9"),
        ('<!DOCTYPE p [<!ENTITY a SYSTEM "/etc/passwd">]><project>&a;</project>',
         "it has a DOCTYPE, which is not read"),
        ("<project/>" + " " * (1 << 20), TOO_LARGE),
    ],
)  # fmt: skip
def test_a_broken_pom_is_one_note_and_no_component(tmp_path: Path, text: str, why: str) -> None:
    assert noted(tmp_path, {"pom.xml": text}) == ([], [Note("pom.xml", why)])


def test_a_broken_parent_is_one_note_and_the_module_still_speaks(tmp_path: Path) -> None:
    files = {"pom.xml": "<project", "api/pom.xml": pom(parent("shop"), f"{WEB}:3.3.0")}
    results, notes = noted(tmp_path, files)
    assert results == ["Java Service (Spring Boot 3.3)"]
    assert [note.where for note in notes] == ["pom.xml"]


def test_odd_elements_count_as_missing(tmp_path: Path) -> None:
    odd = "<dependencies>text<dependency/><x/><dependency><version><a/></version></dependency>"
    text = pom(f"<properties>text<a/></properties><parent/>{odd}</dependencies><packaging/>")
    assert names(tmp_path, {"pom.xml": text}) == ["Java Library"]


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        "<a>" * 200_000 + "</a>" * 200_000,
        pom(managed(*(f"a:b{i}:1" for i in range(1_500))), *(f"a:b{i}" for i in range(1_500))),
        pom(properties(a="1" * 400_000), *["a:b:" + "${a}" * 40] * 1_500),
    ],
    ids=["deep", "many", "growing"],
)
def test_a_hostile_pom_is_read_in_no_time(tmp_path: Path, text: str) -> None:
    noted(tmp_path, {"pom.xml": text.replace("\n", "")})


@given(st.text().map("<project>{}</project>".format) | st.text())
def test_a_pom_of_any_text_raises_nothing(text: str) -> None:
    maven_manifest(Made({"pom.xml": text}), "", ["pom.xml"])


# Gradle

GROOVY = """\
plugins {
    id 'java'
    id 'org.springframework.boot' version '3.4.1'
    id 'io.spring.dependency-management' version '1.1.7'
}

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(21)
    }
}

dependencies {
    implementation 'org.springframework.boot:spring-boot-starter-web'
    runtimeOnly 'org.postgresql:postgresql:42.7.4' // the database
    testImplementation "org.testcontainers:postgresql:1.20.4"
    // implementation 'io.ktor:ktor-server:3.0.0'
    /* implementation 'org.jooq:jooq:3.19.0' */
}
"""

KOTLIN = """\
plugins {
    kotlin("jvm") version "2.1.0"
    id("org.springframework.boot") version "3.4.1" apply true
    `java-library`
}
kotlin { jvmToolchain(21) }
dependencies {
    implementation(platform("org.testcontainers:testcontainers-bom:1.20.4"))
    implementation("org.springframework.boot:spring-boot-starter-web")
    implementation( "org.postgresql:postgresql:42.7.4" )
}
"""


def test_a_groovy_build_names_plugins_and_packages(tmp_path: Path) -> None:
    assert component(tmp_path, {"build.gradle": GROOVY}) == DetectedComponent(
        "Java Service (Spring Boot 3.4)",
        "",
        "Java",
        "build.gradle",
        (
            ("org.springframework.boot", "3.4.1"),
            ("java", "21"),
            ("org.postgresql", "42.7.4"),
            ("org.testcontainers", "1.20.4"),
        ),
        ("build.gradle",),
    )


def test_a_kotlin_build_names_plugins_and_packages(tmp_path: Path) -> None:
    result = component(tmp_path, {"build.gradle.kts": KOTLIN.replace("\n", "\r\n")})
    assert (result.name, result.language) == ("Kotlin Service (Spring Boot 3.4)", "Kotlin")
    assert result.versions == (
        ("org.springframework.boot", "3.4.1"),
        ("java", "21"),
        ("org.jetbrains.kotlin", "2.1.0"),
        ("org.postgresql", "42.7.4"),
        ("org.testcontainers", "1.20.4"),
    )


KTOR = 'dependencies {\n  implementation("io.ktor:ktor-server-core:3.0.3")\n}\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KTOR, ["Java Service (Ktor 3.0)"]),
        ("plugins {\n  kotlin(\"jvm\")\n}\n" + KTOR, ["Kotlin Service (Ktor 3.0)"]),
        ("plugins {\n  id 'java-library'\n}", ["Java Library"]),
        ("plugins {\n  id 'java'\n  id 'application'\n}", ["Java Application"]),
        ("plugins {\n  id(\"java\")\n  application\n}", ["Java Application"]),
        ("plugins {\n  id( 'war' )\n}", ["Java Application"]),
        ("plugins {\n  id 'com.android.application' version '8.7.3'\n}",
         ["Android App (Android Gradle Plugin 8.7)"]),
        ("plugins {\n  id 'org.springframework.boot' version '3.4.1' apply false\n}", []),
        ("tasks.register('x')", []),
        ("", []),
        ("dependencies {\n  testImplementation 'io.ktor:ktor-server-core:3.0.3'\n}",
         ["Java Library"]),
        ("test {\n  include '**/*Test.class'\n}\n" + KTOR + "jar {\n  exclude '**/*.txt'\n}\n",
         ["Java Service (Ktor 3.0)"]),
        ("def home = 'https://example.org'\n" + KTOR, ["Java Service (Ktor 3.0)"]),
        ("/* the web\n * 'it's\n */\n" + KTOR, ["Java Service (Ktor 3.0)"]),
        ("// it's */ /*\n" + KTOR, ["Java Service (Ktor 3.0)"]),
        ("/* " + KTOR, []),
        ('dependencies {\n  implementation "io.ktor:ktor-server-core:$ktor"\n}', []),
    ],
)  # fmt: skip
def test_a_build_says_what_it_makes(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert names(tmp_path, {"build.gradle": text}) == expected


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("sourceCompatibility = '17'", "17"),
        ("sourceCompatibility = 17", "17"),
        ("targetCompatibility = JavaVersion.VERSION_11", "11"),
        ("sourceCompatibility = JavaVersion.VERSION_1_8", "8"),
        ("sourceCompatibility = 1.8", "8"),
        ("java.toolchain.languageVersion.set(JavaLanguageVersion.of(21))", "21"),
        ("// sourceCompatibility = 11\nsourceCompatibility = 17", "17"),
        ("kotlin { jvmToolchain(17) }", "17"),
    ],
)
def test_a_build_says_the_version_of_java(tmp_path: Path, line: str, version: str) -> None:
    result = component(tmp_path, {"build.gradle": f"plugins {{\n  id 'java'\n}}\n{line}\n"})
    assert result.versions == (("java", version),)


CATALOG = """\
[versions]
ktor = "3.0.3"
boot = { strictly = "3.4.1" }
[libraries]
ktor-server-core = { module = "io.ktor:ktor-server-core", version.ref = "ktor" }
ktor_server_netty = { group = "io.ktor", name = "ktor-server-netty", version.ref = "ktor" }
postgres = "org.postgresql:postgresql:42.7.4"
h2 = { module = "com.h2database:h2", version = "2.3.232" }
boot = { module = "org.springframework.boot:spring-boot", version.ref = "boot" }
[bundles]
web = ["ktor-server-core", "h2"]
[plugins]
kotlin-jvm = { id = "org.jetbrains.kotlin.jvm", version = "2.1.0" }
spring = "org.springframework.boot:3.4.1"
"""


@pytest.mark.parametrize(
    ("text", "name", "versions"),
    [
        (
            "dependencies {\n  implementation(libs.ktor.server.core)\n"
            "  runtimeOnly(libs.postgres)\n}",
            "Java Service (Ktor 3.0)",
            (("io.ktor", "3.0.3"), ("org.postgresql", "42.7.4")),
        ),
        (
            "plugins {\n  alias(libs.plugins.kotlin.jvm)\n}\n"
            "dependencies {\n  api libs.ktor.server.netty\n  testImplementation libs.h2\n}",
            "Kotlin Service (Ktor 3.0)",
            (
                ("io.ktor", "3.0.3"),
                ("org.jetbrains.kotlin", "2.1.0"),
                ("com.h2database", "2.3.232"),
            ),
        ),
        (
            "plugins {\n  alias(libs.plugins.spring)\n}",
            "Java Service (Spring Boot 3.4)",
            (("org.springframework.boot", "3.4.1"),),
        ),
        (
            "dependencies {\n  implementation(libs.boot)\n}",
            "Java Service (Spring Boot)",
            (("org.springframework.boot", ""),),
        ),
        (
            "dependencies {\n  implementation(libs.bundles.web)\n}",
            "Java Service (Ktor 3.0)",
            (("io.ktor", "3.0.3"), ("com.h2database", "2.3.232")),
        ),
    ],
)
def test_a_catalog_says_what_aliases_stand_for(
    tmp_path: Path, text: str, name: str, versions: tuple[tuple[str, str], ...]
) -> None:
    files = {"gradle/libs.versions.toml": CATALOG, "api/build.gradle.kts": text}
    result = component(tmp_path, files)
    assert (result.name, result.versions) == (name, versions)
    assert result.evidence == ("api/build.gradle.kts", "gradle/libs.versions.toml")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("build.gradle", "plugins {\n  id 'org.springframework.boot' version '3.4.1'"
         " apply false\n}"),
        ("build.gradle.kts", 'plugins {\n  id("org.springframework.boot").version("3.4.1")'
         ".apply(false)\n}"),
        ("settings.gradle", "pluginManagement {\n plugins {\n"
         "  id 'org.springframework.boot' version '3.4.1'\n }\n}"),
    ],
)  # fmt: skip
def test_a_build_above_says_the_version_of_a_plugin(tmp_path: Path, path: str, text: str) -> None:
    files = {path: text, "api/build.gradle": "plugins {\n  id 'org.springframework.boot'\n}"}
    assert names(tmp_path, files) == ["Java Service (Spring Boot 3.4)"]


def test_a_folder_that_maven_and_gradle_build_is_one_component(tmp_path: Path) -> None:
    files = {"pom.xml": pom(BOOT_PARENT, WEB), "build.gradle": GROOVY, "jobs/build.gradle": KTOR}
    assert [(entry.name, entry.source) for entry in components(tmp_path, files)] == [
        ("Java Service (Spring Boot 3.4)", "pom.xml"),
        ("Java Service (Ktor 3.0)", "jobs/build.gradle"),
    ]


def test_gradle_speaks_where_the_pom_is_broken(tmp_path: Path) -> None:
    results, notes = noted(tmp_path, {"pom.xml": "<project", "build.gradle": KTOR})
    assert results == ["Java Service (Ktor 3.0)"]
    assert [note.where for note in notes] == ["pom.xml"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[versions", "it is not TOML: Expected ']' at the end of a table declaration "
         "(at end of document)"),
        ("libraries = 1", "libraries is not a table"),
        ("versions = 1", "versions is not a table"),
        ("plugins = []", "plugins is not a table"),
        ("bundles = []", "bundles is not a table"),
        ("[bundles]\nweb = 1", "bundles.web is not a list of texts"),
    ],
)  # fmt: skip
def test_a_broken_catalog_is_one_note_and_the_build_still_speaks(
    tmp_path: Path, text: str, why: str
) -> None:
    results, notes = noted(tmp_path, {"gradle/libs.versions.toml": text, "build.gradle": KTOR})
    assert results == ["Java Service (Ktor 3.0)"]
    assert notes == [Note("gradle/libs.versions.toml", why)]


def test_odd_entries_of_a_catalog_are_passed_over(tmp_path: Path) -> None:
    odd = "[libraries]\na = 1\nb = {module = 1}\nc = {group = 'io.ktor', version = {ref = 1}}\n"
    text = "dependencies {\n  api libs.a\n  api libs.b\n  api libs.c\n  api libs.d\n}"
    files = {"gradle/libs.versions.toml": odd, "build.gradle": text}
    assert component(tmp_path, files).versions == (("io.ktor", ""),)


@pytest.mark.parametrize(
    ("text", "why"), [(KTOR + "\0", "it is binary"), (KTOR + " " * (1 << 20), TOO_LARGE)]
)
def test_an_unreadable_build_is_one_note_and_no_component(
    tmp_path: Path, text: str, why: str
) -> None:
    assert noted(tmp_path, {"build.gradle": text}) == ([], [Note("build.gradle", why)])


@pytest.mark.parametrize("path", ["pom.xml", "build.gradle", "build.gradle.kts"])
def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path, path: str) -> None:
    outside(tmp_path, path, KTOR)
    assert noted(tmp_path, {}) == ([], [Note(path, OUTSIDE)])


@given(st.text())
def test_a_build_of_any_text_raises_nothing(text: str) -> None:
    gradle_manifest(Made({"build.gradle": text}), "", ["build.gradle"])


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        "\n" * 200_000,
        "/*" * 100_000,
        '"' * 100_001,
        "'\"" * 100_000,
        "api" + " " * 200_000,
        "api(" + " " * 200_000,
        "id" + " " * 200_000,
        "id 'a' version" + " " * 200_000,
        "id 'a'" + " " * 200_000,
        "application" + " " * 200_000 + "x",
        "a" * 200_000,
        "api platform " * 70_000,
        "sourceCompatibility " * 40_000,
    ],
)
def test_a_hostile_build_is_read_in_no_time(tmp_path: Path, text: str) -> None:
    noted(tmp_path, {"build.gradle": text})
