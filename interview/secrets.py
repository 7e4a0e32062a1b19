"""What looks like a secret: keys and tokens of well-known services by their form, and logins.

Yelp's detect-secrets (https://github.com/Yelp/detect-secrets, Apache-2.0) knows the forms; of its
detectors, those that guess are left out. Nothing is verified anywhere: it stays offline. What a
project's files say is masked more eagerly than what people write is objected to: a value that is
left out can be looked up where it stands, one that is copied into a plan is read by many.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

HIDDEN = "…"
"""Stands for a secret."""

LONGEST = 2_000
"""Characters of a text that is masked; the rest is cut off."""

FORMS = {
    "artifactory": "ArtifactoryDetector",
    "aws": "AWSKeyDetector",
    "azure_storage_key": "AzureStorageKeyDetector",
    "discord": "DiscordBotTokenDetector",
    "github_token": "GitHubTokenDetector",
    "gitlab_token": "GitLabTokenDetector",
    "mailchimp": "MailchimpDetector",
    "npm": "NpmDetector",
    "openai": "OpenAIDetector",
    "private_key": "PrivateKeyDetector",
    "pypi_token": "PypiTokenDetector",
    "sendgrid": "SendGridDetector",
    "slack": "SlackDetector",
    "square_oauth": "SquareOAuthDetector",
    "stripe": "StripeDetector",
    "telegram_token": "TelegramBotTokenDetector",
    "twilio": "TwilioKeyDetector",
}
"""Modules of detect-secrets, and the class in each.

