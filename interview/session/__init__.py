"""What was said: events, and what follows from them. No file, no clock and no terminal."""
