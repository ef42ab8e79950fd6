"""The pages of mission."""
