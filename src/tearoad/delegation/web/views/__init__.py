"""The pages of the delegation."""
