"""Whether what the project says of itself is true."""
