"""The pages of costs and dossiers."""
