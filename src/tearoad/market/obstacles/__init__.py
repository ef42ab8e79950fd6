"""What stands in the way of goods in a market: by the user's table of requirements, each with its source."""
