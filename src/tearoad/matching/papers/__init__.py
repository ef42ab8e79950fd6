"""Papers for those who are asked whom they want to meet."""
