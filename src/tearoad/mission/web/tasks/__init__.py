"""What a worker does for a mission."""
