"""What can be asked of the delegation."""
