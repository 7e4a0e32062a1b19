"""Ask a developer for an iteration plan, section by section, and write it as one document."""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "InterviewError": "interview.errors",
    "Finding": "interview.checks.finding",
    "Severity": "interview.checks.finding",
    "Plan": "interview.plan.model",
    "PlanDocument": "interview.project.public",
    "Session": "interview.project.public",
    "check": "interview.project.public",
    "open_session": "interview.project.public",
    "read_document": "interview.project.public",
    "render": "interview.project.public",
}
"""Where each name of the public API lives; it is loaded when somebody asks for it."""

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'interview' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
