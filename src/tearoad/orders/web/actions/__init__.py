"""What people do with opportunities, a verb a file."""
