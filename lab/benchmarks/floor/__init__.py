"""What the floor's parts can do, measured."""
