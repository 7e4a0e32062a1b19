"""The detectors of detect-secrets that know a key by its form; those that guess are left out.

A JWT is left out, too: a payload in a plan may well show one, and it expires.

https://github.com/Yelp/detect-secrets (Apache-2.0). Nothing is verified anywhere: it stays offline.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

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
"""Modules of its plugins, and the class in each."""


@cache
def detectors() -> tuple[Any, ...]:
    """Return the detectors; loading them takes a tenth of a second, so only where one is needed."""
    return tuple(
        getattr(import_module(f"detect_secrets.plugins.{module}"), name)()
        for module, name in FORMS.items()
    )
