"""Playing the demo in: made-up missions go through the same actions as a person's clicks."""
