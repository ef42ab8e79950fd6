"""What can be asked of a whole mission: its rows as sheets, what sheets would change, how far it is."""
