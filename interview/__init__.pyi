# What type checkers see of the names that `__init__.py` loads when they are asked for.

from interview.checks.finding import Finding as Finding
from interview.checks.finding import Severity as Severity
from interview.errors import InterviewError as InterviewError
from interview.plan.model import Plan as Plan
from interview.project.public import PlanDocument as PlanDocument
from interview.project.public import Session as Session
from interview.project.public import check as check
from interview.project.public import open_session as open_session
from interview.project.public import read_document as read_document
from interview.project.public import render as render

__version__: str
