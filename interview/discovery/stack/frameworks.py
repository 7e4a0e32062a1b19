"""Which packages say what a component is, and which of the others a plan has to know."""

from __future__ import annotations

from typing import NamedTuple


class Framework(NamedTuple):
    """A package that says what a component is.

    part: the component's name, `{language}` to be filled in. digits: how many numbers of its
    version tell its interfaces apart. program: it says nothing in a library. typed: TypeScript
    goes without saying. bundled: it also counts among the packages for development, because a
    bundler puts it into what is shipped.
    """

    package: str
    label: str
    part: str = "{language} Backend"
    digits: int = 2
    program: bool = False
    typed: bool = False
    bundled: bool = False


def _line(package: str, label: str = "", digits: int = 2) -> Framework:
    return Framework(package, label or package, "{platform} Command Line", digits, program=True)


def _service(package: str, label: str, digits: int = 2) -> Framework:
    return Framework(package, label, "{language} Service", digits)


def _page(package: str, label: str, part: str = "Frontend", digits: int = 2) -> Framework:
    return Framework(package, label, f"{label} {part}", digits, bundled=True)


FRAMEWORKS: dict[str, tuple[Framework, ...]] = {
    "Python": (
        Framework("fastapi", "FastAPI"),
        Framework("django", "Django"),
        Framework("litestar", "Litestar"),
        Framework("flask", "Flask"),
        Framework("quart", "Quart"),
        Framework("sanic", "Sanic"),
        Framework("falcon", "Falcon"),
        Framework("pyramid", "Pyramid"),
        Framework("tornado", "Tornado"),
        Framework("bottle", "Bottle"),
        Framework("starlette", "Starlette"),
        Framework("streamlit", "Streamlit", "Python App"),
        Framework("gradio", "Gradio", "Python App"),
        Framework("dash", "Dash", "Python App"),
        Framework("celery", "Celery", "Python Worker"),
        Framework("scrapy", "Scrapy", "Python Scraper"),
        Framework("textual", "Textual", "Python Terminal App", program=True),
        _line("typer"),
        _line("click"),
    ),
    "Node": (
        _page("next", "Next.js", "App", 1),
        _page("nuxt", "Nuxt", "App"),
        _page("@remix-run/react", "Remix", "App"),
        _page("@sveltejs/kit", "SvelteKit", "App"),
        _page("astro", "Astro", "Site", 1),
        _page("gatsby", "Gatsby", "Site", 1),
        _page("expo", "Expo", "App", 1),
        Framework("react-native", "React Native", "React Native App"),
        _page("electron", "Electron", "App", 1),
        _page("@angular/core", "Angular", "Frontend", 1)._replace(typed=True),
        _page("vue", "Vue"),
        _page("react", "React"),
        _page("preact", "Preact"),
        _page("svelte", "Svelte", "Frontend", 1),
        _page("solid-js", "Solid"),
        Framework("@nestjs/core", "NestJS", "Node Backend", 1, typed=True),
        Framework("express", "Express", "Node Backend"),
        Framework("fastify", "Fastify", "Node Backend", 1),
        Framework("koa", "Koa", "Node Backend"),
        Framework("hono", "Hono", "Node Backend"),
        Framework("@hapi/hapi", "hapi", "Node Backend", 1),
        _line("commander", digits=1),
        _line("yargs", digits=1),
        _line("@oclif/core", "oclif", digits=1),
        _line("ink", "Ink", digits=1),
    ),
    "Go": (
        _service("github.com/gin-gonic/gin", "gin"),
        _service("github.com/labstack/echo", "Echo"),
        _service("github.com/gofiber/fiber", "Fiber"),
        _service("github.com/go-chi/chi", "chi"),
        _service("github.com/gorilla/mux", "gorilla/mux"),
        _service("google.golang.org/grpc", "gRPC"),
        _line("github.com/spf13/cobra", "cobra"),
        _line("github.com/urfave/cli", "urfave/cli"),
        _line("github.com/alecthomas/kong", "kong"),
    ),
    "Rust": (
        Framework("tauri", "Tauri", "Tauri App"),
        _service("axum", "axum"),
        _service("actix-web", "actix-web"),
        _service("rocket", "Rocket"),
        _service("warp", "warp"),
        _service("poem", "poem"),
        _service("tonic", "tonic"),
        _line("clap"),
        _line("argh"),
    ),
    "JVM": (
        Framework("com.android.application", "Android Gradle Plugin", "Android App"),
        _service("org.springframework.boot", "Spring Boot"),
        _service("io.quarkus", "Quarkus"),
        _service("io.micronaut", "Micronaut"),
        _service("io.dropwizard", "Dropwizard"),
        _service("io.ktor", "Ktor"),
        _service("io.javalin", "Javalin"),
        Framework("org.openjfx", "JavaFX", "{language} Desktop App"),
        _line("info.picocli", "picocli"),
    ),
    "Ruby": (
        Framework("rails", "Rails"),
        Framework("hanami", "Hanami"),
        Framework("sinatra", "Sinatra"),
        Framework("roda", "Roda"),
        Framework("jekyll", "Jekyll", "Jekyll Site"),
        _line("thor"),
    ),
    "PHP": (
        Framework("laravel/framework", "Laravel", digits=1),
        Framework("symfony/framework-bundle", "Symfony"),
        Framework("slim/slim", "Slim"),
        Framework("cakephp/cakephp", "CakePHP"),
        Framework("yiisoft/yii2", "Yii"),
        Framework("codeigniter4/framework", "CodeIgniter"),
        _line("symfony/console", "Symfony Console"),
    ),
}
"""By platform; the first that a component needs names it."""

