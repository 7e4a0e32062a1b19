"""The forms of keys and tokens of well-known services.

Each is the form that its service documents; those that Yelp's detect-secrets 1.5.0
(https://github.com/Yelp/detect-secrets, Apache-2.0) and gitleaks 8
(https://github.com/gitleaks/gitleaks, MIT) look for were compared. Forms that words or identifiers
may have by chance are left out, and that of JWTs: a payload in a plan may well show one, and it
expires.
"""

from __future__ import annotations

import re
from functools import cache

FORMS: dict[str, str] = {
    "Age key": r"\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b",
    "Anthropic key": r"\bsk-ant-[a-z0-9]+-[\w-]{80,}",
    "Artifactory key": r"\bAKC[a-zA-Z0-9]{10,}",
    "AWS access key": r"\b(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}\b",
    "AWS secret key": r"(?i:aws.{0,20}?(?:key|pwd|pw|password|pass|token).{0,20}?)"
    r"['\"][0-9a-zA-Z/+]{40}['\"]",
    "Azure storage key": r"AccountKey=[a-zA-Z0-9+/=]{88}",
    "Databricks token": r"\bdapi[0-9a-f]{32}\b",
    "DigitalOcean token": r"\bdo[opr]_v1_[0-9a-f]{64}\b",
    "Discord bot token": r"\b[MNO][a-zA-Z\d_-]{23,25}\.[a-zA-Z\d_-]{6}\.[a-zA-Z\d_-]{27}",
    "Docker token": r"\bdckr_(?:pat|oat)_[\w-]{27,}",
    "Figma token": r"\bfigd_[\w-]{40}",
    "GitHub token": r"\b(?:gh[opsur]_[A-Za-z0-9_]{36}|github_pat_\w{82})",
    "GitLab token": r"\b(?:gl(?:pat|dt|ft|soat|rt|ptt|agent|oas|imt)-|GR1348941)[\w-]{20,}"
    r"|\bglcbt-(?:[0-9a-fA-F]{2}_)?[\w-]{20,}",
    "Google API key": r"\bAIza[\w-]{35}",
    "Grafana token": r"\bgl(?:sa_[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}|c_[A-Za-z0-9+/]{32,})",
    "Hugging Face token": r"\bhf_[A-Za-z]{34}\b",
    "Linear key": r"\blin_api_[A-Za-z0-9]{40}",
    "Mailchimp key": r"\b[0-9a-f]{32}-us[0-9]{1,2}\b",
    "New Relic key": r"\bNRAK-[A-Z0-9]{27}\b",
    "npm token": r"\bnpm_[A-Za-z0-9]{36}\b|//.{1,200}/:_authToken=\s{0,9}(?:npm_|[A-Fa-f0-9-]{36})",
    "OpenAI key": r"\bsk-[\w-]{0,100}[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}"
    r"|\bsk-(?:proj|svcacct|admin)-[\w-]{40,}",
    "Postman key": r"\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}\b",
    "private key": r"BEGIN (?:(?:DSA|EC|OPENSSH|RSA|ENCRYPTED|SSH2 ENCRYPTED) )?PRIVATE KEY"
    r"|BEGIN PGP PRIVATE KEY BLOCK|PuTTY-User-Key-File-[23]",
    "PyPI token": r"\bpypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{70,}",
    "RubyGems key": r"\brubygems_[0-9a-f]{48}\b",
    "SendGrid key": r"\bSG\.[\w-]{22}\.[\w-]{43}",
    "Sentry token": r"\bsntrys_[\w+/=-]{40,}",
    "Shopify token": r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b",
    "Slack token": r"(?i:\bxox[abeoprs]-(?:\d+-)+[a-z0-9]+)|\bxapp-\d-[A-Z0-9]+-\d+-[0-9a-f]+",
    "Slack webhook": r"(?i:hooks\.slack\.com/services/T\w+/B\w+/\w+)",
    "Square secret": r"\bsq0csp-[\w\\-]{43}",
    "Stripe key": r"\b(?:[rs]k_live_[0-9a-zA-Z]{24,}|whsec_[0-9a-zA-Z+/=]{32,})",
    "Tailscale key": r"\btskey-[a-z]{2,10}-[\w-]{16,}",
    "Telegram bot token": r"\b\d{8,10}:[\w-]{35}\b",
    "Twilio key": r"\b(?:AC|SK)[0-9a-f]{32}\b",
    "Vault token": r"\bhv[bs]\.[\w-]{24,}",
}
"""Regular expressions, by what each finds."""

# Long runs of letters and digits, or a beginning; whatever else need not be looked through.
_LONG_RUN = re.compile(r"[A-Za-z0-9_+=.:-]{16,}|PRIVATE KEY")
_TELLING = re.compile(r"[0-9 ]|hf_")


@cache
def _compiled() -> dict[str, re.Pattern[str]]:
    """Return the forms, ready to look for; few lines could hold one, so not before the first."""
    return {kind: re.compile(form) for kind, form in FORMS.items()}


def kind_of_secret(line: str) -> str:
    """Return what kind of secret a line holds; empty without one. Samples of manuals are none."""
    if not any(map(_TELLING.search, _LONG_RUN.findall(line))):
        return ""
    for kind, form in _compiled().items():
        for match in form.finditer(line):
            if "example" not in match[0].casefold():
                return kind
    return ""
