"""What officers and visitors do, all at once, until they are told to stop."""
