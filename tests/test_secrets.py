"""What of a project's files looks like a secret reaches no proposal and no screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview.discovery.backlog import find_ideas
from interview.discovery.rules.tools import find_rules
from interview.discovery.signatures.files import signatures
from interview.discovery.stack.services import find_services, variables
from interview.discovery.testing.scripts import find_commands
from interview.secrets import is_secret, masked
from tests.discovery.projects import documents, repository

R = "0123456789abcdefghijABCDEFGHIJ012345"
"""Letters and digits that a key could be made of; put together here, so that no scanner objects."""

KEYS = {
    "GitHub": "gh" + "p_" + R,
    "GitHub, fine-grained": "github" + "_pat_" + R,
    "GitLab": "gl" + "pat-" + R[:20],
    "Slack": "xo" + "xb-1234567890-" + R[:24],
    "Slack's webhook": "https://hooks.slack" + ".com/services/T0/B0/" + R[:24],
    "a short webhook": "https://hooks.slack" + ".com/services/T/B/X",
    "Discord's webhook": "https://discord" + ".com/api/webhooks/123/" + R,
    "Stripe": "sk" + "_live_" + R[:24],
    "Stripe, restricted": "rk" + "_test_" + R[:24],
    "AWS": "AK" + "IA" + "Q3EGRIZ5XJHW2T7P",
    "a JWT": "ey" + "JhbGciOiJIUzI1NiJ9." + "ey" + "JzdWIiOiIxMjM0In0." + R,
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEow\n",
    "npm": "npm" + "_" + R,
    "PyPI": "pypi" + "-AgEIcHlwaS5vcmc" + R,
    "SendGrid": "SG" + "." + R[:22] + "." + R,
    "OpenAI": "sk" + "-" + R,
    "Google": "AI" + "za" + R[:35],
    "Docker": "dckr" + "_pat_" + R[:27],
    "Vault": "hv" + "s." + R,
    "a login": "postgres://shop:hunter2@db/shop",
    "a login with a slash": "postgres://shop:hun/ter2@db/shop",
    "a token for a login": "https://" + R + "@example.org/x",
}


def kept(key: str) -> bool:
    """Whether a text still has what has to stay secret, or half of it."""
    return any(part in key for part in (R[:16], "hunter2", "ter2", "MIIEow", "T/B/X", "3EGRIZ5X"))


@pytest.mark.parametrize("kind", KEYS)
def test_a_key_is_masked_wherever_it_stands(kind: str) -> None:
    assert kept(KEYS[kind])
    for text in (KEYS[kind], f"curl -H 'X: {KEYS[kind]}' x", f"a={KEYS[kind]}", f"({KEYS[kind]})"):
        assert not kept(masked(text)), text


@pytest.mark.parametrize("kind", KEYS)
def test_a_variable_that_holds_a_key_is_named_and_its_value_is_not(
    tmp_path: Path, kind: str
) -> None:
    text = json.dumps({"services": {"a": {"image": "x", "environment": {"X": KEYS[kind]}}}})
    found = variables(find_services(documents(tmp_path, {"compose.yaml": text})))
    assert found == [("X", "as in compose.yaml, service a", "compose.yaml, service a")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SALT", "pepper"), ("PASSWORD_SALT", "8d969eef6ecad3c2"), ("LICENSE", "ABCD-1234-EFGH"),
        ("LICENCE", "a1b2c3d4e5"), ("SENTRY_DSN", "https://9f8e7d@o1.ingest.sentry.io/2"),
        ("WEBHOOK", "https://example.org/in/a1"), ("SLACK_WEBHOOK_URL", "x"),
        ("COOKIE", "s3cr3tvalue!"), ("SESSION", "x9#kQ!"), ("SIGNING", "q8w7e6r5t4"),
        ("APP_JWT", "abc"), ("DB_PIN", "1234"), ("HMAC", "abc"), ("CSRF", "k3#x"),
        ("CONNECTION", "Endpoint=sb://x/;SharedAccess=abc1="), ("ANYTHING", "Zx9" * 9),
        ("CLUSTER", "0123456789abcdef" * 2),
    ],
)  # fmt: skip
def test_a_name_tells_that_a_value_may_be_secret(name: str, value: str) -> None:
    assert is_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "info"), ("SESSION_TIMEOUT", "30"), ("COOKIE_SECURE", "true"),
        ("SESSION_STORE", "redis://cache:6379/0"), ("LICENSE", "accept"), ("SEED", "42"),
        ("CERT_PATH", "/etc/ssl/certs/ca.pem"), ("API_URL", "http://api:8000/v1"),
        ("DESIGN", "new"), ("POSTGRES_DB", "shop"), ("PORT", "8080"), ("TZ", "Europe/Berlin"),
        ("JAVA_OPTS", "-Xmx512m -XX:+UseG1GC"), ("HOSTS", "db:5432,cache:6379"),
        ("SESSION_MAX_AGE", "7d"), ("CONNECTIONS", "10"), ("NODE_ENV", "production"),
    ],
)  # fmt: skip
def test_a_value_that_says_how_something_works_is_offered(name: str, value: str) -> None:
    assert not is_secret(name, value)


def test_what_a_command_is_called_with_is_masked(tmp_path: Path) -> None:
    scripts = {
        "a": f"curl -H 'Authorization: Bearer {KEYS['GitHub']}' x",
        "b": "curl -u me:hunter2 https://example.org",
        "c": "psql postgres://me:hunter2@db/x",
        "d": "deploy --password hunter2 --now",
        "e": "API_KEY=hunter2 serve",
        "f": "curl 'https://example.org/?token=hunter2&x=1'",
        "g": "curl -H 'X-Api-Key: hunter2hunter2' x",
        "h": f"curl -H 'Authorization: Basic {R[:20]}' x",
    }
    files = {"package.json": json.dumps({"scripts": scripts})}
    found = find_commands(documents(tmp_path, files))
    assert len(found) == len(scripts)
    assert [one.does for one in found if kept(one.does)] == []
    assert found[3].does == "deploy --password … --now"


@pytest.mark.parametrize(
    "text",
    [
        "vite build --mode production", "pytest -k token", "docker compose up -d",
        "tsc -b && vite build", "API_KEY=$KEY serve", "curl -H 'Authorization: Bearer ${TOKEN}' x",
        "Look at token: authentication of users", "secret: use the vault",
        "basic authentication for the shop", "https://example.org/a/b?page=2",
    ],
)  # fmt: skip
def test_what_is_no_secret_stays_as_it_is(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    "service",
    [
        {"image": f"https://me:hunter2@example.org/{R}"},
        {"build": f"https://{R}@example.org/x.git"},
        {"build": "https://me:hun/ter2@example.org/x.git"},
        {"build": {"context": f"https://example.org/x.git?token={R}"}},
        {"image": "${IMAGE:-registry/" + KEYS["GitHub"] + "}"},
    ],
    ids=str,
)
def test_where_a_service_comes_from_is_told_without_a_login(
    tmp_path: Path, service: dict[str, object]
) -> None:
    text = json.dumps({"services": {"a": service}})
    (found,) = find_services(documents(tmp_path, {"compose.yaml": text}))
    assert not kept(found.told)


def test_ideas_rules_signatures_and_notes_repeat_no_key(tmp_path: Path) -> None:
    key = KEYS["GitHub"]
    files = {
        "TODO.md": f"- take {key} out of the tests\n",
        ".eslintrc.json": json.dumps({"extends": [f"https://me:hunter2@example.org/{R[:9]}"]}),
        "a.py": f"def call(token: str = '{key}') -> None: ...\n",
        "tox.ini": f"[tox]\n{key}{{\n= {key}\n",
    }
    project = documents(tmp_path, files)
    assert not kept(find_ideas(project.repository)[0].text)
    assert not kept(find_rules(project)[0].text)
    code = signatures(repository(tmp_path, {}), "a.py")
    assert code is not None
    assert code.text == "def call(token: str='…') -> None: ..."
    find_commands(project)
    assert not [note for note in project.repository.notes if kept(note.why)]
