"""How the work of a level is divided, and from what size on something else is done."""

from __future__ import annotations

from tearoad.mission import Objective

RELAXED = frozenset({Objective.MUSTS, Objective.MINIMUMS, Objective.DISTURBANCE, Objective.VALUE, Objective.FAIRNESS})
RELAXED |= {Objective.PAUSES}
"""Objectives whose relaxation says much; that of waiting and of changes says nearly nothing and takes long."""

LEAST_BEGUN = 0.1
"""With less work than this left nothing is begun on how people's days go: counting a large plan costs more."""

CERTIFYING_SHARE = 0.5
"""Of a level's work, what may go into its bound."""

DAYS_SHARE = 0.8
"""Of a level's work, what may go into single days; they usually end sooner, when a round brings nothing."""

PERSONAL = frozenset({Objective.IDLE, Objective.INTERPRETER_CHANGES, Objective.PLACE_CHANGES, Objective.WALKING})
"""Objectives that depend on who of a crew goes where."""

SMALL = 1000
"""So many candidates CP-SAT plans well by itself: it nearly always settles a level, and leaves few as they were."""

VAST = 100_000
"""With so many candidates what a solver cannot take in is left to moves: what a crew could not hold, people's days."""

POLISHING_WORK, POLISHING_SHARE = 0.3, 0.15
"""Of a level's work, what goes into who of a crew goes where; so much at least, and as much into moves by name."""

READING_SHARE, READING_LEAST = 0.5, 0.5
"""Meetings are moved with everybody of a crew by name too where reading those ways takes no more than this share of the
work of the first level that asks for it, or no more than so much work."""

BY_NAME = PERSONAL - {Objective.IDLE}
"""Levels that are then left to these moves: of a crew it is hardly known who meets whom, but well how it waits."""

SERVED_WORK = 3.0
"""So much at least for a bound of how the worst-served is served, and as much for that of the spread."""

WITHOUT_HOURS_SHARE, WITHOUT_HOURS_LEAST, WITHOUT_HOURS_LEAST_S = 0.25, 2.0, 0.5
"""Of a level's work, what may go into its best choice of days, zones and interpreters; so much at least, and so many
seconds even when the clock has ended the search: that suffices for its relaxation."""

MOVED_AT_ONCE = 0.75
"""Of what is left for moves by name, what is done before a firm's people are looked at."""

STAFFING_WORK = 1.0
"""So much at least for planning around what a crew cannot hold."""

LEFT = 1e-4
"""Of a vast plan's worth, what a crew cannot hold may be left out for good: of a goal below ten thousand nothing."""

SHIFTING_SHARES = {
    Objective.MUSTS: 0.2,
    Objective.MINIMUMS: 0.2,
    Objective.VALUE: 0.15,
    Objective.PAUSES: 0.7,
    Objective.IDLE: 0.4,
    Objective.INTERPRETER_CHANGES: 0.7,
    Objective.PLACE_CHANGES: 0.8,
    Objective.WALKING: 0.8,
}
"""Of a level's work, what may go into shifting single meetings."""
