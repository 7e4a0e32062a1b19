"""Session files: how they are written, read, merged, repaired and managed."""
