"""Somebody's calendar: as it stands, how far each event has come, and what of it is mailed."""
