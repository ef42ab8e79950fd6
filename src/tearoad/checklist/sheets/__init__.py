"""The sheets of tasks, samples and diplomatic posts."""
