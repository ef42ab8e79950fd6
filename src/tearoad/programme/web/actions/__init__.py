"""What is done to a programme: it is announced, and people are told."""
