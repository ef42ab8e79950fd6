"""What people change about matches and about meetings being agreed."""
