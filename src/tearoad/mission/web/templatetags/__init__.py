"""What templates ask of missions."""
