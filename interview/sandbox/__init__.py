"""What strangers wrote runs here: in a process of its own, within bounds."""
