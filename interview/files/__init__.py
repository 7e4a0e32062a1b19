"""The file system: reading within bounds, writing through one door, and where paths may lead."""
