"""The views of results."""
