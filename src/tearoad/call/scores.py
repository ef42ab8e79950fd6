"""Two people score each application; where they are far apart, they are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tearoad.call.call import MOST_POINTS, SCORERS, Call, Criterion, shares
from tearoad.text import Ref, Text


@dataclass(frozen=True, slots=True)
class Given:
    """Points by one criterion, 0 to 10, with a note."""

    criterion: str
    points: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """What one person gave one application."""

    application: str
    scorer: str
    """As the organisation calls them."""
    given: tuple[Given, ...]

    @property
    def id(self) -> str:
        """The row's own id: nobody scores an application twice."""
        return f"{self.application}/{self.scorer}"

    def points(self, criterion: str) -> int | None:
        """Return the points by a criterion; None where none were given."""
        return next((given.points for given in self.given if given.criterion == criterion), None)


@dataclass(frozen=True, slots=True)
class Apart:
    """Two people who are further apart by a criterion than the call allows."""

    criterion: str
    low: int
    low_by: str
    high: int
    high_by: str

    @property
    def text(self) -> Text:
        """Who gave what."""
        return Text(
            "call.apart",
            criterion=Ref(self.criterion),
            low=self.low,
            low_by=self.low_by,
            high=self.high,
            high_by=self.high_by,
        )


def scoring_faults(call: Call, scoring: Scoring) -> tuple[Text, ...]:
    """Return what is wrong with what someone gave: a criterion left out, points out of range."""
    found = [
        Text("call.points_missing", criterion=Ref(criterion.id))
        for criterion in call.criteria
        if scoring.points(criterion.id) is None
    ]
    found += [
        Text("call.points_range", criterion=Ref(given.criterion), found=given.points, most=MOST_POINTS)
        for given in scoring.given
        if not 0 <= given.points <= MOST_POINTS
    ]
    return tuple(found)


def is_whole(call: Call, scorings: Iterable[Scoring]) -> bool:
    """Whether two people have given points by every criterion."""
    return sum(not scoring_faults(call, scoring) for scoring in scorings) >= SCORERS


def committee(call: Call, scorings: Iterable[Scoring]) -> int | None:
    """Return what the committee gave, 0 to 1000: the mean of its people's weighted points; None until it is whole."""
    good = [scoring for scoring in scorings if not scoring_faults(call, scoring)]
    if len(good) < SCORERS:
        return None
    weights = shares(tuple(criterion.weight for criterion in call.criteria))
    whole = sum(
        weight * (scoring.points(criterion.id) or 0)
        for scoring in good
        for criterion, weight in zip(call.criteria, weights, strict=True)
    )
    # Half a point up, in whole numbers: the same on every machine.
    return (2 * whole + MOST_POINTS * len(good)) // (2 * MOST_POINTS * len(good))


def apart(call: Call, scorings: Iterable[Scoring]) -> tuple[Apart, ...]:
    """Return the criteria by which people are further apart than the call allows, in the call's order."""
    given = tuple(scorings)
    return tuple(
        difference
        for criterion in call.criteria
        if (difference := _apart(criterion, given, call.disagreement)) is not None
    )


def _apart(criterion: Criterion, scorings: tuple[Scoring, ...], most: int) -> Apart | None:
    found = sorted(
        (points, scoring.scorer) for scoring in scorings if (points := scoring.points(criterion.id)) is not None
    )
    if len(found) < SCORERS or found[-1][0] - found[0][0] <= most:
        return None
    return Apart(criterion.id, *found[0], *found[-1])


def by_application(scorings: Iterable[Scoring]) -> Mapping[str, tuple[Scoring, ...]]:
    """Return what was given, by application; people in the order of their names."""
    found: dict[str, list[Scoring]] = {}
    for scoring in sorted(scorings, key=lambda scoring: scoring.scorer):
        found.setdefault(scoring.application, []).append(scoring)
    return {id_: tuple(those) for id_, those in found.items()}
