"""What people fill in about results."""
