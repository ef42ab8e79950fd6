"""`tearoad timetable`: the engine itself, on files: solve, check, explain."""
