"""Figures of trade theory, exact: export potential, comparative advantage, density."""
