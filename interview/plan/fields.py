"""The table of the iteration's fields: where each stands, what it is called, and in which form.

Model, document, reader and rules take them from here; what a task has besides by its type stands in
`task_types`. Ids are those of the questionnaire.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class FieldForm(Enum):
    """In which form a field is kept, printed and read back."""

    HEADING = auto()
    NUMBER = auto()
    HOURS = auto()
    TYPE = auto()
    TASKS = auto()
    """Keys of tasks, printed as their numbers."""
    PARAGRAPHS = auto()
    POINT = auto()
    """Text behind a label that is the item of a list."""
    BULLETS = auto()
    BOXES = auto()
    RULES = auto()
    SENTENCES = auto()
    """Rules whose names begin the sentence."""
    PATTERNS = auto()
    STANDARDS = auto()
    FILES = auto()
    SERVICES = auto()
    VARIABLES = auto()
    EXCLUSIONS = auto()
    CODE = auto()
    COMMAND = auto()
    """Code that stands in the line of its label where it is short."""


class PlanField(NamedTuple):
    """A field of the plan.

    Attributes:
        section: The id of its section.
        id: Its id there.
        form: In which form it is kept and printed.
        label: What stands before it in the document; empty where a heading does.
        description: What it is called where it is missing.
    """

    section: str
    id: str
    form: FieldForm
    label: str = ""
    description: str = ""

    @property
    def address(self) -> str:
        """Its address, in a section that does not repeat."""
        return f"{self.section}.{self.id}"

    def at(self, key: str) -> str:
        """Return its address in an item of a section that repeats."""
        return f"{self.section}.{key}.{self.id}"


# Sections that repeat

STACK = "stack"
TASKS = "tasks"

REPEATING = {STACK: "c", TASKS: "t"}
"""The sections that repeat, with the letter that the keys of their items begin with."""


def task_address(key: str) -> str:
    """Return the address of a task."""
    return f"{TASKS}.{key}"


# The iteration

NUMBER = PlanField(
    "iteration", "number", FieldForm.NUMBER, description="the number of the iteration"
)
TITLE = PlanField("iteration", "title", FieldForm.HEADING, description="the outcome in one line")
OUTCOME = PlanField(
    "goal", "outcome", FieldForm.PARAGRAPHS, description="what users can do afterwards"
)

BUILT = PlanField("context", "built", FieldForm.POINT, "Built", "what is built")
CURRENT_STATE = PlanField(
    "context", "current_state", FieldForm.POINT, "Current State", "the current state"
)
INFRASTRUCTURE = PlanField(
    "context", "infrastructure", FieldForm.POINT, "Infrastructure", "the infrastructure"
)
NOW_BUILDING = PlanField(
    "context", "now_building", FieldForm.POINT, "Now Building", "what is built now"
)

EXISTING_SERVICES = PlanField(
    "architecture",
    "existing_services",
    FieldForm.POINT,
    "Existing Services",
    "the existing services",
)
INTEGRATION_POINTS = PlanField(
    "architecture",
    "integration_points",
    FieldForm.POINT,
    "New Integration Points",
    "the new integration points",
)
DATA_FLOW = PlanField("architecture", "data_flow", FieldForm.POINT, "Data Flow", "the data flow")
SERVICE_DEPENDENCIES = PlanField(
    "architecture",
    "service_dependencies",
    FieldForm.POINT,
    "Service Dependencies",
    "the service dependencies",
)

CODE_STANDARDS = PlanField("gates", "code_standards", FieldForm.RULES, description="code standards")
TESTING_STANDARDS = PlanField(
    "gates", "testing_standards", FieldForm.SENTENCES, description="testing standards"
)
COMPLETION = PlanField(
    "gates", "completion", FieldForm.BOXES, description="gates for a task to be complete"
)

DEMO_COMMANDS = PlanField("demo", "commands", FieldForm.CODE, description="how it is shown")
DEMO_EXPECTED = PlanField("demo", "expected", FieldForm.CODE, description="what people will see")
VALIDATES = PlanField("assumptions", "validates", FieldForm.RULES)
EXCLUDED = PlanField("scope", "excluded", FieldForm.EXCLUSIONS)

CONTEXT_FIELDS = (BUILT, CURRENT_STATE, INFRASTRUCTURE, NOW_BUILDING)
ARCHITECTURE_FIELDS = (EXISTING_SERVICES, INTEGRATION_POINTS, DATA_FLOW, SERVICE_DEPENDENCIES)

NEEDED = (
    NUMBER,
    TITLE,
    OUTCOME,
    *CONTEXT_FIELDS,
    *ARCHITECTURE_FIELDS,
    CODE_STANDARDS,
    TESTING_STANDARDS,
    COMPLETION,
)
"""What a plan has to say besides its tasks, where no rule of its own looks for it."""

# Components of the stack

COMPONENT_NAME = PlanField(STACK, "name", FieldForm.HEADING)
RULES = PlanField(STACK, "rules", FieldForm.RULES)
PATTERNS = PlanField(STACK, "patterns", FieldForm.PATTERNS)
STANDARDS = PlanField(STACK, "standards", FieldForm.STANDARDS)

# What every task has

NAME = PlanField(TASKS, "name", FieldForm.HEADING, description="a name")
TYPE = PlanField(TASKS, "type", FieldForm.TYPE, "Type")
DEPENDS_ON = PlanField(TASKS, "depends_on", FieldForm.TASKS, "Depends on")
HOURS = PlanField(TASKS, "hours", FieldForm.HOURS, "Estimated time")
WHAT = PlanField(TASKS, "what", FieldForm.PARAGRAPHS, "What to build", "what to build")
KEY_FILES = PlanField(TASKS, "key_files", FieldForm.FILES, "Key files", "the files")
SMOKE_TEST = PlanField(TASKS, "smoke_test", FieldForm.CODE, "One smoke test")
VERIFY = PlanField(TASKS, "verify", FieldForm.CODE)
EXPECTED = PlanField(TASKS, "expected", FieldForm.CODE)

METADATA = (TYPE, DEPENDS_ON, HOURS)
"""The fields of a task whose labels may share a line."""

# What a task has by its type

QUESTION = PlanField(
    TASKS, "question", FieldForm.PARAGRAPHS, "Question to answer", "the question to answer"
)
CANDIDATES = PlanField(TASKS, "candidates", FieldForm.BULLETS, "Candidates", "the candidates")
DECISION_RULE = PlanField(
    TASKS, "decision_rule", FieldForm.PARAGRAPHS, "Decision rule", "a decision rule"
)
ARTIFACT = PlanField(
    TASKS, "artifact", FieldForm.PARAGRAPHS, "Working artifact", "the working artifact"
)
WORKFLOW = PlanField(
    TASKS, "workflow", FieldForm.PARAGRAPHS, "End-to-end workflow", "the workflow from end to end"
)
SERVICES = PlanField(TASKS, "services", FieldForm.SERVICES, "Services", "the services")
ENVIRONMENT = PlanField(TASKS, "environment", FieldForm.VARIABLES, "Environment", "the environment")
CONFIGURATION = PlanField(TASKS, "configuration", FieldForm.CODE, "Configuration")
ROLLBACK = PlanField(TASKS, "rollback", FieldForm.COMMAND, "Rollback", "the rollback command")
CORE = PlanField(TASKS, "core", FieldForm.CODE, "Core functionality", "the core functionality")
DATA = PlanField(TASKS, "data", FieldForm.CODE, "Data structures")

RECEIVES = PlanField(TASKS, "receives", FieldForm.POINT, "Receives", "what comes in")
SENDS = PlanField(TASKS, "sends", FieldForm.POINT, "Sends", "what goes out")
DATABASE = PlanField(TASKS, "database", FieldForm.POINT, "Database")
FAILURE = PlanField(
    TASKS,
    "failure",
    FieldForm.POINT,
    "On failure",
    "what happens when the other side is down, slow or wrong",
)
