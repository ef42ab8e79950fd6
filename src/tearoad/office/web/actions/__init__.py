"""What the office does: jobs, messages, files, feeds."""
