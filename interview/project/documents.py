"""The documents of a project's sessions: what is in them, and where they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.plan.document.file import write_document
from interview.plan.document.formats import FORMATS
from interview.project.workplace import now
from interview.session.events import Exported

if TYPE_CHECKING:
    from pathlib import Path

    from interview.plan.document.file import Written
    from interview.project.workplace import Workplace
    from interview.session.engine import Engine
    from interview.storage.journal import Journal


def document_of(workplace: Workplace, engine: Engine, form: str = "markdown") -> str:
    """Return the document of a session in one of the formats; what is still open shows as a gap.

    Raises:
        InterviewError: The template of the document is at fault.
    """
    template = workplace.library.document(engine.questionnaire.document)
    mermaid = workplace.project.settings["mermaid"].value
    return FORMATS[form].text(engine, template, mermaid)


def path_of(workplace: Workplace, engine: Engine, session: str, form: str = "markdown") -> Path:
    """Return where the document of a session goes when nobody says where.

    Raises:
        InterviewError: The settings lead out of the project.
    """
    path = workplace.document_path(engine, session)
    suffix = FORMATS[form].suffix
    return path.with_suffix(suffix) if suffix else path


def write(
    workplace: Workplace,
    engine: Engine,
    journal: Journal,
    path: Path,
    text: str,
    force: bool = False,
    named: bool = False,
) -> Written:
    """Write a document and keep in the session that it was written.

    Args:
        named: Whether the person typed the path: then a link is followed out of the project, and no
            folder is made.
    """
    name = workplace.relative(path)

    def keep(written: Written) -> None:
        # Before it is in its place: a process that is killed between the two still knows, when it
        # finds the document, that it wrote it itself.
        event = Exported(path=name, sha256=written.sha256, at=now())
        journal.append(event)
        engine.apply(event)

    return write_document(
        path,
        text,
        [export.sha256 for export in engine.state.exports if export.path == name],
        force=force,
        folders=not named,
        within=None if named else _reach(workplace, path),
        before=keep,
    )


def _reach(workplace: Workplace, path: Path) -> Path | None:
    """Return the project, which no link leaves; None for a place of the user's own outside it."""
    root = workplace.project.root
    return root if path.is_relative_to(root) else None
