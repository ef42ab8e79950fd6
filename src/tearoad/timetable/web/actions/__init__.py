"""What is done to plans: made, pinned, moved, published."""
