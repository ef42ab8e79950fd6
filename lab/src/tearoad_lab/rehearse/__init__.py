"""A site for simulated phones: the real pages and actions on a real database, spoken to line by line.

Each run stands in one transaction that is undone at its end, so that ten thousand of them begin from the same mission.
In a hall a second site serves from a copy of the first and reaches it now and then. A backup is a savepoint, restoring
it goes back there; a crash before the answer undoes what the letter did.
"""
