"""The result of an interview: typed, and in order."""
