"""What keeps saving from harm: a form works once, and a stale page overwrites nothing."""
