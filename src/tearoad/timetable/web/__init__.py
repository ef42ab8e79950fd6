"""The pages of timetable."""
