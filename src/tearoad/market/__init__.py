"""Where to go: trade figures with their sources, markets ranked, goods priced on arrival."""
