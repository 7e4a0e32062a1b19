"""The sources of suggestions that a questionnaire may name."""

from __future__ import annotations

SOURCES = {
    "next_number": "the number after the highest of this project's iterations",
    "built": "the tasks of earlier iterations that are done",
    "current_state": "what the last iteration found, and the files of its tasks that are done",
    "infrastructure": "the services that Compose starts",
    "components": "the stack of the last iteration; components by the manifests (items)",
    "rules": "what the settings of tools hold people to",
    "standards": "the sections of the files in which the project keeps its standards",
    "existing_services": "the interfaces that the last iteration used and made",
    "service_dependencies": "which service waits for which",
    "tasks": "what earlier iterations did not finish or excluded, and ideas for later (items)",
    "signatures": "what the task's existing files declare",
    "services": "the services, and the commands that start them",
    "environment": "the variables that services are started with",
    "smoke_test": "a test for the project's runner, named after the task",
    "verify": "the command that runs the smoke test, and the project's own commands",
    "code_standards": "those of the last iteration",
    "testing_standards": "those of the last iteration",
    "completion": "those of the last iteration",
    "verify_commands": "the commands that verify the tasks, and the project's own",
    "unproven": "assumptions of iterations that are not finished",
    "excluded": "what earlier iterations left out",
}
"""The sources that a questionnaire may name with `suggest`, and what each one gives."""
