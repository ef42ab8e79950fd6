"""What is done to people and the ledger."""
