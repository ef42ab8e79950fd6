"""What officers fill in about plans."""
