"""The course of an interview: what is asked next, one question, the review."""
