"""Work of the mission that takes longer than a page may."""
