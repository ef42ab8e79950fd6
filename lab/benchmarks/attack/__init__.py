"""A hostile tester against a real served site: every play is bounded, and what it finds is a line."""
