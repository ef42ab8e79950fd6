"""What is done to the delegation."""
