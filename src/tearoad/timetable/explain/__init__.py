"""Why not this meeting, what would make room for it, and which musts exclude each other."""

from tearoad.timetable.explain.changed import WhyChanged
from tearoad.timetable.explain.clash import clash, clash_text
from tearoad.timetable.explain.move import Move
from tearoad.timetable.explain.trade import Trade
from tearoad.timetable.explain.unplaced import Explanation, Obstacle, explain

__all__ = ["Explanation", "Move", "Obstacle", "Trade", "WhyChanged", "clash", "clash_text", "explain"]
