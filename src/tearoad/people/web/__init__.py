"""People on the web."""
