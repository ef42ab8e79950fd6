"""What people see of signing in, of their account, of users, policies, the ledger."""
