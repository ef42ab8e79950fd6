"""What repair from a phone shows: what can go wrong, whom it concerns, and how the plan is mended."""
