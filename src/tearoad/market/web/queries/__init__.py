"""What the pages of markets read."""
