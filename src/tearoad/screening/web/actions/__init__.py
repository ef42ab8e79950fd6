"""What is done about screening."""
