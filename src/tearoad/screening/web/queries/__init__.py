"""What can be asked of screening."""
