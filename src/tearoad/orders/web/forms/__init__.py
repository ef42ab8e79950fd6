"""The forms of orders."""
