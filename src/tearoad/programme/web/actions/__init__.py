"""What is done to a programme: items are written, taken out, put back, announced, and people told."""
