"""How goods travel to a market: routes of legs, how long and how dear, and what border posts let through."""
