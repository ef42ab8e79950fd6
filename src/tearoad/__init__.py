"""Tea Road: trade missions from the market to the shipped order."""

__version__ = "0.1.0"
