"""What comes from outside, made safe to keep and to show; what in it is secret or unseen."""
