"""Tells the components and services of a system by its manifests."""
