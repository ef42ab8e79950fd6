"""The pages of the call."""
