"""What the pages about drafts and the board show, and from what a plan is made."""
