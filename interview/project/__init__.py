"""Where a command works: the project, its settings and its sessions."""
