"""A server in a hall at work: it reaches home whenever it can."""
