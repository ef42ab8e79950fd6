"""The views of orders."""
