"""A project as people have them: FastAPI, React, Compose, standards, one iteration done."""

from __future__ import annotations

import subprocess
from pathlib import Path

FILES = {
    "pyproject.toml": """\
[project]
name = "shop"
version = "0.3.0"
requires-python = ">=3.12"
dependencies = ["fastapi>=0.115,<0.116", "sqlalchemy>=2.0", "asyncpg>=0.30"]

[dependency-groups]
dev = ["pytest>=8.3", "ruff>=0.8", "mypy>=1.13"]

[tool.ruff]
line-length = 100

[tool.mypy]
strict = true

[tool.pytest.ini_options]
testpaths = ["tests"]
""",
    "api/__init__.py": "",
    "api/orders.py": '''\
"""Orders of the shop."""

from dataclasses import dataclass


@dataclass
class Order:
    id: int
    address: str


async def list_orders(address: str) -> list[Order]:
    """Return the orders of one customer."""
    return []
''',
    "tests/test_orders.py": "def test_orders() -> None: ...\n",
    "web/package.json": """\
{
  "name": "web",
  "scripts": {"dev": "vite", "test": "vitest run", "build": "tsc -b && vite build"},
  "dependencies": {"react": "^19.0.0", "react-dom": "^19.0.0"},
  "devDependencies": {"typescript": "^5.7.0", "vite": "^6.0.0", "vitest": "^2.1.0"}
}
""",
    "web/tsconfig.json": '{"compilerOptions": {"strict": true}, /* all of it */}\n',
    "web/src/Orders.tsx": "export function Orders(): JSX.Element { return <ul />; }\n",
    "docker-compose.yml": """\
services:
  db:
    image: postgres:16-alpine
    ports: ["5432:5432"]
    environment:
      POSTGRES_DB: shop
      POSTGRES_PASSWORD: not-for-a-plan
  api:
    build: .
    ports: ["8000:8000"]
    environment:
      LOG_LEVEL: info
    depends_on:
      db: {condition: service_healthy}
  web:
    build: web
    ports: ["5173:5173"]
    depends_on: [api]
""",
    "AGENTS.md": """\
# Working on the shop

## Python

- Use `async def` for every endpoint.

```python
# one session per request
async with get_db() as session: ...
```

### Errors

Raise `HTTPException` with a sentence for people.

## React

Function components only; no default exports.
""",
    "Makefile": ".PHONY: up test\nup: ## start everything\n\tdocker compose up -d --wait\n",
    "TODO.md": "- [ ] Mail the invoice captured:: 2026-03-01\n- [x] Rename the shop\n",
    "iteration-1.md": """\
# Iteration 1: Customers see their orders

## Working Software Goal

A customer lists their orders by mail address.

## Context From Previous Iterations

- **Built**: Nothing yet
- **Current State**: an empty FastAPI app
- **Infrastructure**: Compose with api and PostgreSQL 16
- **Now Building**: the list of orders

## Tasks

### 1. List the orders ✅ Complete

**Type**: Implementation Task **Depends on**: None **Estimated time**: 3 hours

**What to build**: GET /orders lists what a customer ordered.

### 2. Cancel an order 📋 Planned

**Type**: Implementation Task **Depends on**: Task 1 **Estimated time**: 2 hours

**What to build**: DELETE /orders/{id} cancels an order that is not sent yet.

## Quality Gates

### Code Standards

- **Type Safety**: mypy strict, no `any` in TypeScript
- **Money**: amounts are integers of cents

### Testing Standards

- **One smoke test per task** that runs against PostgreSQL

### Task Completion Gates

Each task must:

- [ ] Pass its smoke test with real services
- [ ] Leave `make up` working

## What This Iteration Validates

- **Assumption 1**: Customers remember the mail address they ordered with

## Not In This Iteration (Scope Control)

- Guest checkout - Waiting for user feedback on the list
- Invoices as PDF - Depends on the tax adviser
""",
}


_AUTHOR = ("-c", "user.name=Shop", "-c", "user.email=shop@example.org")


def build(folder: Path) -> Path:
    """Write the project into a folder, as one commit of git's branch main."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for arguments in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "."],
        [*_AUTHOR, "commit", "--quiet", "-m", "The list of orders"],
    ):  # fmt: skip
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    return folder
