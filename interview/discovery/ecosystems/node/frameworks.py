"""What a Node project is made with, and what a plan has to know of it."""

from __future__ import annotations

from interview.discovery.ecosystems.ecosystem import Bundler, Framework, command_line


def _page(package: str, label: str, part: str = "Frontend", digits: int = 2) -> Framework:
    return Framework(package, label, f"{label} {part}", digits, bundled=True)


def _line(package: str, label: str = "") -> Framework:
    return command_line(package, label, 1, "Node Command Line")


FRAMEWORKS = (
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
    _line("commander"),
    _line("yargs"),
    _line("@oclif/core", "oclif"),
    _line("ink", "Ink"),
)

BUNDLERS = (Bundler("vite", "Vite", 1),)

MATTERS = (
    "typescript", "vite", "webpack", "tailwindcss", "react-dom", "react-router",
    "@tanstack/react-query", "zod",
    "prisma", "@prisma/client", "typeorm", "drizzle-orm", "sequelize", "mongoose", "knex",
    "pg", "postgres", "mysql2", "better-sqlite3", "sqlite3", "mongodb", "redis", "ioredis",
    "vitest", "jest", "mocha", "ava", "@testing-library/react", "@playwright/test", "cypress",
    "eslint", "prettier", "@biomejs/biome",
)  # fmt: skip
