"""Papers of the whole delegation: the booklet, and signs for stands and tables."""
