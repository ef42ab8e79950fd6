"""What can be asked about people and the ledger."""
