"""One file per method, behind one Protocol."""
