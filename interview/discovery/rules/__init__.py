"""Turns the configuration of tools into one-line standards."""
