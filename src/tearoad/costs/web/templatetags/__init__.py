"""What templates ask of costs."""
