"""People are led to quiet days in a thread of its own, while a solver asks for them all at once.

By simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) of exchanges: what counts is in how many slots somebody is
busy outside the quiet day nearest to theirs. The way there leads through plans with many breaks; what is left of them
at the end is taken out by the same exchanges. Nothing is proved here; `exchanges.py` has the loops, which leave
Python to other threads.

Annealing goes in rounds, each a little colder and with dice that come from seed and round: a round depends on nothing
but the plan it begins with, so a search that was ended goes on from there to the end it would have come to.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from tearoad_lab.matchmaking.chains import dice_of, quiet_days, with_plan
from tearoad_lab.matchmaking.checkpoint import Checkpoint
from tearoad_lab.matchmaking.exchanges import Rounds, Seating, anneal_turn, total_cost
from tearoad_lab.matchmaking.patterns import Quiet

ROUNDS, _LEADING_ROUNDS = 32, 24
"""So many rounds in a turn; in so many people are led to quiet days, in the others breaks are taken out."""
_LEADING_HEAT, _BREAKS_HEAT = (0.25, 0.1), (0.15, 0.06)
"""The heat of the first and of the last of these rounds."""
STEPS_A_SECOND = 60_000_000
"""So many steps count as a second of work."""
_SHARE_OF_ROUND = 1.5
"""A round may take this many times its share of the time that is left."""
_COSTS = 4
_UNIT = 1 << 30


class Round(NamedTuple):
    """Where a turn of annealing is after a round."""

    reached: Checkpoint
    """With what the next begins."""
    breaks: Sequence[int]
    """Everybody's in the best plan."""
    work: float
    """How much of the turn's is done."""
    was_ended: bool
    """Whether it was ended in its midst: it has to be begun again."""


class Annealing:
    """One turn's rounds, begun and ended as a context; who waits for them has to look at them now and then."""

    def __init__(
        self, seating: Seating, quiet: Mapping[int, Quiet], start: Checkpoint, *, seed: int, work: float, ends: float
    ) -> None:
        """Prepare all rounds of so much work that were not done before `start`, until the clock says `ends`."""
        self._seating, self._start, self._work, self._ends = with_plan(seating, start.plan), start, work, ends
        unlisted = {person: Quiet(day.breaks, ()) for person, day in quiet.items()}
        self._days = quiet_days(self._seating, quiet), quiet_days(self._seating, unlisted)
        self._rounds = _rounds(start, total_cost(with_plan(seating, start.best)), seed, work)
        self._seen = start.rounds
        self._until = self._end_of(start.rounds)
        self._thread = ThreadPoolExecutor(1, "annealing")
        self._run: Future[None]

    def __enter__(self) -> Self:
        """Begin."""
        self._run = self._thread.submit(anneal_turn, self._seating, *self._days, self._rounds)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """End within some milliseconds."""
        if not self._run.done():
            self.end()
        self._thread.shutdown()

    def end(self) -> None:
        """Let the round that is being made be the last."""
        self._rounds.ended[:] = True

    @property
    def was_cut(self) -> bool:
        """Whether the clock, or somebody, ended it before all steps were made."""
        return bool(self._rounds.ended[-1] or not self._rounds.is_whole.all())

    def look(self) -> tuple[Round, ...]:
        """Return the rounds made since the last look; end one that takes too much of the time that is left."""
        done = int(self._rounds.done[0])
        found = tuple(self._round(nth) for nth in range(self._seen, done))
        if self._seen < done < ROUNDS:
            self._until = self._end_of(done)
        elif done < ROUNDS and time.monotonic() >= self._until:
            self._rounds.ended[done] = True
        self._seen = done
        return found

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until all rounds are made; whether they are."""
        is_done = bool(wait([self._run], seconds).done)
        if is_done:
            self._run.result()
        return is_done

    def _round(self, nth: int) -> Round:
        plan, best = self._rounds.plans[nth].tolist(), self._rounds.bests[nth].tolist()
        reached = replace(self._start, rounds=nth + 1, plan=tuple(plan), best=tuple(best))
        breaks = np.maximum(with_plan(self._seating, best).runs - 1, 0).tolist()
        was_ended = bool(self._rounds.ended[-1] and not self._rounds.is_whole[nth])
        return Round(reached, breaks, self._work * (nth + 1) / ROUNDS, was_ended)

    def _end_of(self, nth: int) -> float:
        """Return when a round that begins now is to end."""
        now = time.monotonic()
        return now + max(0.0, self._ends - now) * min(1.0, _SHARE_OF_ROUND / (ROUNDS - nth)) if nth < ROUNDS else now


def _rounds(start: Checkpoint, least: int, seed: int, work: float) -> Rounds:
    """Return the rounds of a turn of so much work. Memory O(rounds x meetings)."""
    numbers = range(ROUNDS)
    return Rounds(
        steps=np.full(ROUNDS, math.ceil(work * STEPS_A_SECOND / ROUNDS), np.int64),
        chances=np.stack([_chances(nth) for nth in numbers]),
        dice=np.concatenate([dice_of(seed, start.turn, nth) for nth in numbers]),
        leading=_LEADING_ROUNDS,
        ended=np.zeros(ROUNDS, np.bool_),
        done=np.array([start.rounds], np.int64),
        plans=np.zeros((ROUNDS, len(start.plan)), np.int32),
        bests=np.zeros((ROUNDS, len(start.plan)), np.int32),
        is_whole=np.ones(ROUNDS, np.bool_),
        best=np.array(start.best, np.int32),
        least=np.array([least], np.int64),
    )


def _chances(nth: int) -> NDArray[np.int64]:
    """Return how often, in 2**-30, an exchange of each cost is taken in a round."""
    rounds, (hot, cold) = _LEADING_ROUNDS, _LEADING_HEAT
    if nth >= _LEADING_ROUNDS:
        nth, rounds, (hot, cold) = nth - _LEADING_ROUNDS, ROUNDS - _LEADING_ROUNDS, _BREAKS_HEAT
    heat = hot * (cold / hot) ** (nth / (rounds - 1))
    return np.array([int(_UNIT * math.exp(-cost / heat)) for cost in range(_COSTS)], np.int64)
