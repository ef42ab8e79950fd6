"""Notices to other programs: signed, to hosts that an operator named, and to no other."""
