"""Reads an iteration document, ours or one that people and programs edited, into a plan."""
