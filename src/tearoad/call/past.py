"""What the organisation did before, and since when a mission has not been this large."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tearoad.names import fold
from tearoad.text import Text
from tearoad.values import CountryCode

MOST_GAPS = 8
"""So many years without a row are named; the count tells the rest."""


class Measure(StrEnum):
    """By what a mission is large."""

    FIRMS = "firms"
    DELEGATES = "delegates"
    MEETINGS = "meetings"


class Among(StrEnum):
    """Over which rows it is compared."""

    ALL = "all"
    COUNTRY = "country"
    FAIR = "fair"


@dataclass(frozen=True, slots=True)
class PastMission:
    """A mission of the past, as far as it was written down; None is unknown, which is not nothing."""

    id: str
    name: str
    year: int
    fair: str = ""
    country: CountryCode | None = None
    firms: int | None = None
    delegates: int | None = None
    meetings: int | None = None
    source: str = ""

    def figure(self, measure: Measure) -> int | None:
        """Return its figure by a measure."""
        return {Measure.FIRMS: self.firms, Measure.DELEGATES: self.delegates, Measure.MEETINGS: self.meetings}[measure]


@dataclass(frozen=True, slots=True)
class LargestSince:
    """Since when a mission has not been this large, and all that the claim rests on."""

    measure: Measure
    among: Among
    value: int
    year: int
    since: PastMission | None
    """The latest mission that was as large or larger; None: there is none on record."""
    is_tie: bool
    """It was exactly as large."""
    counted: int
    """Rows with a figure, over which it was compared."""
    unknown: tuple[str, ...]
    """Rows behind `since` without a figure: any of them may have been larger."""
    first_year: int | None
    gaps: tuple[int, ...]
    """Years from the year of `since`, or from the first on record, in which nothing is written down."""

    @property
    def text(self) -> Text:
        """The claim, with the missions over which it is made."""
        measure = Text(f"call.claim_{self.among.value}", measure=_named(self.measure))
        if self.since is None:
            if self.first_year is None:
                return Text("call.largest_first", measure=measure, value=self.value)
            return Text("call.largest_ever", measure=measure, value=self.value, year=self.first_year)
        name, year = self.since.name, self.since.year
        if self.is_tie:
            return Text("call.largest_tie", measure=measure, value=self.value, name=name, year=year)
        found = self.since.figure(self.measure) or 0
        return Text("call.largest_since", measure=measure, value=self.value, name=name, year=year, found=found)

    @property
    def definition(self) -> tuple[Text, ...]:
        """What counts, over which rows, what a tie is, and where the record has holes."""
        said = [
            Text("call.largest_means", measure=_named(self.measure)),
            Text(f"call.among_{self.among.value}", count=self.counted),
            Text("call.largest_ties"),
        ]
        if self.unknown:
            said.append(
                Text("call.largest_unknown", count=len(self.unknown), names="; ".join(self.unknown[:MOST_GAPS]))
            )
        if self.gaps:
            years = ", ".join(map(str, self.gaps[:MOST_GAPS]))
            said.append(Text("call.largest_gaps", count=len(self.gaps), years=years))
        return tuple(said)


def _named(measure: Measure) -> Text:
    return Text(f"call.measure_{measure.value}")


def largest_since(mission: PastMission, record: Iterable[PastMission], measure: Measure, among: Among) -> LargestSince:
    """Return since when a mission has not been this large.

    Counted are the rows of earlier years that fit `among` and have a figure. The latest of them that is as large or
    larger ends the claim; an equal one is a tie, which is said. Two of one year: the larger is named, then the first
    by id. The mission itself and later years never count. O(n log n).

    Raises:
        ValueError: the mission has no figure by this measure.

    """
    value = mission.figure(measure)
    if value is None:
        raise ValueError(measure)
    before = [
        past_mission
        for past_mission in record
        if past_mission.id != mission.id and past_mission.year < mission.year and _fits(past_mission, mission, among)
    ]
    known = [(past_mission, figure) for past_mission in before if (figure := past_mission.figure(measure)) is not None]
    as_large = sorted(((past_mission, figure) for past_mission, figure in known if figure >= value), key=_latest)
    since, found = as_large[0] if as_large else (None, 0)
    first = min((past_mission.year for past_mission in before), default=None)
    start = since.year if since else first
    years = {past_mission.year for past_mission in before}
    gaps = tuple(year for year in range(start + 1, mission.year) if year not in years) if start is not None else ()
    unknown = sorted(
        (
            past_mission
            for past_mission in before
            if past_mission.figure(measure) is None and (since is None or past_mission.year >= since.year)
        ),
        key=lambda mission: (mission.year, mission.id),
    )
    return LargestSince(
        measure,
        among,
        value,
        mission.year,
        since,
        since is not None and found == value,
        len(known),
        tuple(f"{past_mission.name} ({past_mission.year})" for past_mission in unknown),
        first,
        gaps,
    )


def _latest(pair: tuple[PastMission, int]) -> tuple[int, int, str]:
    mission, figure = pair
    return -mission.year, -figure, mission.id


def _fits(past_mission: PastMission, mission: PastMission, among: Among) -> bool:
    if among is Among.COUNTRY:
        return past_mission.country is not None and past_mission.country == mission.country
    if among is Among.FAIR:
        return bool(fold(past_mission.fair)) and fold(past_mission.fair) == fold(mission.fair)
    return True
