"""What a problem states, what follows from it at once, and what would contradict it."""
