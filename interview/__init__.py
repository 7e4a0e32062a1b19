"""Ask a developer for an iteration plan, section by section, and write it as one document."""

__version__ = "0.1.0"
