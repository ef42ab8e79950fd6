"""What people fill in about requests, matches and asking."""
