"""What people fill in about markets."""
