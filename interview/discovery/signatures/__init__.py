"""Reads what a file of code declares: names and types, no bodies."""
