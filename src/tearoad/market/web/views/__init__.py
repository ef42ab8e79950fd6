"""The pages of markets: briefs, and the facts of an article."""
