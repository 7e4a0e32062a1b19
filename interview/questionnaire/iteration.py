"""The name of the questionnaire that comes along for an iteration plan; its ids are in its file."""

ITERATION = "iteration"
"""The questionnaire whose answers are an iteration plan; it is asked where nothing else is set."""
