"""What templates ask of the delegation."""
