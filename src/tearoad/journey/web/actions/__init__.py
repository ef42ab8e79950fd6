"""What is done with a whole mission: sheets in, sheets out."""
