"""What of a project's files looks like a secret reaches no proposal and no screen."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from interview.discovery.backlog import find_ideas
from interview.discovery.rules.tools import find_rules
from interview.discovery.signatures import signatures
from interview.discovery.stack.services import find_services, variables
from interview.discovery.testing.scripts import find_commands
from interview.text.secrets import is_secret, masked, masked_code
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


def test_a_key_is_masked_wherever_it_stands() -> None:
    for kind in KEYS:
        assert kept(KEYS[kind])
        for text in (
            KEYS[kind],
            f"curl -H 'X: {KEYS[kind]}' x",
            f"a={KEYS[kind]}",
            f"({KEYS[kind]})",
        ):
            assert not kept(masked(text)), text


@pytest.mark.parametrize("kind", KEYS)
def test_a_variable_that_holds_a_key_is_named_and_its_value_is_not(
    tmp_path: Path, kind: str
) -> None:
    text = json.dumps({"services": {"a": {"image": "x", "environment": {"X": KEYS[kind]}}}})
    results = variables(find_services(documents(tmp_path, {"compose.yaml": text})))
    assert results == [("X", "as in compose.yaml, service a", "compose.yaml, service a")]


def test_a_name_tells_that_a_value_may_be_secret() -> None:
    cases: list[tuple[str, str]] = [
        ("SALT", "pepper"),
        ("PASSWORD_SALT", "8d969eef6ecad3c2"),
        ("LICENSE", "ABCD-1234-EFGH"),
        ("LICENCE", "a1b2c3d4e5"),
        ("SENTRY_DSN", "https://9f8e7d@o1.ingest.sentry.io/2"),
        ("WEBHOOK", "https://example.org/in/a1"),
        ("SLACK_WEBHOOK_URL", "x"),
        ("COOKIE", "s3cr3tvalue!"),
        ("SESSION", "x9#kQ!"),
        ("SIGNING", "q8w7e6r5t4"),
        ("APP_JWT", "abc"),
        ("DB_PIN", "1234"),
        ("HMAC", "abc"),
        ("CSRF", "k3#x"),
        ("CONNECTION", "Endpoint=sb://x/;SharedAccess=abc1="),
        ("ANYTHING", "Zx9" * 9),
        ("CLUSTER", "0123456789abcdef" * 2),
    ]
    for name, value in cases:
        assert is_secret(name, value)


def test_a_value_that_says_how_something_works_is_offered() -> None:
    cases: list[tuple[str, str]] = [
        ("LOG_LEVEL", "info"),
        ("SESSION_TIMEOUT", "30"),
        ("COOKIE_SECURE", "true"),
        ("SESSION_STORE", "redis://cache:6379/0"),
        ("LICENSE", "accept"),
        ("SEED", "42"),
        ("CERT_PATH", "/etc/ssl/certs/ca.pem"),
        ("API_URL", "http://api:8000/v1"),
        ("DESIGN", "new"),
        ("POSTGRES_DB", "shop"),
        ("PORT", "8080"),
        ("TZ", "Europe/Berlin"),
        ("JAVA_OPTS", "-Xmx512m -XX:+UseG1GC"),
        ("HOSTS", "db:5432,cache:6379"),
        ("SESSION_MAX_AGE", "7d"),
        ("CONNECTIONS", "10"),
        ("NODE_ENV", "production"),
    ]
    for name, value in cases:
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
    commands = find_commands(documents(tmp_path, files))
    assert len(commands) == len(scripts)
    assert [command.does for command in commands if kept(command.does)] == []
    assert commands[3].does == "deploy --password … --now"


def test_what_is_no_secret_stays_as_it_is() -> None:
    cases: list[str] = [
        "vite build --mode production",
        "pytest -k token",
        "docker compose up -d",
        "tsc -b && vite build",
        "API_KEY=$KEY serve",
        "curl -H 'Authorization: Bearer ${TOKEN}' x",
        "Look at token: authentication of users",
        "secret: use the vault",
        "basic authentication for the shop",
        "https://example.org/a/b?page=2",
    ]
    for text in cases:
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
    (result,) = find_services(documents(tmp_path, {"compose.yaml": text}))
    assert not kept(result.summary)


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


COMMANDS = [
    "mysql -uroot -phunter2 shop", "docker compose exec db mysqldump -uroot -p'hunter2' shop",
    "docker login -u me -p hunter2 r.io", "docker login -p=hunter2", "az login -u me -p hunter2",
    "sshpass -p hunter2 ssh x", "sshpass -phunter2 ssh x", "redis-cli -a hunter2 ping",
    "curl --user me:hunter2 https://x", "curl --user=me:hunter2 x", "curl -U me:hunter2 x",
    "curl -H 'PRIVATE-TOKEN: hunter2' https://x", "curl --header 'Cookie: sid=hunter2' x",
    'curl -H "Authorization: Bearer hunter2" x', "vsce publish -p abcdefhunter2",
    "deploy --pat hunter2 --pass hunter2", "deploy --key hunter2 --pw hunter2",
    "npx x --passwd hunter2", "npx x --db-password=hunter2", "netlify deploy --auth=hunter2",
    "x --password 'my hunter2 word'", 'x --token \\"hunter2\\"', "x --apiKey hunter2",
    "aws configure set aws_secret_access_key wJal/hunter2", "zip -P hunter2 a",
    "npm config set //registry.npmjs.org/:_authToken hunter2", "sqlcmd -U sa -P hunter2!",
    "ldapsearch -w hunter2", "NPM_AUTH=hunter2 npm publish", "PW=hunter2 run",
    "dbPassword=hunter2 run", "PW=${PW:-hunter2} run", "mvn -Ddb.password=hunter2 test",
    "java -Djavax.net.ssl.keyStorePassword=hunter2 x", "keytool -storepass hunter2 -list",
    "sqlplus shop/hunter2@db", "HTTPS_PROXY=me:hunter2@proxy:3128 x", "7z a -phunter2 x.7z",
    "mongosh -u me -p hunter2", "ngrok authtoken hunter2", "poetry config pypi-token.x hunter2",
    "openssl enc -pass pass:hunter2", "docker login -p hunter2 && docker run -p 80:80 x",
    "echo hunter2 | docker login --password-stdin", "vault login hunter2", "curl -b s=hunter2 x",
    "htpasswd -nbB me hunter2", "sshpass -e ssh x redis-cli -a hunter2 ping", "vercel -t hunter2",
    """x --data '{"password": "hunter2"}'""", "redis-server --requirepass hunter2",
]  # fmt: skip


def test_no_password_of_a_command_is_told() -> None:
    for command in COMMANDS:
        assert not kept(masked(command))


def test_a_command_without_a_secret_is_told_as_it_is() -> None:
    cases: list[str] = [
        "mkdir -p build",
        "docker run -p 80:80 x",
        "tsc -p tsconfig.json",
        "tar -a",
        "pytest -p no:cacheprovider",
        "curl -w '%{http_code}'",
        "make -w",
        "x --key-file x",
        "x --passthrough",
        "x --passthrough all",
        "x --author x",
        "jest --passWithNoTests src",
        "docker run --name mysql -p 3306:3306 -p 127.0.0.1:80:80 mysql",
        "docker run -u 1000:1000 x",
        "docker run --user 1000:1000 x",
        "mysql -u root -p shop",
        "zip -r a.zip a",
        "redis-cli ping",
        "docker login -u me --password-stdin && mkdir -p build",
        "x --ssl-key certs/server.key",
        "NODE_ENV=test jest",
        "PW=$PW run",
        "PW=${PW} x --token $TOKEN --key ${{ secrets.KEY }}",
        "npm i react@npm:preact@10",
        "npm i npm:vite@5",
        "docker pull postgres:16@sha256:abc",
        "scp a me@host:b",
        "ssh -p 22 me@host",
        "rsync -a x host:y",
        "MAX_TOKENS=4096 serve",
        "git config user.name x",
        "git config set user.email me@x.org",
        "deploy --no-auth x",
        "pytest --timeout=5",
        "x --public-key-path a",
        "BYPASS_CACHE=1 KEYBOARD=de run",
        "zip -r x.zip . && tsc -P tsconfig.json",
        "eslint --rule 'sort-keys: error'",
        """eslint --rule '{"sort-keys": "error"}'""",
        "x --token-limit 5",
        "login -h",
        "echo x | tee y",
        "openssl req -newkey rsa:4096",
        "curl -b cookies.txt x",
        "htpasswd -c users me",
    ]
    for command in cases:
        assert masked(command) == command


HEX = "0123456789abcdef" * 4

HIDDEN_VALUES = {
    "GOOSE_DBSTRING": "shop:hunter2@tcp(db:3306)/shop", "PROXY": "me:hunter2@proxy:3128",
    "JDBC": "jdbc:oracle:thin:scott/tiger@//db:1521/x", "BROKER": "amqp:guest:hunter2@rabbit",
    "JDBC_URL": "jdbc:mysql://db/x?user=a&pw=hunter2", "CREDS": "me:hunter2",
    "BASIC": "me:hunter2", "LOGIN": "me:hunter2", "HEADER": "Authorization: Bearer abcdef",
    "EXTRA": "Bearer abcdef", "TRAEFIK_USERS": "admin:$$apr1$$abc$$def",
    "ADMIN": "$2b$10$abcdefghijk", "DIGEST_USERS": "me:{SHA}abcdef=",
    "REGISTRY": '{"auths":{"x":{"auth":"dXNlcjpodW50ZXIy"}}}', "PULL": '{"password": "hunter2"}',
    "ZAP": "https://hooks.zapier.com/" + "hooks/catch/1/ab",
    "IFTTT": "https://maker.ifttt.com/" + "trigger/x/with/key/ab",
    "TEAMS": "https://outlook.office.com/" + "webhook/ab", "A": "da" + "pi" + HEX[:32],
    "B": "sb" + "p_" + HEX[:40], "C": "pu" + "l-" + HEX[:40], "D": "dp" + ".st.dev.abcdef",
    "E": "NR" + "AK-ABCDEF", "F": "tskey" + "-auth-abcdef", "G": "secr" + "et_abcdefghi",
    "H": "oau" + "th:abcdefghi", "I": "00D" + "5g000004abcd!AQ" + "abcdef", "J": "gs" + "k_abcdef",
    "K": "django" + "-insecure-ab#$(cd", "L": "nv" + "api-abcdef", "M": "CF" + "PAT-abcdef",
    "N": "verc" + "el_abcdefghi", "O": "pp" + "lx-abcdef", "P": "fo" + "1_abcdef",
    "OPTS": "-Dx=1 -DdbPassword=abc", "CONN": "Server=db;Database=x;Password=ab",
}  # fmt: skip


def test_a_value_that_has_a_form_of_secrets_is_hidden() -> None:
    for name in HIDDEN_VALUES:
        assert is_secret(name, HIDDEN_VALUES[name])


@pytest.mark.parametrize("value", ["x", "true", "1", "info", "http://x", "/run/x", "15m", "HS256"])
@pytest.mark.parametrize(
    "name",
    [
        "POSTGRES_PASSWORD", "DB_PASS", "API_KEY", "SECRET_KEY", "TOKEN", "JWT_SECRET",
        "AUTH_TOKEN",
        "PGPASSWORD", "MYSQL_PWD", "dbPassword", "apikey", "apiKey", "APIKey", "accesskey",
        "AWS_ACCESS_KEY_ID", "DBPASS", "SMTPPASS", "masterkey", "NPM_AUTH", "PW", "PASS1",
        "ADMIN_PASSWORD2",
        "url_token", "URL_TOKEN", "PORT_PASSWORD", "MAX_PASSWORD", "MyPASSword", "authkey",
        "SLACK_WEBHOOK_URL", "KEYID", "OAuth2Token", "JWT_PRIVATE_KEY", "SA_PIN", "CREDENTIALS",
    ],
)  # fmt: skip
def test_what_is_named_a_secret_is_hidden_whatever_it_is(name: str, value: str) -> None:
    assert is_secret(name, value)


SHOWN = {
    "KEYBOARD": "de", "KEYCLOAK_URL": "http://keycloak:8080", "KEYCLOAK_REALM": "x",
    "KEYSPACE": "shop", "CASSANDRA_KEYSPACE": "x", "MONKEY": "x", "AUTHOR": "x",
    "COMPASS_URL": "http://x:80", "PASSIVE_MODE": "true", "BYPASS_CACHE": "1",
    "PASSENGER_APP_ENV": "dev", "SALTSTACK": "x", "TOKENIZERS_PARALLELISM": "false",
    "TOKEN_TTL": "3600", "MAX_TOKENS": "4096", "JWT_EXPIRES": "15m", "JWT_EXPIRES_IN": "7 days",
    "JWT_ALGORITHM": "HS256", "AUTH_URL": "http://auth:80", "OIDC_AUTHORITY": "http://x",
    "REDIS_KEY_PREFIX": "app", "PUBLIC_KEY_PATH": "/etc/x.pem", "IMAGE": f"sha256:{HEX}",
    "SECRETS_MANAGER_ENDPOINT": "http://localstack:4566", "GIT_SHA": HEX[:40],
    "IMAGE_DIGEST": f"x@sha256:{HEX}", "POSTGRES_PASSWORD_FILE": "/run/secrets/db",
    "PASSWORD_MIN_LENGTH": "8", "AUTH_ENABLED": "true", "VALKEY_URL": "redis://valkey:6379/0",
    "tokenTtl": "60",
    "PGPASSFILE": "/run/pgpass", "AUTH_HOST": "auth.example.org:80",
    "IMAGE_TAG": "postgres:16-alpine",
    "AUTH_ISSUER_URL": "https://x.org/realms/shop/.well-known/openid-configuration",
    "ALIAS": "npm:vite@5", "MAIL_FROM": "me@example.org", "USERS": "db:5432", "LOGIN": "me",
    "HEADER": "X-Forwarded-For", "LOGIN_URL": "http://x/login",
}  # fmt: skip


def test_a_name_that_only_reminds_of_secrets_hides_nothing() -> None:
    for name in SHOWN:
        assert not is_secret(name, SHOWN[name])


def test_a_value_that_is_not_what_its_name_says_is_hidden() -> None:
    cases: list[tuple[str, str]] = [
        ("TOKEN_TTL", "hunter2"),
        ("AUTH_URL", "https://x/a?b=c"),
        ("KEY_PREFIX", "hunter2!"),
        ("AUTH_URL", "https://me:hunter2@x"),
        ("PUBLIC_KEY_PATH", "-----BEGIN"),
        ("AUTH_URL", "https://x/in/a1b2c3d4e5"),
        ("GIT_SHA", R),
        ("KEYBOARD", R),
        ("JWT_ALGORITHM", "x!#9"),
        ("PGPASSFILE", "hunter2"),
        ("KEY", HEX[:40]),
        ("PASSWORD", f"sha256:{HEX}"),
    ]
    for name, value in cases:
        assert is_secret(name, value)


PIECES = [
    "a", "A", "a.", "a:", "a@", "a=", "a-", "-p ", "mysql ", "login -p", "--key ", "set a ", "$",
    "$1$", "'", '"', '"key":', "-H a:", "://", "://a:", "/a", "sha256:", "token=", "0", "_", " ",
    "\\",
    "authorization: bearer ", "-u a:", "secret_", "eyJaaaaaa.", "00D", "curl -H 'x", "&", "{SHA}",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_a_text_that_repeats_itself_takes_no_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    start = time.process_time()
    masked(text)
    masked_code(text)
    is_secret("LOGIN_HEADER_URL", text)
    is_secret(text, "x")
    assert time.process_time() - start < 5
