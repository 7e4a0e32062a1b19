"""PHP: composer.json; PHPUnit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.ecosystem import (
    Action,
    Build,
    Ecosystem,
    Framework,
    Language,
    Toolchain,
    command_line,
)
from interview.discovery.ecosystems.form import Form, quoted, script_with_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.manifest import Manifest
    from interview.discovery.ecosystems.runner import Runner


def _manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    from interview.discovery.ecosystems.php.manifest import php_manifest

    return php_manifest(documents, folder, paths)


def _runners(documents: Documents) -> Iterator[Runner]:
    from interview.discovery.ecosystems.php.testing import find_phpunit

    return find_phpunit(documents)


_TEST = """<?php

use PHPUnit\\Framework\\TestCase;

final class {camel}SmokeTest extends TestCase
{{
    public function testWorks(): void
    {{
        // {arrange}
        $given = "{given}";
        // {act}
        $result = $given;
        $this->assertSame("{wanted}", $result);
    }}
}}"""

ECOSYSTEM = Ecosystem(
    name="PHP",
    marks=(),
    builds=(Build("PHP", ("composer.json",), None, _manifest),),
    frameworks=(
        Framework("laravel/framework", "Laravel", digits=1),
        Framework("symfony/framework-bundle", "Symfony"),
        Framework("slim/slim", "Slim"),
        Framework("cakephp/cakephp", "CakePHP"),
        Framework("yiisoft/yii2", "Yii"),
        Framework("codeigniter4/framework", "CodeIgniter"),
        command_line("symfony/console", "Symfony Console"),
    ),
    bundlers=(),
    matters=(
        "doctrine/orm", "doctrine/dbal", "predis/predis", "phpunit/phpunit", "pestphp/pest",
        "phpstan/phpstan", "friendsofphp/php-cs-fixer", "laravel/pint",
    ),
    toolchain=Toolchain(
        "php",
        pins=(),
        images=("php",),
        action=Action("shivammathur/setup-php", "php-version"),
    ),
    languages=(
        Language(
            "php",
            aliases=(),
            endings=(".php",),
            comment="//",
            declarations={},
            test="",
            assertion="",
        ),
    ),
    find_runners=_runners,
    forms=(Form("PHPUnit", "php", _TEST, "{camel}SmokeTest.php", quoted, script_with_path),),
    scripts=(),
)  # fmt: skip
