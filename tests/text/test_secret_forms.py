"""Every form of a key finds a key of that form, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from interview.text.secret_forms import FORMS, kind_of_secret

R = "0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ"
HEX = "0123456789abcdef" * 4

# Put together here, so that no scanner objects.
KEYS = {
    "Age key": "AGE-SECRET-" + "KEY-1" + "Q9" * 29,
    "Anthropic key": "sk-" + "ant-api03-" + R,
    "Artifactory key": "AK" + "Cp8" + R[:20],
    "AWS access key": "AK" + "IAQ3EGRIZ5XJHW2T7P",
    "AWS secret key": "aws_secret_access_" + "key = '" + R[:40] + "'",
    "Azure storage key": "Account" + "Key=" + R[:86] + "==",
    "Databricks token": "da" + "pi" + HEX[:32],
    "DigitalOcean token": "do" + "p_v1_" + HEX,
    "Discord bot token": "M" + R[:23] + "." + R[:6] + "." + R[:27],
    "Docker token": "dc" + "kr_pat_" + R[:27],
    "Figma token": "fig" + "d_" + R[:40],
    "GitHub token": "gh" + "p_" + R[:36],
    "GitLab token": "gl" + "pat-" + R[:20],
    "Google API key": "AI" + "za" + R[:35],
    "Grafana token": "gl" + "sa_" + R[:32] + "_" + HEX[:8],
    "Hugging Face token": "h" + "f_" + "aBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgH",
    "Linear key": "lin_" + "api_" + R[:40],
    "Mailchimp key": HEX[:32] + "-us" + "12",
    "New Relic key": "NR" + "AK-" + R.upper()[:27],
    "npm token": "np" + "m_" + R[:36],
    "OpenAI key": "sk-" + R[:20] + "T3Blbk" + "FJ" + R[:20],
    "Postman key": "PM" + "AK-" + HEX[:24] + "-" + HEX[:34],
    "private key": "-----BEGIN OPENSSH " + "PRIVATE KEY-----",
    "PyPI token": "py" + "pi-AgEIcHlwaS5vcmc" + R,
    "RubyGems key": "ruby" + "gems_" + HEX[:48],
    "SendGrid key": "S" + "G." + R[:22] + "." + R[:43],
    "Sentry token": "sntr" + "ys_" + R[:50],
    "Shopify token": "shp" + "at_" + HEX[:32],
    "Slack token": "xo" + "xb-1234567890-1234567890-" + R[:24],
    "Slack webhook": "https://hooks.slack" + ".com/services/T01AB/B01AB/" + R[:24],
    "Square secret": "sq0" + "csp-" + R[:43],
    "Stripe key": "sk" + "_live_" + R[:24],
    "Tailscale key": "ts" + "key-auth-" + R[:20],
    "Telegram bot token": "110201543" + ":" + R[:35],
    "Twilio key": "S" + "K" + HEX[:32],
    "Vault token": "hv" + "s." + R[:24],
}

FURTHER = {
    "AWS access key": "AS" + "IAQ3EGRIZ5XJHW2T7P",
    "GitHub token": "github" + "_pat_" + (R + R)[:82],
    "GitLab token": "gl" + "cbt-64_" + R[:20],
    "npm token": "//registry.npmjs.org/" + ":_authToken=" + HEX[:8] + "-" * 28,
    "OpenAI key": "sk-" + "proj-" + R[:60],
    "Slack token": "xap" + "p-1-A0123-456-" + HEX,
    "private key": "PuTTY-User-Key-" + "File-3: ssh-rsa",
    "Stripe key": "wh" + "sec_" + R[:32],
}


def test_every_form_has_a_key_that_it_finds() -> None:
    assert KEYS.keys() == FORMS.keys()
    for kind, key in [*KEYS.items(), *FURTHER.items()]:
        for line in (key, f"the key is {key} for now", f"A='{key}'", f"({key})", f"x: {key}"):
            assert kind_of_secret(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "sha256:" + HEX,
        HEX[:40],
        "550e8400-e29b-41d4-a716-446655440000",
        "APPLICATION_SETTINGS = ACCOUNT1",
        "MACHINE_LEARNING_ASIAPACIFIC1234567890",
        "risk-assessment-of-the-2026-migration-plan",
        "npm_config_registry=https://registry.npmjs.org/v2",
        "GitHub tokens begin with gh" + "p_ and have 36 characters",
        "12:30:00 and 110201543:80",
        "hvs.example.org/v1/secret/data/2026",
        "AK" + "IAIOSFODNN7EXAMPLE",
        "the sk" + "_test_4eC39HqLyjWDarjtT1zdp7dc of the manual",
        "ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiIxMjM0In0." + R[:43],
        "https://hooks.slack.com/services/",
        "",
    ],
)
def test_what_only_looks_like_a_key_is_none(line: str) -> None:
    assert kind_of_secret(line) == ""


def test_a_long_line_takes_no_time() -> None:
    for piece in (
        "sk-",
        "//x",
        "aws key ",
        "gl" + "pat-",
        "AK" + "IA",
        "1234567890:",
        "a" * 40 + "1 ",
    ):
        assert kind_of_secret(piece * 4_000) in ("", *FORMS)
