"""Figures anyone can repeat: how good and how fast the parts are, beside named peers."""
