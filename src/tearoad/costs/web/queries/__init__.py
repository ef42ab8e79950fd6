"""What can be asked about costs, interpreters' settlement and dossiers."""
