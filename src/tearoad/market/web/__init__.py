"""The pages of markets."""
