"""What goods cost when they arrive, and what they may cost at the factory: every rate dated, with its source."""
