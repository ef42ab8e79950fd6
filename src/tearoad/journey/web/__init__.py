"""The pages of journey."""
