"""Turns what was found in a project into suggestions for an interview, each with its source."""
