"""Whether templates speak through the catalogue, and vendored files are what they say they are."""
