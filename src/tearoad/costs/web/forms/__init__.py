"""What people fill in about costs, rates, hours and dossiers."""
