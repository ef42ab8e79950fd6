"""What can be asked of checklists, samples, posts and letters."""
