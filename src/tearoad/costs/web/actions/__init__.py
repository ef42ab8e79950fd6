"""What people do to costs, rates, interpreters' hours and dossiers."""
