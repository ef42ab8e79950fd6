"""The pages of checklists."""
