"""Attacks on a site that is served, each with what must hold meanwhile."""