That of JWTs is left out: a payload in a plan may well show one, and it expires.
"""

# Long runs of letters and digits, or a key's beginning; everything else needs no detector.
_SUSPICIOUS = re.compile(r"[A-Za-z0-9_+=.:-]{16,}|PRIVATE KEY")


@cache
def detectors() -> tuple[Any, ...]:
    """Return the detectors; loading them takes a tenth of a second, so only where one is needed."""
    return tuple(
        getattr(import_module(f"detect_secrets.plugins.{module}"), name)()
        for module, name in FORMS.items()
    )


def kind_of_secret(line: str) -> str:
    """Return what kind of secret a line holds; empty without one. Samples of manuals are none."""
    if not _is_suspicious(line):
        return ""
    for detector in detectors():
        if not any(form.search(line) for form in detector.denylist):
            continue
        for found in detector.analyze_string(line):
            if "example" not in str(found).casefold():
                return str(detector.secret_type)
    return ""


def _is_suspicious(line: str) -> bool:
    found = _SUSPICIOUS.findall(line)
    return any(" " in one or re.search(r"\d", one) for one in found)


# Beginnings that a service gives its keys, so that they can be found; and what bears them
_TOKEN = re.compile(
    r"""
      \b(?: gh[a-z]_ | github_pat_ | glpat- | gl[a-z]{2,4}- (?=\w{16}) | xox[a-z]- | xapp-
          | [prs]k_(?:live|test)_ | whsec_ | npm_ (?=\w{16}) | pypi-A | dckr_pat_ | hf_ (?=\w{16})
          | sk- (?=[\w-]{16}) | SG\. (?=[\w-]{8}) | hv[bs]\. (?=[\w-]{16}) | dop_v1_ | shp[a-z]{2}_
          | sq0[a-z]{3}- | ya29\. | AIza | A(?:KI|SI|BI|CC)A (?=[A-Z0-9]{8}) | key-(?=[0-9a-f]{16})
          | AGE-SECRET-KEY- | rubygems_ | lin_api_ | figd_ | sntrys_ | atlasv1\.
        ) [\w.=+/-]{4,}
    | \beyJ [\w-]{6,} \. [\w-]{4,} (?: \. [\w-]* )?
    | -----BEGIN [ \w]{0,40} -----  [\s\S]*
    | \b (?: hooks\.slack\.com/ (?:services|workflows|triggers)
           | (?:\w+\.)?discord (?:app)? \.com/api/webhooks
           | [\w-]{1,60} \.webhook\.office\.com
           | api\.telegram\.org/bot [^/\s]* ) [^\s"']*
    """,
    re.VERBOSE,
)

_LOGIN = re.compile(r"(?<=://)[^\s/@\"']*@")
_LOGIN_WITH_SLASH = re.compile(r"(?<=://)[^\s/@:\"']{1,80}:[^\s@\"']{1,80}@")

# What is said to be a secret, in a setting, an address, an option or a header
_NAMED = re.compile(
    r"""
    ( (?: \b | [_-] ) (?: pass(?:word|wd|phrase)? | pwd | secret | token | api[_-]?key | apikey
        | access[_-]?key | private[_-]?key | client[_-]?secret | credentials? | signature | sig )
      [\w-]{0,20} ["']? (?: \s{0,3} = \s{0,3} | : \s{0,3} (?= [^\s"']* \d ) (?= [^\s"']{8} ) )
    | --(?:password|token|secret|api-key|auth) \s{1,3}
    | \b (?:bearer|basic|token) \s{1,3} (?= [^\s"'$]* \d ) (?= [^\s"'$]{12} )
    | (?:\s|^) -u \s{0,2} [\w.@-]{1,60} : )
    ["']? (?! [$<{%(] | process\.env | os\.environ ) [^\s"'&,;]{3,}
    """,
    re.VERBOSE | re.IGNORECASE,
)

# A run that nobody types: letters of both cases and digits, or many hexadecimal digits
_RANDOM = re.compile(r"(?<![\w+-])(?:[0-9a-fA-F]{32,}|[\w+-]{24,})(?![\w+-])")


def masked(text: str) -> str:
    """Return a text of a project's file with … for whatever in it looks like a secret."""
    text = _TOKEN.sub(HIDDEN, text[:LONGEST])
    text = _LOGIN_WITH_SLASH.sub(f"{HIDDEN}@", _LOGIN.sub(f"{HIDDEN}@", text))
    text = _NAMED.sub(rf"\g<1>{HIDDEN}", text)
    return HIDDEN if any(map(kind_of_secret, text.split("\n"))) else text


def masked_code(text: str) -> str:
    """Return code with … for the keys and tokens in it; names and defaults stay what they are."""
    text = _TOKEN.sub(HIDDEN, text)
    lines = text.split("\n")
    return "\n".join(HIDDEN if kind_of_secret(line) else line for line in lines)


# Words in the names of variables
_SECRET = re.compile(
    r"pass|pwd|secret|token|key|credential|private|auth|jwt|bearer|hmac|salt|pepper|webhook"
    r"|(?:^|_)(?:t?otp|pin|sas)(?:_|$)",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"licen[cs]e|dsn|cookie|session|sign|seed|cert|crypt|cipher|csrf|nonce|conn|serial|activat",
    re.IGNORECASE,
)
_SETTING = re.compile(r"(?:pass|pwd|secret|token|key)\w{0,20}\s{0,9}=", re.IGNORECASE)
_PLAIN = re.compile(
    r"\d{1,9}(?:\.\d{1,6})?(?:ms|[smhdkmgt]b?)?|[a-z]{1,16}(?:[-_][a-z]{1,16}){0,4}"
    r"|[/.][\w./-]{0,80}|[a-z][a-z0-9+.-]{1,20}://[\w.-]{1,80}(?::\d{1,5})?(?:/\w{0,12})?"
    r"|[\w.-]{1,60}:\d{1,5}"
    r"|v?\d{1,4}(?:\.\d{1,4}){1,3}",
    re.IGNORECASE,
)


def is_secret(name: str, value: str) -> bool:
    """Return whether the value of a variable could be a secret, by its name or its form."""
    if _SECRET.search(name) or (_HINT.search(name) and not _PLAIN.fullmatch(value.strip())):
        return True
    known = masked(value) != value or _SETTING.search(value) is not None
    return known or any(map(_is_random, _RANDOM.findall(value)))


def _is_random(run: str) -> bool:
    """Return whether a long run of letters and digits is nobody's words."""
    has = [re.search(kind, run) for kind in (r"\d", r"[A-Z]", r"[a-z]")]
    return all(has) or re.fullmatch(r"[0-9a-fA-F]{32,}", run) is not None
