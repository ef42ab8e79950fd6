"""What the pages of orders show."""
