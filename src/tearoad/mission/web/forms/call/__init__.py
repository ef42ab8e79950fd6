"""Forms of the call."""
