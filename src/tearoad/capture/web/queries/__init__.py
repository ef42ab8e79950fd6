"""What is known of phones, of what they sent, and of what waits."""
