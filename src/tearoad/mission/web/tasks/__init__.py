"""Jobs of missions."""
