"""How well the ranking of markets foretells, out of sample, beside naive rankings in the same run."""
