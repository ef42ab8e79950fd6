"""What people change: briefs, rates, and the facts of articles."""
