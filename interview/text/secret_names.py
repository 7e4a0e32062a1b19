"""Which names of variables, options and headers say that what they are set to is a secret.

A name is read by its words, which end at underscores, digits and capitals: a `KEYBOARD` has no key.
Where the last word says what the value is (an address, a duration, a path …), a value of that form
is none, though the name speaks of secrets: `JWT_EXPIRES=15m`. Where in doubt, it is a secret.
"""

from __future__ import annotations

import re

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

SECRETS = {
    "key", "keys", "pass", "pw", "pws", "pwd", "pwds", "psw", "pat", "auth", "oauth",
    "authorization", "jwt", "bearer", "hmac", "salt", "salts", "pepper", "private", "cred",
    "creds", "otp", "totp", "pin", "sas", "htpasswd",
}  # fmt: skip
"""Words that stand for a secret by themselves."""

_WITHIN = re.compile(
    r"password(?!less)|passw(?:d|ort)|passphrase|passcode|secret(?!ar)|token(?!i[sz])|credential"
    r"|apikey|webhook|kennwort|passfile|key(?:id|file|pair|pass|data|value|string|phrase)(?![a-z])"
)
_ENDINGS = ("key", "keys", "pass", "pwd", "auth", "salt", "jwt")
_BEGINNINGS = re.compile(r"auth(?!or|en|elia)|jwt")
_OTHER_ENDINGS = {
    "newkey", "monkey", "monkeys", "donkey", "donkeys", "turkey", "hockey", "jockey", "whiskey",
    "mickey", "valkey", "hotkey", "hotkeys", "compass", "bypass", "surpass", "trespass",
    "encompass", "overpass", "underpass", "basalt",
}  # fmt: skip

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}://)?(?:[\w.-]{1,80}|\[[0-9a-f:]{2,39}\])(?::\d{1,5})?"
    r"(?:/(?:[a-z._-]{1,30}\d{0,2}|\d{1,3})?){0,8}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,6})? ?[a-z]{0,7}", re.IGNORECASE)
_WORD = re.compile(r"[a-z][a-z0-9_./+-]{0,30}", re.IGNORECASE)
_PATH = re.compile(r"(?!-)(?=[^./\\]{0,60}[./\\])(?:[a-z]:)?[\w./\\~${}@-]{1,200}", re.IGNORECASE)
_LABEL = re.compile(r"[\w.:/-]{0,40}")
_SWITCH = re.compile(r"true|false|yes|no|on|off|[01]", re.IGNORECASE)
_CHECKSUM = re.compile(r"(?:sha\d{1,3}:)?[0-9a-f]{7,128}", re.IGNORECASE)

DESCRIPTIONS = {
    "url uri urls host hostname endpoint addr address domain origin issuer authority server port "
    "audience": _ADDRESS,
    "ttl expires expiry expiration expire exp timeout lifetime age duration seconds secs sec "
    "minutes hours days ms interval leeway count limit size length len bytes bits rounds "
    "iterations cost version": _NUMBER,
    "algorithm algo alg type method mode format scheme strategy provider backend driver engine "
    "realm": _WORD,
    "path file dir directory folder location filename": _PATH,
    "prefix suffix name header field column param label": _LABEL,
    "enabled enable disabled required optional cache": _SWITCH,
}
"""What a value is, by the last word of its name, and which form it has then."""

_FORMS = {word: form for words, form in DESCRIPTIONS.items() for word in words.split()}
_AMOUNTS = {"max", "min", "num", "maximum", "minimum"}
_CHECKSUMS = {"sha", "commit", "digest", "revision", "rev", "checksum"}


def is_secret_name(name: str, value: str) -> bool:
    """Return whether a variable's name says that this value of it could be a secret."""
    if not any(map(_is_secret_word, _words(name))) and not _WITHIN.search(_joined(name)):
        return False
    return "webhook" in _joined(name) or not is_described(name, value)


def is_secret_option(name: str, value: str) -> bool:
    """Return whether an option's name says so: `--auth`, but not `--passWithNoTests`."""
    words = _words(name)
    if not words or words[0] == "no" or words[-1] in ("private", "pin"):
        return False
    return _is_secret_word(words[-1]) and not is_described(name, value)


def is_checksum(name: str, value: str) -> bool:
    """Return whether a value is that of a commit or a file, by its name and form."""
    words = _words(name)
    by_name = bool(words) and words[-1] in _CHECKSUMS
    return by_name and _CHECKSUM.fullmatch(value.strip()) is not None


def is_described(name: str, value: str) -> bool:
    """Return whether the name says what the value is, and the value has that form."""
    words = _words(name)
    if len(words) > 1 and words[-1] == "in":
        words.pop()
    if not _AMOUNTS.isdisjoint(words[:-1]) and words[-1] in ("tokens", "keys"):
        return _NUMBER.fullmatch(value.strip()) is not None
    form = _FORMS.get("file" if words[-1].endswith("file") else words[-1]) if words else None
    return form is not None and form.fullmatch(value.strip()) is not None


def _words(name: str) -> list[str]:
    return [part.lower() for part in _PART.findall(name)]


def _joined(name: str) -> str:
    return name.replace("_", " ").lower()


def _is_secret_word(word: str) -> bool:
    if word in SECRETS or _WITHIN.search(word) or _BEGINNINGS.match(word):
        return True
    return word.endswith(_ENDINGS) and word not in _OTHER_ENDINGS
