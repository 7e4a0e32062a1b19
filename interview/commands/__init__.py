"""One module per command; each has a `command`. What several need: `workplace`, `conversation`."""
