"""Reads the user's project, to offer what it says already.

Everything here only reads. What it finds names its source; what cannot be read is noted in one
line and never a failure. All of it is untrusted text.
"""
