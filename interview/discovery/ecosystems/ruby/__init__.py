"""Ruby: Gemfile; RSpec."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.ecosystem import (
    Action,
    Build,
    Ecosystem,
    Framework,
    Language,
    Pin,
    Toolchain,
    command_line,
)
from interview.discovery.ecosystems.form import Form, quoted, with_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.manifest import Manifest
    from interview.discovery.ecosystems.runner import Runner


def _manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    from interview.discovery.ecosystems.ruby.manifest import ruby_manifest

    return ruby_manifest(documents, folder, paths)


def _runners(documents: Documents) -> Iterator[Runner]:
    from interview.discovery.ecosystems.ruby.testing import find_rspec

    return find_rspec(documents)


def _quote(text: str) -> str:
    """Return a text as a string in which `#{…}` is not worked out."""
    return quoted(text).replace("#", "\\#")


_TEST = """RSpec.describe {words} do
  it "works" do
    # {arrange}
    given = "{given}"
    # {act}
    result = given
    expect(result).to eq("{wanted}")
  end
end"""

ECOSYSTEM = Ecosystem(
    name="Ruby",
    marks=(),
    builds=(Build("Ruby", ("Gemfile",), None, _manifest),),
    frameworks=(
        Framework("rails", "Rails"),
        Framework("hanami", "Hanami"),
        Framework("sinatra", "Sinatra"),
        Framework("roda", "Roda"),
        Framework("jekyll", "Jekyll", "Jekyll Site"),
        command_line("thor"),
    ),
    bundlers=(),
    matters=(
        "puma", "sidekiq", "activerecord", "sequel", "pg", "mysql2", "sqlite3", "mongoid", "redis",
        "rspec", "rspec-rails", "minitest", "capybara", "rubocop",
    ),
    toolchain=Toolchain(
        "ruby",
        pins=(Pin(".ruby-version", prefix="ruby-"),),
        images=("ruby",),
        action=Action("ruby/setup-ruby", "ruby-version"),
    ),
    languages=(
        Language(
            "ruby",
            aliases=(),
            endings=(".rb",),
            comment="#",
            declarations={},
            test="",
            assertion="",
        ),
    ),
    find_runners=_runners,
    forms=(Form("RSpec", "ruby", _TEST, "{snake}_spec.rb", _quote, with_path),),
    scripts=(),
)  # fmt: skip
