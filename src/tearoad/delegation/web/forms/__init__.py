"""Forms of the delegation: a delegate, and the travel agent's list."""
