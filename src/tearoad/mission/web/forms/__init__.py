"""Forms of the trip."""
