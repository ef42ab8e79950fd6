"""What a worker does for plans."""
