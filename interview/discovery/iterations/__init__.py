"""Finds the project's earlier iterations, in its documents and its sessions."""