BUNDLERS = {"vite": ("Vite", 1)}
"""Told beside a frontend's framework, with how many numbers of their versions."""

RUNTIMES = {
    "Python": "python", "Node": "node", "Go": "go", "Rust": "rust", "JVM": "java", "Ruby": "ruby",
    "PHP": "php",
}  # fmt: skip
"""What a platform's language is called among the versions."""

MATTERS: dict[str, tuple[str, ...]] = {
    "Python": (
        "uvicorn", "gunicorn", "pydantic", "celery",
        "sqlalchemy", "sqlmodel", "tortoise-orm", "peewee", "beanie", "alembic",
        "psycopg", "psycopg2", "psycopg2-binary", "asyncpg", "aiosqlite", "mysqlclient", "pymysql",
        "aiomysql", "pymongo", "motor", "redis",
        "pytest", "hypothesis", "playwright", "tox", "nox",
        "ruff", "mypy", "pyright", "black", "flake8", "pylint", "isort",
    ),
    "Node": (
        "typescript", "vite", "webpack", "tailwindcss", "react-dom", "react-router",
        "@tanstack/react-query", "zod",
        "prisma", "@prisma/client", "typeorm", "drizzle-orm", "sequelize", "mongoose", "knex",
        "pg", "postgres", "mysql2", "better-sqlite3", "sqlite3", "mongodb", "redis", "ioredis",
        "vitest", "jest", "mocha", "ava", "@testing-library/react", "@playwright/test", "cypress",
        "eslint", "prettier", "@biomejs/biome",
    ),
    "Go": (
        "gorm.io/gorm", "github.com/jmoiron/sqlx", "entgo.io/ent", "github.com/uptrace/bun",
        "github.com/jackc/pgx", "github.com/lib/pq", "github.com/go-sql-driver/mysql",
        "github.com/mattn/go-sqlite3", "modernc.org/sqlite", "go.mongodb.org/mongo-driver",
        "github.com/redis/go-redis", "github.com/stretchr/testify", "github.com/onsi/ginkgo",
    ),
    "Rust": (
        "tokio", "serde", "sqlx", "diesel", "sea-orm", "tokio-postgres", "rusqlite", "mongodb",
        "redis", "proptest", "insta", "criterion", "rstest",
    ),
    "JVM": (
        "org.jetbrains.kotlin", "org.hibernate.orm", "org.jooq", "org.mybatis", "org.flywaydb",
        "org.liquibase", "org.postgresql", "com.mysql", "org.mariadb.jdbc", "com.h2database",
        "org.junit.jupiter", "junit", "org.testcontainers", "org.mockito", "io.kotest",
    ),
    "Ruby": (
        "puma", "sidekiq", "activerecord", "sequel", "pg", "mysql2", "sqlite3", "mongoid", "redis",
        "rspec", "rspec-rails", "minitest", "capybara", "rubocop",
    ),
    "PHP": (
        "doctrine/orm", "doctrine/dbal", "predis/predis", "phpunit/phpunit", "pestphp/pest",
        "phpstan/phpstan", "friendsofphp/php-cs-fixer", "laravel/pint",
    ),
}  # fmt: skip
"""By platform: server, ORM, database driver, test runner, linter, in the order they are told."""
