"""What can be asked of published plans: what changed, who is told, whose day, which papers."""
