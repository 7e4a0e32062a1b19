"""What the program takes: time and memory, measured from outside, never asserted."""
