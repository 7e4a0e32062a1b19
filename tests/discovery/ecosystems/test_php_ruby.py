"""PHP and Ruby components, by Composer's and Bundler's files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.ecosystems.ruby.manifest import ruby_manifest
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

# PHP


def composer(*needs: str, dev: tuple[str, ...] = (), **more: object) -> str:
    """Return a composer.json; packages are written as `name ^1.2`."""
    kinds = {"require": needs, "require-dev": dev}
    asked = {
        kind: dict(entry.split(" ", 1) for entry in values)
        for kind, values in kinds.items()
        if values
    }
    return json.dumps({**more, **asked})


LARAVEL = composer("php ^8.2", "laravel/framework ^11.9", name="shop/shop", type="project")


def test_a_backend_is_named_by_what_composer_requires(tmp_path: Path) -> None:
    text = composer(
        "php ^8.1 || ^8.2",
        "ext-pdo *",
        "laravel/framework ^11.9",
        "Predis/Predis ~2.2.0",
        dev=("phpunit/phpunit ^11.0.1", "laravel/pint ^1.13"),
        type="project",
    )
    assert component(tmp_path, {"composer.json": text}) == DetectedComponent(
        "PHP Backend (Laravel 11)",
        "",
        "PHP",
        "composer.json",
        (
            ("laravel/framework", "11.9"),
            ("php", "8.1"),
            ("predis/predis", "2.2.0"),
            ("phpunit/phpunit", "11.0.1"),
            ("laravel/pint", "1.13"),
        ),
        ("composer.json",),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (composer("symfony/framework-bundle 7.1.*"), ["PHP Backend (Symfony 7.1)"]),
        (composer("slim/slim ^4.14"), ["PHP Backend (Slim 4.14)"]),
        (composer("symfony/console ^7.1", bin=["bin/shop"]),
         ["PHP Command Line (Symfony Console 7.1)"]),
        (composer("symfony/console ^7.1", name="a/b"), ["PHP Library"]),
        (composer("monolog/monolog ^3", name="a/b"), ["PHP Library"]),
        (composer("monolog/monolog ^3", name="a/b", type="library"), ["PHP Library"]),
        (composer("monolog/monolog ^3", name="a/b", type="project"), ["PHP Application"]),
        (composer("monolog/monolog ^3"), ["PHP Application"]),
        (composer("monolog/monolog ^3", bin=["bin/shop"]), ["PHP Command Line"]),
        (composer("laravel/framework dev-master", type="project"), ["PHP Backend (Laravel)"]),
        (composer("laravel/framework ^11.0@beta", type="project"), ["PHP Backend (Laravel 11)"]),
        (composer("laravel/framework 10.0 - 11.0"), ["PHP Backend (Laravel 10)"]),
        (composer(dev=("friendsofphp/php-cs-fixer ^3",)), []),
        (composer("php ^8.2"), []),
        ("{}", []),
        (LARAVEL.replace(", ", ",\r\n"), ["PHP Backend (Laravel 11)"]),
    ],
)  # fmt: skip
def test_a_composer_json_says_what_it_makes(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert names(tmp_path, {"composer.json": text}) == expected


def test_the_lock_of_composer_says_the_versions_in_full(tmp_path: Path) -> None:
    text = composer(
        "Laravel/Framework ^11.9", "doctrine/orm dev-main", dev=("phpunit/phpunit ^11",)
    )
    lock = {
        "packages": [
            {"name": "laravel/framework", "version": "v11.33.2"},
            {"name": "doctrine/orm", "version": "dev-main"},
        ],
        "packages-dev": [{"name": "phpunit/phpunit", "version": "11.4.3"}],
    }
    result = component(tmp_path, {"composer.json": text, "composer.lock": json.dumps(lock)})
    assert result.versions == (
        ("laravel/framework", "11.33.2"),
        ("doctrine/orm", ""),
        ("phpunit/phpunit", "11.4.3"),
    )
    assert result.evidence == ("composer.json", "composer.lock")


def test_a_lock_speaks_for_its_own_folder_only(tmp_path: Path) -> None:
    lock = json.dumps({"packages": [{"name": "laravel/framework", "version": "v11.33.2"}]})
    files = {"composer.lock": lock, "api/composer.json": LARAVEL, "vendor/a/composer.json": LARAVEL}
    assert component(tmp_path, files).versions == (("laravel/framework", "11.9"), ("php", "8.2"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "it is not JSON: Expecting property name enclosed in double quotes: "
         "line 1 column 2 (char 1)"),
        ("[]", "it is not a table of names and values"),
        ('{"require": []}', "require is not a table"),
        ('{"require": {"php": 8}}', "require holds something that is not a version"),
        ('{"require-dev": {"a/b": null}}', "require-dev holds something that is not a version"),
        ('{"type": []}', "type is not a text"),
        (" " * (1 << 20) + "{}", TOO_LARGE),
    ],
)  # fmt: skip
def test_a_broken_composer_json_is_one_note_and_no_component(
    tmp_path: Path, text: str, why: str
) -> None:
    assert noted(tmp_path, {"composer.json": text}) == ([], [Note("composer.json", why)])


@pytest.mark.parametrize(
    "text",
    ["<<<<<<< HEAD", "[]", '{"packages": {}}', '{"packages": [1]}', '{"packages-dev": "a"}', LARGE],
)
def test_a_broken_composer_lock_is_one_note_and_the_manifest_still_speaks(
    tmp_path: Path, text: str
) -> None:
    results, notes = noted(tmp_path, {"composer.json": LARAVEL, "composer.lock": text})
    assert results == ["PHP Backend (Laravel 11)"]
    assert [note.where for note in notes] == ["composer.lock"]


def test_odd_packages_of_a_lock_are_passed_over(tmp_path: Path) -> None:
    lock = {"packages": [{"name": 1}, {}, {"name": "laravel/framework", "version": 11}],
            "packages-dev": None}  # fmt: skip
    files = {"composer.json": LARAVEL, "composer.lock": json.dumps(lock)}
    assert names(tmp_path, files) == ["PHP Backend (Laravel 11)"]


# Ruby

RAILS = 'gem "rails", "~> 7.1.3"\n'

GEMFILE = """\
source "https://rubygems.org"
git_source(:github) { |repo| "https://github.com/#{repo}.git" }

