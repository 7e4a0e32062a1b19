"""The table of the kinds of question.

A kind is one class, and says everything of itself that the program asks for; `PARTS` of `question`
names what none may lack.
"""

from interview.questionnaire.kinds.choice import ChoiceQuestion, ChoicesQuestion
from interview.questionnaire.kinds.code import CodeQuestion
from interview.questionnaire.kinds.confirm import Confirm
from interview.questionnaire.kinds.lines import Lines
from interview.questionnaire.kinds.number import Number
from interview.questionnaire.kinds.paragraph import Paragraph
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.kinds.references import References
from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.question import Question

KINDS: dict[str, type[Question]] = {
    "text": TextQuestion,
    "paragraph": Paragraph,
    "code": CodeQuestion,
    "choice": ChoiceQuestion,
    "choices": ChoicesQuestion,
    "confirm": Confirm,
    "number": Number,
    "lines": Lines,
    "records": Records,
    "references": References,
}
"""The kinds of question, by the word that a questionnaire uses."""
