"""Finds the sections of a project's standards, to embed them word for word."""
