"""Pages of costs, rates, interpreters' settlement and dossiers."""
