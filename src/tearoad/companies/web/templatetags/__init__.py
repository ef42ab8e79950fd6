"""What templates about companies may call."""
