"""The pages of checklists, samples, posts and letters."""
