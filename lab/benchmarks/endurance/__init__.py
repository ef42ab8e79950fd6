"""A site under load whose processes are killed, or whose backup is taken meanwhile."""
