"""How good and how fast timetables are: public events, generated missions, and peers in the same run."""
