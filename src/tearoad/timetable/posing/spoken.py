"""What is taken for granted about languages where the sheets do not say who of a firm speaks what."""

from __future__ import annotations

from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Ref, Text
from tearoad.timetable.problem import Problem


def taken_to_speak(problem: Problem) -> Text | None:
    """Return which firms are taken to speak with buyers as their own row says, whoever comes; None where none is.

    Only firms with a meeting that rests on it: of nobody of theirs it is known what they speak, and no interpreter is
    planned since firm and buyer share a language.
    """
    known = {person.party for person in problem.persons if person.languages}
    resting = {wish.exporter for wish in problem.wishes if not wish.needs_speaker} - known
    firms = tuple(Ref(firm) for firm in sorted(resting))
    return Text("timetable.taken_to_speak", count=len(firms), firms=firms) if firms else None


def languages_unknown(problem: Problem) -> tuple[CellProblem, ...]:
    """Return the same as a warning of the sheet of delegates, where it can be mended."""
    text = taken_to_speak(problem)
    if text is None:
        return ()
    return (CellProblem(Severity.WARNING, text, Text("timetable.taken_to_speak_hint"), "delegates"),)
