"""What the office's templates may call."""
