"""Masks what looks like a secret in what a project's files say.

More is masked here than is objected to in a plan (`secret_forms`): a value that is left out can be
looked up where it stands, one that is copied into a plan is read by many.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from interview.text.secret_forms import kind_of_secret
from interview.text.secret_names import is_checksum, is_described, is_secret_name, is_secret_option

if TYPE_CHECKING:
    from collections.abc import Callable

HIDDEN = "…"
"""Stands for a secret."""

LONGEST = 2_000
"""Characters of a text that is masked; the rest is cut off."""

# Beginnings that a service gives its keys, so that they can be found; and what bears them
_TOKEN = re.compile(
    r"""
      \b(?: gh[a-z]_ | github_pat_ | glpat- | gl[a-z]{2,4}- (?=\w{16}) | xox[a-z]- | xapp-
          | [prs]k_(?:live|test)_ | whsec_ | npm_ (?=\w{16}) | pypi-A | dckr_pat_ | hf_ (?=\w{16})
          | sk- (?=[\w-]{16}) | SG\. (?=[\w-]{8}) | hv[bs]\. (?=[\w-]{16}) | dop_v1_ | shp[a-z]{2}_
          | sq0[a-z]{3}- | ya29\. | AIza | A(?:KI|SI|BI|CC)A (?=[A-Z0-9]{8}) | key-(?=[0-9a-f]{16})
          | AGE-SECRET-KEY- | rubygems_ | lin_api_ | figd_ | sntrys_ | atlasv1\. | gsk_ | nvapi-
          | dapi (?=[0-9a-f]{32}) | sbp_ (?=[0-9a-f]{16}) | pul- (?=[0-9a-f]{16}) | NRAK- | CFPAT-
          | dp\.(?:st|pt|ct|sa|scim|audit)\. | tskey-[a-z]{2,10}- | pplx- | fo1_
          | (?:secret_|vercel_|oauth:) (?=[A-Za-z_-]{0,40}\d) (?=\w{12})
        ) [\w.=+/-]{4,}
    | \b django-insecure- [\w.=+/!@\#$%^&*()-]{2,}
    | \b 00D \w{4,15} ! [\w.]{4,}
    | \beyJ [\w-]{6,} \. [\w-]{4,} (?: \. [\w-]* )?
    | -----BEGIN [ \w]{0,40} -----  [\s\S]*
    | \b (?: hooks\.slack\.com/ (?:services|workflows|triggers)
           | (?:\w+\.)?discord (?:app)? \.com/api/webhooks
           | [\w-]{1,60} \.webhook\.office\.com
           | outlook\.office(?:365)?\.com/webhook/ | hooks\.zapier\.com/hooks/
           | maker\.ifttt\.com/ | hook\.(?:[a-z0-9]{1,8}\.)?make\.com/
           | api\.telegram\.org/bot [^/\s]* ) [^\s"']*
    | \${1,2} (?: apr1 | 2[abxy]? | [156y] | argon2[id]{1,2} | scrypt | pbkdf2[\w-]{0,20} )
      \${1,2} [\w./=,+-]{1,80} \${1,2} [\w./+$=,-]{3,}
    | \b pbkdf2_\w{3,12} \$ \d{1,9} \$ [\w./+=$-]{3,}
    | \{ S?SHA (?:\d{3})? \} [\w+/=]{4,}
    """,
    re.VERBOSE,
)

_LOGIN = re.compile(r"(?<=://)[^\s/@\"']*@")
_LOGIN_WITH_SLASH = re.compile(r"(?<=://)[^\s/@:\"']{1,80}:[^\s@\"']{1,80}@")

# Logins without a scheme (`me:word@proxy:3128`), but no packages (`npm:vite@5`) and no images
_BARE_LOGIN = re.compile(
    r"""
    (?<! [\w./:@+-] ) (?! (?:npm|jsr|pkg|node|docker|github|git|file|link|patch|workspace|catalog
        |mailto|portal|https?) : )
    [\w.+-]{1,60} : (?! [/$<{%] ) [^\s@"']{1,100} @ (?! sha\d ) (?= [\w(\[/] )
    """,
    re.VERBOSE | re.IGNORECASE,
)

# What is said to be a secret, in a setting, an address, an option or a header
_NAMED = re.compile(
    r"""
    ( (?P<set> (?: \b | [_-] ) (?: pass(?:word|wd|phrase)? | pwd | secret | token
        | api[_-]?key | apikey | access[_-]?key
        | private[_-]?key | client[_-]?secret | credentials? | signature | sig )
      [\w-]{0,20} ["']? (?: \s{0,3} = \s{0,3}
        | : \s{0,3} (?= [^\s"']* \d ) (?= [^\s"']{8} ) ) )
    | --(?:password|token|secret|api-key|auth) \s{1,3}
    | \b (?:bearer|basic|token) \s{1,3} (?= [^\s"'$]* \d ) (?= [^\s"'$]{12} )
    | (?:\s|^) (?: -[uU] \s{0,2} | --(?:proxy-)?user (?: = | \s{1,3} ) )
      ["']? (?! \d{1,9}:\d{1,9} (?:\s|$) ) [\w.@+\\-]{1,60} : )
    ["']? (?! [$<{%(] | process\.env | os\.environ ) [^\s"'&,;]{3,}
    """,
    re.VERBOSE | re.IGNORECASE,
)

# What a shell takes as a value
_VALUE = r"""(\\?"[^"\n]{1,500}"|'[^'\n]{1,500}'|\\?["']?(?![-&|;<>\s])[^\s"'|&;<>`]+)"""
_OPTION = re.compile(r"(?<![\w-])(--?([A-Za-z][\w.-]{0,60})(?:=|\s{1,3}))" + _VALUE)
_ASSIGNMENT = re.compile(r"(?<![\w.-])(-{0,2}([A-Za-z_][\w.-]{0,80})=)" + _VALUE)
_SET = re.compile(
    r"(?<![\w-])((?:setx|(?:npm|pnpm|yarn|bundle)\s{1,3}set|config(?:ure)?(?:\s{1,3}set)?)\s{1,3}(?:--?[\w-]{1,30}\s{1,3}){0,2}"
    r"([\w./:@-]{1,120})\s{1,3})" + _VALUE
)
_ENTRY = re.compile(
    r"""((?:\\?["'])([\w.-]{1,60})\\?["']\s{0,3}:\s{0,3})"""
    r"""(\\?"[^"\n]{1,500}"|'[^'\n]{1,500}')"""
)
_HEADER = re.compile(
    r"""((?:-H|--header)(?:=|\s{0,3})\\?["']?([\w-]{1,60}):\s{0,3}"""
    r"""(?:(?:bearer|basic|token|digest)\s{1,3})?)([^"'\n\\]+)""",
    re.IGNORECASE,
)
_AUTHORIZATION = re.compile(
    r"""(\b(authorization)["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer|basic|token|digest)\s{1,3})"""
    r"""((?!tokens?\b|auth)[^\s"']+)""",
    re.IGNORECASE,
)
_FILE = re.compile(r"[\w./~-]{1,120}\.(?:pem|key|crt|cer|p12|pfx|jks|json|ya?ml|toml|env|pub)")
_LATER = re.compile(
    r"[<{%]|\$\(|\$\{\{|\$\{\w{1,80}\}|\$\w{1,80}(?![\w$])|process\.env|os\.environ"
)
_LEVELS = {"error", "warn", "off", "always", "never", "true", "false"}

# Short options that mean a password to one program, and something else to all others
_NO_PORTS = r"(?!(?:[\d.]{1,15}:)?\d{1,5}:\d{1,5}\b)"
_PROGRAMS = {
    r"mysql\w{0,12}|mariadb[\w-]{0,12}|7z[ar]?|rar|unrar": rf"-p{_NO_PORTS}(?=\S)",
    r"login|sshpass|vsce|ovsx|twine|mongo(?:sh|dump|restore|import|export|stat)?|cypher-shell"
    r"|rabbitmqadmin": rf"-p(?:=|\s{{0,3}}){_NO_PORTS}",
    r"redis-cli": r"-a\s{1,3}",
    r"zip|unzip|sqlcmd|bcp|mosquitto_(?:pub|sub)": r"-P\s{0,3}",
    r"ldap\w{3,10}": r"-w\s{0,3}",
    r"nuget": r"-(?:k|ApiKey)\s{1,3}",
    r"openssl": r"-(?:k|K|pass|passin|passout)\s{1,3}",
    r"ngrok": r"(?:add-)?authtoken\s{1,3}",
    r"sqlplus": r"\b[\w$]{1,30}/(?=[^\s@]{1,60}@)",
    r"smbclient": r"-U\s{0,3}[\w.\\/-]{1,60}%",
    r"vault": r"login\s{1,3}",
    r"vercel|now": r"-t\s{1,3}",
    r"netlify": r"-a\s{1,3}",
    r"curl": r"(?:-b\s{0,3}|--cookie(?:=|\s{1,3}))[\"']?[\w.-]{1,60}=",
    r"htpasswd": r"-\w{0,6}b\w{0,6}\s(?:[^\s-]\S{0,200}\s){1,2}(?=\S{1,200}\s{0,3}$)",
    r"\w?freerdp": r"/p:",
    r"lftp": r"-u\s{0,3}[\w.-]{1,60},",
}
_ARGUMENTS = r"((?:[^|&;\n]|(?<=\S)[&|;](?=\S)){1,2000})"
_CALLS = [
    (
        re.compile(rf"(?<![\w-])({program})(?=\s){_ARGUMENTS}"),
        re.compile(rf"((?<![\w-]){option})()" + _VALUE),
    )
    for program, option in _PROGRAMS.items()
]
_PIPED = re.compile(
    rf"(\b(?:echo|printf)()\s{{1,3}}(?:-\w{{1,3}}\s{{1,3}}){{0,2}}){_VALUE}"
    r"(?=\s{0,3}\|[^|\n]{0,200}\w-stdin)"
)

# The name at the end of a text that goes on with its value
_NAME = re.compile(r"""([\w.-]{1,120})["']?\s{0,3}[=:]\s{0,3}$""")

# A run that nobody types: letters of both cases and digits, or many hexadecimal digits
_RANDOM = re.compile(r"(?<![\w+-])(?:[0-9a-fA-F]{32,}|[\w+-]{24,})(?![\w+-])")


def masked(text: str) -> str:
    """Return a text of a project's file with … for whatever in it looks like a secret."""
    text = _TOKEN.sub(HIDDEN, text[:LONGEST])
    text = _LOGIN_WITH_SLASH.sub(f"{HIDDEN}@", _LOGIN.sub(f"{HIDDEN}@", text))
    text = _BARE_LOGIN.sub(f"{HIDDEN}@", text)
    for call, option in _CALLS:
        text = call.sub(partial(_masked_call, option), text)
    for form, is_named in _SETTINGS.items():
        text = form.sub(partial(_masked_setting, is_named), text)
    text = _NAMED.sub(_masked_value, text)
    return HIDDEN if any(map(kind_of_secret, text.split("\n"))) else text


def _masked_setting(is_named: Callable[[str, str], bool], match: re.Match[str]) -> str:
    """Return what a name is set to with … for the value, if the name says that it is a secret."""
    groups, name, value = match.groups()
    bare = value.strip("\\\"'")
    stays = _LATER.match(bare) or bare in _LEVELS or not is_named(name, bare)
    return match[0] if stays else f"{groups}{HIDDEN}"


def _masked_value(match: re.Match[str]) -> str:
    """Return a setting with … for its value, unless its name says what else the value is."""
    if match["set"]:
        name = _NAME.search(match.string[max(0, match.start() - 80) : match.end("set")])
        if name and is_described(name[1], match[0][len(match[1]) :]):
            return match[0]
    return f"{match[1]}{HIDDEN}"


def _masked_call(option: re.Pattern[str], match: re.Match[str]) -> str:
    program, arguments = match.groups()
    return f"{program}{option.sub(partial(_masked_setting, _always), arguments)}"


def _always(_name: str, _value: str) -> bool:
    return True


def _is_option(name: str, value: str) -> bool:
    is_file = _FILE.fullmatch(value) is not None and "pass" not in name.lower()
    return not is_file and is_secret_option(name, value)


def _is_header(name: str, value: str) -> bool:
    return "cookie" in name.lower() or is_secret_name(name, value)


_SETTINGS = {
    _HEADER: _is_header,
    _AUTHORIZATION: _always,
    _PIPED: _always,
    _OPTION: _is_option,
    _ASSIGNMENT: is_secret_name,
    _SET: is_secret_name,
    _ENTRY: is_secret_option,
}


def masked_code(text: str) -> str:
    """Return code with … for the keys and tokens in it; names and defaults stay what they are."""
    text = _TOKEN.sub(HIDDEN, text)
    lines = text.split("\n")
    return "\n".join(HIDDEN if kind_of_secret(line) else line for line in lines)


# Words in the names of variables whose values are secrets unless they are plain
_HINT = re.compile(
    r"licen[cs]e|dsn|cookie|session|sign|seed|cert|crypt|cipher|csrf|nonce|conn|serial|activat"
    r"|authen|keyring|keytab|keystore",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"login|basic|user|account|cred|header", re.IGNORECASE)
_PAIR = re.compile(r"[\w.@+-]{1,60}:(?!//)(?!\d{1,5}$)\S{3,}")
_SETTING = re.compile(r"([A-Za-z][\w.-]{0,60})\s{0,9}=([^;&\s]{0,200})")
_WHOLE = re.compile(
    r"(?:secret_|vercel_|oauth:)\S{8,}|(?:bearer|basic)\s{1,3}\S+"
    r"|(?:django-insecure-|gsk_|nvapi-|cfpat-|pplx-|fo1_|nrak-)\S+",
    re.IGNORECASE,
)
_DIGEST = re.compile(r"(?<!\w)sha(?:256|384|512):[0-9a-fA-F]{64,128}(?!\w)")
_PLAIN = re.compile(
    r"\d{1,9}(?:\.\d{1,6})?(?:ms|[smhdkmgt]b?)?|[a-z]{1,16}(?:[-_][a-z]{1,16}){0,4}"
    r"|[/.][\w./-]{0,80}|[a-z][a-z0-9+.-]{1,20}://[\w.-]{1,80}(?::\d{1,5})?(?:/\w{0,12})?"
    r"|[\w.-]{1,60}:\d{1,5}"
    r"|v?\d{1,4}(?:\.\d{1,4}){1,3}",
    re.IGNORECASE,
)


def is_secret(name: str, value: str) -> bool:
    """Return whether the value of a variable could be a secret, by its name or its form."""
    text = value.strip()
    if is_secret_name(name, text) or (_HINT.search(name) and not _PLAIN.fullmatch(text)):
        return True
    if _ACCOUNT.search(name) and _PAIR.fullmatch(text):
        return True
    if masked(value) != value or _WHOLE.fullmatch(text):
        return True
    if any(is_secret_name(*match) for match in _SETTING.findall(value)):
        return True
    runs = _RANDOM.findall(_DIGEST.sub("", value))
    return not is_checksum(name, value) and any(map(_is_random, runs))


def _is_random(run: str) -> bool:
    """Return whether a long run of letters and digits is nobody's words."""
    has = [re.search(kind, run) for kind in (r"\d", r"[A-Z]", r"[a-z]")]
    return all(has) or re.fullmatch(r"[0-9a-fA-F]{32,}", run) is not None
