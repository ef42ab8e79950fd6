"""What must be ready for the demo mission: tasks, samples, posts."""
