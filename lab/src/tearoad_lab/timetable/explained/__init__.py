"""Explanations of tight made-up missions, judged by lifting what they name."""