ruby "3.3.0"

gem "rails", "~> 7.1.3", ">= 7.1.3.2"
gem 'puma', '>= 5.0'
gem("pg", "~> 1.1") # not for development, in no group
gem "sidekiq", require: false
# gem "sinatra"

group :development, :test do
  gem "rspec-rails", "~> 6.1"
end # of development

gem "redis", "~> 5.0"
gem "rubocop", "~> 1.68", group: :development, require: false
gem "capybara", :group => [:test]

platforms :ruby do
  gem "mysql2"
end

if ENV["SHOP"]
  gem "sqlite3"
end
"""


def test_a_backend_is_named_by_what_the_gemfile_asks_for(tmp_path: Path) -> None:
    expected = DetectedComponent(
        "Ruby Backend (Rails 7.1)",
        "",
        "Ruby",
        "Gemfile",
        (
            ("rails", "7.1.3.2"),
            ("ruby", "3.3.0"),
            ("puma", "5.0"),
            ("sidekiq", ""),
            ("pg", "1.1"),
            ("mysql2", ""),
            ("sqlite3", ""),
            ("redis", "5.0"),
            ("rspec-rails", "6.1"),
            ("capybara", ""),
            ("rubocop", "1.68"),
        ),
        ("Gemfile",),
    )
    assert component(tmp_path, {"Gemfile": GEMFILE}) == expected
    assert component(tmp_path, {"Gemfile": GEMFILE.replace("\n", "\r\n")}) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"Gemfile": RAILS}, ["Ruby Backend (Rails 7.1)"]),
        ({"Gemfile": "gem 'rails'"}, ["Ruby Backend (Rails)"]),
        ({"Gemfile": "gem 'rails', github: 'rails/rails', branch: 'main'"},
         ["Ruby Backend (Rails)"]),
        ({"Gemfile": "gem 'sinatra', '>= 4', '< 5'"}, ["Ruby Backend (Sinatra 4)"]),
        ({"Gemfile": "gem 'jekyll', '~> 4.3'"}, ["Jekyll Site (Jekyll 4.3)"]),
        ({"Gemfile": "gem 'thor', '~> 1.3'"}, ["Ruby Command Line (thor 1.3)"]),
        ({"Gemfile": "gemspec\ngem 'thor', '~> 1.3'", "a.gemspec": ""}, ["Ruby Library"]),
        ({"Gemfile": "gemspec\n", "a.gemspec": ""}, ["Ruby Library"]),
        ({"Gemfile": "gem 'rake'"}, ["Ruby Application"]),
        ({"Gemfile": "group :development do\n  gem 'rails'\nend\ngem 'rake'"},
         ["Ruby Application"]),
        ({"Gemfile": "group :test do\n  platforms :ruby do\n    gem 'rake'\n  end\n  gem 'rails'\n"
                     "end\ngem 'rake'"}, ["Ruby Application"]),
        ({"Gemfile": "group :production do\n  gem 'rails'\nend"}, ["Ruby Backend (Rails)"]),
        ({"Gemfile": "gem 'rails' # see the group for development"}, ["Ruby Backend (Rails)"]),
        ({"Gemfile": "group :test do\n  gem 'rake'\nend # of tests\ngem 'rails'"},
         ["Ruby Backend (Rails)"]),
        ({"Gemfile": "source 'https://example.org' do\n  gem 'rails'\nend"},
         ["Ruby Backend (Rails)"]),
        ({"Gemfile": "gemspec\n"}, []),
        ({"Gemfile": "eval_gemfile 'other'\ngems = ['rails']\n"}, []),
        ({"vendor/a/Gemfile": RAILS, "spec/dummy/Gemfile": RAILS}, []),
    ],
)  # fmt: skip
def test_a_gemfile_says_what_it_makes(
    tmp_path: Path, files: dict[str, str], expected: list[str]
) -> None:
    assert names(tmp_path, files) == expected


LOCK = """\
PATH
  remote: .
  specs:
    shop (0.1.0)

GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.16.7-x86_64-linux)
    pg (1.5.9)
    rails (7.1.5)
      actionpack (= 7.1.5)
      pg (>= 0.18)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  rails (~> 7.1.3)

BUNDLED WITH
   2.5.22
"""


@pytest.mark.parametrize("text", [LOCK, LOCK.replace("\n", "\r\n")])
def test_the_lock_of_bundler_says_the_versions_in_full(tmp_path: Path, text: str) -> None:
    files = {"Gemfile": RAILS + 'gem "pg", "~> 1.1"\n', "Gemfile.lock": text}
    result = component(tmp_path, files)
    assert result.versions == (("rails", "7.1.5"), ("pg", "1.5.9"))
    assert result.evidence == ("Gemfile", "Gemfile.lock")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LARGE, TOO_LARGE),
        ("gem 'rails'\0", "it is binary"),
    ],
)
def test_an_unreadable_gemfile_is_one_note_and_no_component(
    tmp_path: Path, text: str, why: str
) -> None:
    assert noted(tmp_path, {"Gemfile": text}) == ([], [Note("Gemfile", why)])


@pytest.mark.parametrize(
    ("text", "why"),
    [("<<<<<<< HEAD\n", "it is not a Gemfile.lock"), ("", "it is not a Gemfile.lock"),
     (LARGE, TOO_LARGE)],
)  # fmt: skip
def test_a_broken_gemfile_lock_is_one_note_and_the_gemfile_still_speaks(
    tmp_path: Path, text: str, why: str
) -> None:
    results, notes = noted(tmp_path, {"Gemfile": RAILS, "Gemfile.lock": text})
    assert results == ["Ruby Backend (Rails 7.1)"]
    assert notes == [Note("Gemfile.lock", why)]


@pytest.mark.parametrize("path", ["Gemfile", "composer.json"])
def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path, path: str) -> None:
    outside(tmp_path, path, RAILS)
    assert noted(tmp_path, {}) == ([], [Note(path, OUTSIDE)])


def test_a_backend_in_each_of_two_folders_is_told_by_them(tmp_path: Path) -> None:
    files = {"shop/Gemfile": RAILS, "pay/Gemfile": RAILS, "web/composer.json": LARAVEL}
    assert [(entry.name, entry.folder) for entry in components(tmp_path, files)] == [
        ("Ruby Backend (Rails 7.1; pay)", "pay"),
        ("Ruby Backend (Rails 7.1; shop)", "shop"),
        ("PHP Backend (Laravel 11)", "web"),
    ]


@given(st.text() | st.text().map("gem 'a'".__add__))
def test_a_gemfile_of_any_text_raises_nothing(text: str) -> None:
    ruby_manifest(Made({"Gemfile": text, "Gemfile.lock": text}), "", ["Gemfile"])


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        "\n" * 200_000,
        "do |" * 50_000,
        "do" + " " * 200_000 + "x",
        "group " + "do " * 60_000,
        "gem 'a'" + " " * 200_000 + "x",
        "gem 'a'" + ", 'b'" * 40_000,
        "a #" * 60_000,
    ],
)
def test_a_hostile_gemfile_is_read_in_no_time(tmp_path: Path, text: str) -> None:
    noted(tmp_path, {"Gemfile": f"{text}\n{RAILS}"})
