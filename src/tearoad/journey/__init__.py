"""The whole mission, from a folder of files to a folder of files."""
