"""Figures, dates, places and speakers that an article or a notice states, proposed for a person to accept."""
