"""`tearoad bench`: figures anyone can repeat."""
