"""Matchmaking events solved and judged, by the engine and by peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from tearoad.errors import TearoadError
from tearoad_lab.matchmaking import (
    Event,
    FewestBreaks,
    Outcome,
    breaks,
    faults,
    fewest_breaks,
    idle_slots,
    smallest_idle_range,
)
from tearoad_lab.timetable.cases import IMPOSSIBLE, Case
from tearoad_lab.timetable.measured import measured
from tearoad_lab.timetable.peers import MOST_WAYS, PEERS, QUICK_PEERS

OURS = "tearoad"


@dataclass(frozen=True, slots=True)
class MethodResult:
    """What one method made of one case."""

    instance: str
    fairness: int | None
    method: str
    status: str
    value: int | None
    bound: int | None
    unplaced: int
    cpu_s: float
    wall_s: float
    peak_mb: float
    asked: int = 0
    """How many meetings were to be held."""
    wrong: tuple[str, ...] = ()
    """What is wrong with the answer: rules it breaks, another value measured, a better one known."""

    @property
    def held(self) -> int:
        """How many were."""
        return self.asked - self.unplaced

    def as_json(self) -> dict[str, object]:
        """Return the row by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Effort:
    """What is asked of each case."""

    objective: str = "breaks"
    seed: int = 0
    time_limit_s: float = 60.0
    peers: bool = False
    work: float | None = None
    """Counted seconds of the search for the fewest breaks; peers get as many by the clock. None: the time limit."""

    def ours(self, event: Event) -> FewestBreaks:
        """Ask the engine."""
        if self.objective == "breaks":
            return fewest_breaks(event, seed=self.seed, work=self.work, time_limit_s=self.time_limit_s)
        return smallest_idle_range(event, seed=self.seed, work=self.work, time_limit_s=self.time_limit_s)


def rows(found: Sequence[Case], effort: Effort) -> Iterator[MethodResult]:
    """Yield a row for each case and, where peers are asked for, one for each of them."""
    import pysat.solvers  # noqa: F401, PLC0415  # loaded once, before processes of single cases begin

    import tearoad.timetable.solvers.highs  # noqa: F401, PLC0415  # loaded once, before processes of single cases begin

    for case in found:
        yield _ours(case, effort)
        if effort.peers and effort.objective == "breaks":
            event = _read(case, effort)
            for name in (
                PEERS if sum(len(appointment.slots) for appointment in event.appointments) <= MOST_WAYS else QUICK_PEERS
            ):
                yield _peer(name, case, event, effort)


def summary(results: Sequence[MethodResult]) -> dict[str, object]:
    """Return the last line: of our own rows how many cases, proved, wrong, and what they took."""
    ours = [row for row in results if row.method == OURS]
    return {
        "cases": len(ours),
        "proved": sum(row.status in (Outcome.OPTIMAL, Outcome.IMPOSSIBLE) for row in ours),
        "wrong": sum(bool(row.wrong) for row in ours),
        "total_cpu_s": round(sum(row.cpu_s for row in ours), 1),
        "max_cpu_s": round(max((row.cpu_s for row in ours), default=0.0), 1),
    }


def _read(case: Case, effort: Effort) -> Event:
    spread = case.spread if effort.objective == "breaks" else None
    return case.event(spread, effort.seed)


def _ours(case: Case, effort: Effort) -> MethodResult:
    empty = MethodResult(case.name, case.spread, OURS, "failed", None, None, 0, 0.0, 0.0, 0.0)
    try:
        done = measured(lambda: effort.ours(_read(case, effort)))
        event = _read(case, effort)
    except (TearoadError, OSError, UnicodeDecodeError) as broken:
        return replace(empty, wrong=(str(broken),))
    found = done.found
    return replace(
        empty,
        status=found.outcome.value,
        value=found.value,
        bound=found.bound,
        unplaced=0 if found.plan is not None else len(event.appointments),
        asked=len(event.appointments),
        cpu_s=round(done.cpu_s, 3),
        wall_s=round(done.wall_s, 3),
        peak_mb=round(done.peak_mb, 1),
        wrong=tuple(_wrong(event, found, effort.objective, case.known)),
    )


def _wrong(event: Event, found: FewestBreaks, objective: str, known: str) -> Iterator[str]:
    """Yield what is wrong with an answer: by the judge, by its own figures, by what is known."""
    answer = IMPOSSIBLE if found.outcome is Outcome.IMPOSSIBLE else str(found.value)
    if found.outcome in (Outcome.OPTIMAL, Outcome.IMPOSSIBLE) and objective == "breaks" and known not in ("", answer):
        yield f"known: {known}"
    if found.plan is not None:
        yield from (text.code for text in faults(event, found.plan))
        if measure(event, found.plan, objective) != found.value:
            yield f"measured: {measure(event, found.plan, objective)}"
        if found.value is not None and found.bound > found.value:
            yield f"bound above value: {found.bound}"


def measure(event: Event, plan: Sequence[int], objective: str) -> int:
    """Return what a plan is worth, by the judge."""
    if objective == "breaks":
        return sum(breaks(event, plan))
    everyone = zip(idle_slots(event, plan), event.appointments_of(), strict=True)
    waits = [idle for idle, mine in everyone if len(mine) > 1]
    return max(waits, default=0) - min(waits, default=0)


def _peer(name: str, case: Case, event: Event, effort: Effort) -> MethodResult:
    done = measured(lambda: PEERS[name](event, effort.seed, effort.work or effort.time_limit_s))
    found = done.found
    return MethodResult(
        case.name,
        case.spread,
        name,
        found.status,
        found.breaks,
        None,
        found.unplaced,
        round(done.cpu_s, 3),
        round(done.wall_s, 3),
        round(done.peak_mb, 1),
        len(event.appointments),
    )
