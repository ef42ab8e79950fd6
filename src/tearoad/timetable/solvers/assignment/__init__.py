"""From spots back to single tables, from crews back to single interpreters."""
