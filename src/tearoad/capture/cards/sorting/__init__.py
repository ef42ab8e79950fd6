"""From lines of letters to what they are: a name, a firm, a number."""
