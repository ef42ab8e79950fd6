"""Files as such: where their bytes stand, what they really are, which names and pictures are let in."""
