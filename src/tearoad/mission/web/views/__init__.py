"""Pages of the trip."""
