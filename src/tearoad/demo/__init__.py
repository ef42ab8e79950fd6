"""Seeded missions as dataclasses; all names are generated and fictional."""
