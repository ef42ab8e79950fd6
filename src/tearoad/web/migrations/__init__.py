"""The tables of the page kit."""
