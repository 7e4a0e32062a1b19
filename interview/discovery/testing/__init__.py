"""Finds how a project is tested and what can be run in it."""
