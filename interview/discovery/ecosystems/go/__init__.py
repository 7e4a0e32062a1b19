"""Go: go.mod; `go test`."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.ecosystem import (
    Action,
    Build,
    Ecosystem,
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
    from interview.discovery.ecosystems.declaration import Declaration
    from interview.discovery.ecosystems.manifest import Manifest
    from interview.discovery.ecosystems.runner import Runner


def _manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    from interview.discovery.ecosystems.go.manifest import go_manifest

    return go_manifest(documents, folder, paths)


def _runners(documents: Documents) -> Iterator[Runner]:
    from interview.discovery.ecosystems.go.testing import find_go

    return find_go(documents)


def _declarations(text: str) -> list[Declaration]:
    from interview.discovery.ecosystems.go.declarations import declarations

    return declarations(text)


def _command(_: Runner, path: str, names: Mapping[str, str]) -> str:
    folder = shlex.quote(f"./{path.rpartition('/')[0]}")
    return f"go test {folder} -run '^Test{names['camel']}$'"


_TEST = """package smoke

import "testing"

func Test{camel}(t *testing.T) {{
	// {arrange}
	given := "{given}"
	// {act}
	result := given
	if result != "{wanted}" {{
		t.Fatalf("got %q", result)
	}}
}}"""

# A folder of its own may have a package of its own. Go would take `x_linux_test.go` for
# Linux alone, therefore the word before `test`.
_FILE = "smoke/{snake}_smoke_test.go"

ECOSYSTEM = Ecosystem(
    name="Go",
    marks=("go.mod",),
    builds=(Build("Go", ("go.mod",), None, _manifest),),
    frameworks=(
        service("github.com/gin-gonic/gin", "gin"),
        service("github.com/labstack/echo", "Echo"),
        service("github.com/gofiber/fiber", "Fiber"),
        service("github.com/go-chi/chi", "chi"),
        service("github.com/gorilla/mux", "gorilla/mux"),
        service("google.golang.org/grpc", "gRPC"),
        command_line("github.com/spf13/cobra", "cobra"),
        command_line("github.com/urfave/cli", "urfave/cli"),
        command_line("github.com/alecthomas/kong", "kong"),
    ),
    bundlers=(),
    matters=(
        "gorm.io/gorm", "github.com/jmoiron/sqlx", "entgo.io/ent", "github.com/uptrace/bun",
        "github.com/jackc/pgx", "github.com/lib/pq", "github.com/go-sql-driver/mysql",
        "github.com/mattn/go-sqlite3", "modernc.org/sqlite", "go.mongodb.org/mongo-driver",
        "github.com/redis/go-redis", "github.com/stretchr/testify", "github.com/onsi/ginkgo",
    ),
    toolchain=Toolchain(
        "go",
        pins=(Pin(".go-version"),),
        images=("golang",),
        action=Action("actions/setup-go", "go-version"),
    ),
    languages=(
        Language(
            "go",
            aliases=(),
            endings=(".go",),
            comment="//",
            declarations={".go": _declarations},
            test=r"\bfunc\s+Test\w*\(",
            assertion=r"\bt\.(?:Error|Fatal|Fail)|\b(?:assert|require|is)\.\w+\(|\bcmp\.Diff\(",
        ),
    ),
    find_runners=_runners,
    forms=(Form("go test", "go", _TEST, _FILE, quoted, _command),),
    scripts=(),
)  # fmt: skip
