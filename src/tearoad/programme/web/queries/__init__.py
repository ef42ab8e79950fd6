"""What can be asked of a programme: items, conflicts, what was announced, who is told."""
