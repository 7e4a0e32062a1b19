"""Decides, without a model, whether a plan leaves an implementer guessing."""
