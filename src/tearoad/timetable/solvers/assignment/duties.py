"""A crew's day as duties: whoever is on duty goes from meeting to meeting, and all together wait as little as possible.

A duty is a path through the meetings of the day: to the next meeting at once, as long as the run allows, or after a
wait, which begins a new run. So many paths as the crew has members cover every meeting once; the waits are counted in
slots. A flow with the runs as states, solved exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tearoad.timetable.facts.parts import MeetingInterpreter
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.highs import solved
from tearoad.timetable.solvers.limits import corners
from tearoad.timetable.solvers.linear import Model, Stand
from tearoad.timetable.solvers.solver import UNLIMITED_SECONDS, Effort
from tearoad.values import PlaceId

Duty = list[Candidate]
Node = tuple[int, int, PlaceId]
"""The first slot of meetings, their slots, their corner of the fair."""


def duties(
    meetings: Sequence[Candidate], problem: Problem, member: MeetingInterpreter, members: int, work: float
) -> list[Duty]:
    """Return at most `members` duties that hold all meetings of a day; none where none are found.

    A duty longer than a member's day is evened out with another where it can be; whoever asks has to look. Time does
    not grow with the meetings but with how many differ in their time or corner of the fair.
    """
    look = problem.lookup
    corner = corners(sorted({candidate.place for candidate in meetings}), look.minutes_felt)
    alike: dict[Node, list[Candidate]] = defaultdict(list)
    for meeting in sorted(
        meetings,
        key=lambda candidate: (candidate.start, candidate.wish.slots, corner[candidate.place], candidate.wish.id),
    ):
        alike[meeting.start, meeting.wish.slots, corner[meeting.place]].append(meeting)
    flow = _Flow(problem, member.max_run, list(alike), list(alike.values()))
    values = solved(flow.flow_model(members), Effort(UNLIMITED_SECONDS, work))
    if values is None:
        return []
    found = flow.walked(values.tolist())
    flow.even(found, member.slots_left(look.day[meetings[0].start]))
    return found


@dataclass(slots=True)
class _Flow:
    problem: Problem
    most: int
    nodes: list[Node]
    """When and where meetings are, in order of time."""
    held: list[list[Candidate]]
    """The meetings of each."""
    model: Model = field(default_factory=Model)
    first: Sequence[int] = ()
    """For each node: how many duties begin there."""
    runs: list[dict[int, int]] = field(default_factory=list)
    """For each node, by the slots of the run so far: how many come to the end of a meeting there with it."""
    waits: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    """From one node to a later one: how many go on there after a wait."""
    goes: dict[tuple[int, int], dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    """From one node, with so many slots of a run, to a later one: how many go on at once."""
    into: dict[tuple[int, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    """A node and the slots of the run to the end of a meeting there: the columns of who comes."""

    def flow_model(self, members: int) -> Stand:
        """Return the model."""
        model = self.model
        self.first = model.add_columns(len(self.nodes), members)
        model.add_row(dict.fromkeys(self.first, 1), most=members)
        for here, (_, slots, _) in enumerate(self.nodes):
            lengths = range(slots, self.most + 1)
            self.runs.append(dict(zip(lengths, model.add_columns(len(lengths), members), strict=True)))
            self.into[here, slots].append(self.first[here])
        for here in range(len(self.nodes)):
            for there in range(here + 1, len(self.nodes)):
                self._step(here, there)
        for here in range(len(self.nodes)):
            self._balance(here)
        return model.stand()

    def _step(self, here: int, there: int) -> None:
        gap, slots, most = self._gap(self.nodes[here], self.nodes[there]), self.nodes[there][1], len(self.held[there])
        if gap:
            (column,) = self.model.add_columns(1, most)
            self.model.goal[column] = -gap
            self.waits[here][there] = column
            self.into[there, slots].append(column)
        elif gap == 0:
            for length in self.runs[here]:
                if length + slots in self.runs[there]:
                    (column,) = self.model.add_columns(1, most)
                    self.goes[here, length][there] = column
                    self.into[there, length + slots].append(column)

    def _balance(self, here: int) -> None:
        """Who comes holds the meetings, all of them; nobody goes on who did not come."""
        model, count = self.model, len(self.held[here])
        model.add_row(dict.fromkeys(self.runs[here].values(), 1), least=count, most=count)
        out = list(self.waits[here].values())
        for length, column in self.runs[here].items():
            model.add_row(dict.fromkeys(self.into[here, length], 1) | {column: -1}, least=0, most=0)
            on = list(self.goes[here, length].values())
            model.add_row(dict.fromkeys(on, 1) | {column: -1}, most=0)
            out += on
        model.add_row(dict.fromkeys(out, 1), most=count)

    def _gap(self, node: Node, other: Node) -> int | None:
        """Return the slots that somebody waits between two meetings; None where one cannot be at both."""
        look, last = self.problem.lookup, node[0] + node[1] - 1
        gap = other[0] - last - 1
        if gap < 0 or look.seconds_between(last, other[0]) < 60 * look.minutes(node[2], other[2]):
            return None
        return gap

    def walked(self, values: Sequence[int]) -> list[Duty]:
        """Return the duties of a solution."""
        found: list[Duty] = []
        coming: dict[tuple[int, int], list[Duty]] = defaultdict(list)
        for here, (_, slots, _) in enumerate(self.nodes):
            new: list[Duty] = [[] for _ in range(values[self.first[here]])]
            found += new
            coming[here, slots] += new
            meetings = iter(self.held[here])
            free = []
            for length in self.runs[here]:
                mine = coming[here, length]
                for duty in mine:
                    duty.append(next(meetings))
                for there, column in self.goes[here, length].items():
                    coming[there, length + self.nodes[there][1]] += [mine.pop() for _ in range(values[column])]
                free += mine
            for there, column in self.waits[here].items():
                coming[there, self.nodes[there][1]] += [free.pop() for _ in range(values[column])]
        return found

    def even(self, duties: list[Duty], most: int) -> None:
        """Let too long duties swap what follows with shorter ones: the waits come to the same."""
        for long in [nth for nth, duty in enumerate(duties) if _length(duty) > most]:
            for short in sorted(range(len(duties)), key=lambda nth: _length(duties[nth])):
                if _length(duties[long]) > most and short != long:
                    self._swap(duties, long, short, most)

    def _swap(self, duties: list[Duty], long: int, short: int, most: int) -> None:
        duty, other = duties[long], duties[short]
        for cut in range(len(duty) + 1):
            for at in range(len(other) + 1):
                pair = duty[:cut] + other[at:], other[:at] + duty[cut:]
                if max(map(_length, pair)) <= most and all(map(self._possible, pair)):
                    duties[long], duties[short] = pair
                    return

    def _possible(self, duty: Sequence[Candidate]) -> bool:
        nodes = [(candidate.start, candidate.wish.slots, candidate.place) for candidate in duty]
        run = 0
        for nth, node in enumerate(nodes):
            gap = self._gap(nodes[nth - 1], node) if nth else 1
            if gap is None:
                return False
            run = node[1] + (0 if gap else run)
            if run > self.most:
                return False
        return True


def _length(duty: Sequence[Candidate]) -> int:
    return sum(candidate.wish.slots for candidate in duty)
