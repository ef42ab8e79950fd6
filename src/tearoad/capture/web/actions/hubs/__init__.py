"""A server in a hall and home: paired, and made to hold the same notes whenever one reaches the other."""
