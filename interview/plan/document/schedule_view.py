"""The order of tasks as a document of a team's own shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.plan.document.markdown.code import fence
from interview.plan.document.markdown.text import Markdown
from interview.plan.document.mermaid import flowchart
from interview.plan.schedule import critical_path, hours, steps_of
from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from interview.session.engine import Engine


def schedule_view(engine: Engine) -> dict[str, Any]:
    """Return `schedule` for a template: `hours` in all, `critical_path` and `flowchart`.

    Nothing where no section has the role `tasks`.
    """
    if engine.questionnaire.playing(Role.TASKS) is None:
        return {}
    tasks = steps_of(engine)
    return {
        "schedule": {
            "hours": Markdown(f"{hours(tasks):g}"),
            "critical_path": Markdown(
                " → ".join(str(number.number) for number in critical_path(tasks))
            ),
            "flowchart": fence(flowchart(tasks), "mermaid"),
        }
    }
