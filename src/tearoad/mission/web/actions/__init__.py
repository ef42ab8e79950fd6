"""What is done to a mission."""
