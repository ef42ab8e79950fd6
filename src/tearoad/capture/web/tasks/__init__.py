"""What a worker does for the floor."""
